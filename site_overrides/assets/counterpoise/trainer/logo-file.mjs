// A logo as people have it -> one that fits: what is made of dots and too large, or no PNG, is drawn anew, small enough.

import { faultOf, readLogo } from "./logo.mjs"
import { drawn, MOST_BYTES, MOST_PIXELS } from "./photo.mjs"
import { raster } from "./raster.mjs"

const SIZES = [1000, 700, 500, 350, 250] // px, of the longer side
const MENDED = ["bytes", "kind", "size", "unsafe"] // what drawing it anew may mend

/**
 * As readLogo gives it.
 * @param {Blob} file
 * @param {import("./logo.mjs").Rules} rules
 */
export async function logoOf(file, rules) {
  const given = await readLogo(file, rules)
  if (!MENDED.includes(given.fault ?? "") || file.size > MOST_BYTES) return given
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = raster(bytes)
  if (!found || found.width * found.height > MOST_PIXELS) return given
  const blob = new Blob([bytes], { type: `image/${found.kind}` })
  for (const longest of SIZES) {
    const url = await drawn(blob, { longest, kind: "png" }).catch(() => null)
    if (!url) return { fault: "damaged" }
    const fault = await faultOf(url, rules)
    if (fault !== "bytes") return fault ? { fault } : { fault, data: url, suffix: "png" }
  }
  return given
}
