// A photo that a trainer chose -> a small JPEG without anything but the picture: drawn anew, so that where and when it was
// taken, and whatever else a camera or a file adds, is not in it.
//
//   await drawn(blob, {longest, kind, paper}) -> any picture so, as a data URL
//   await photoOf(file) -> {url: a data URL} or {fault: photo-large | photo-heic | photo-svg | photo-kind | photo-damaged}

import { raster } from "./raster.mjs"

export const MOST_BYTES = 25_000_000
const LONGEST = 1000 // px, of the longer side: 35 mm on paper at more than 300 dots an inch
export const MOST_PIXELS = 80_000_000

/** @param {File} file */
export async function photoOf(file) {
  if (file.size > MOST_BYTES) return { fault: "photo-large" }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const begins = new TextDecoder("latin1").decode(bytes.subarray(0, 400))
  if (/^....ftyp(hei|hev|mif|msf)/s.test(begins)) return { fault: "photo-heic" }
  if (/<svg|<!doctype|<\?xml|<html/i.test(begins)) return { fault: "photo-svg" }
  const found = raster(bytes)
  if (!found) return { fault: /^(\x89PNG|ÿØ|GIF8|RIFF)/.test(begins) ? "photo-damaged" : "photo-kind" }
  if (found.width * found.height > MOST_PIXELS) return { fault: "photo-large" }
  try {
    const blob = new Blob([bytes], { type: `image/${found.kind}` })
    return { url: await drawn(blob, { longest: LONGEST, kind: "jpeg", paper: "#fff" }) } // what can be seen through is white
  } catch {
    return { fault: "photo-damaged" }
  }
}

/**
 * @param {Blob} blob
 * @param {{ longest: number, kind: string, paper?: string }} how   `paper`: the colour behind it
 */
export async function drawn(blob, { longest, kind, paper }) {
  const picture = await createImageBitmap(blob, { imageOrientation: "from-image" })
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  if (paper) {
    pen.fillStyle = paper
    pen.fillRect(0, 0, canvas.width, canvas.height)
  }
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.toDataURL(`image/${kind}`, 0.82)
}
