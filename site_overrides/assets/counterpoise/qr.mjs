// A QR code as an element: Python draws it, template[data-template=qr] holds its frame.

import { fill } from "./fill.mjs"

/** Rejects when the code could not be drawn. */
export async function drawn(engine, url, templates) {
  const { size, path } = await engine.qr(url)
  return fill(templates("qr"), { size, path, url }).firstElementChild
}
