// A QR code as an element: Python draws it, template[data-template=qr] holds its frame.

/** Rejects when the code could not be drawn. */
export async function drawn(tool, url) {
  const { size, path, wide } = await tool.engine.qr(url)
  const code = tool.filled("qr", { size, path, url }).firstElementChild
  code.style.setProperty("--wide", `${wide}mm`)
  return code
}
