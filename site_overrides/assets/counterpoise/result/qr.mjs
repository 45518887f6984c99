// A QR code as an element: Python draws it, template[data-template=qr] holds its frame.

/** Rejects when the code could not be drawn. */
export async function drawn(tool, url) {
  const { size, path } = await tool.engine.qr(url)
  return tool.filled("qr", { size, path, url }).firstElementChild
}
