// A picture made of dots, as bytes -> its kind, its size, whether it is all there and stands still, as
// generator/brand/raster.py reads it; what is damaged inside, a browser finds when it draws it.
//
//   raster(bytes) -> {kind: png | jpeg | gif | webp, width, height, still}, or null: none of these, or not all there

const GIF = { picture: 0x2c, extension: 0x21, end: 0x3b } // what begins each of its parts

/**
 * @param {Uint8Array} bytes
 * @returns {{ kind: string, width: number, height: number, still: boolean } | null}
 */
export function raster(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (said(bytes, 1, 4) === "PNG") return png(bytes, view)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes, view)
    if (/^GIF8[79]a$/.test(said(bytes, 0, 6))) return gif(bytes, view)
    return said(bytes, 0, 4) === "RIFF" && said(bytes, 8, 12) === "WEBP" ? webp(bytes, view) : null
  } catch (error) {
    if (error instanceof RangeError) return null // it ends before it should
    throw error
  }
}

const said = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to))

function png(bytes, view) {
  const kinds = []
  for (let at = 8; kinds.at(-1) !== "IEND"; at += 12 + view.getUint32(at)) kinds.push(said(bytes, at + 4, at + 8))
  return { kind: "png", width: view.getUint32(16), height: view.getUint32(20), still: !kinds.includes("acTL") }
}

function jpeg(bytes, view) {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (marker < 0xc0 || marker > 0xcf || [0xc4, 0xc8, 0xcc].includes(marker)) continue
    const ends = bytes.some((byte, i) => i >= at && byte === 0xff && bytes[i + 1] === 0xd9)
    return ends ? { kind: "jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5), still: true } : null
  }
  return null
}

/** As large as its screen, and whatever of its pictures stands out of that. */
function gif(bytes, view) {
  const short = (at) => view.getUint16(at, true)
  const palette = (flags) => (flags & 0x80 ? 3 * 2 ** (1 + (flags % 8)) : 0)
  let [width, height, pictures] = [short(6), short(8), 0]
  let at = 13 + palette(view.getUint8(10))
  while (view.getUint8(at) !== GIF.end) {
    if (bytes[at] === GIF.picture) {
      pictures += 1
      width = Math.max(width, short(at + 1) + short(at + 5))
      height = Math.max(height, short(at + 3) + short(at + 7))
      at += 11 + palette(view.getUint8(at + 9))
    } else if (bytes[at] === GIF.extension) at += 2
    else return null
    while (view.getUint8(at)) at += 1 + bytes[at]
    at += 1
  }
  return pictures ? { kind: "gif", width, height, still: pictures === 1 } : null
}

function webp(bytes, view) {
  if (bytes.length < 8 + view.getUint32(4, true)) return null
  const [found, word] = [{ kind: "webp", still: true }, (at) => view.getUint32(at, true)]
  switch (said(bytes, 12, 16)) {
    case "VP8 ":
      return { ...found, width: word(26) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case "VP8L":
      return { ...found, width: 1 + (word(21) & 0x3fff), height: 1 + ((word(21) >>> 14) & 0x3fff) }
    case "VP8X":
      return { ...found, width: 1 + (word(24) & 0xffffff), height: 1 + (word(26) >>> 8), still: !(bytes[20] & 2) }
    default:
      return null
  }
}
