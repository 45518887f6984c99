// A logo from a file: what keeps it from being shown safely and whole, by the rules of generator/brand/logo.py, which
// come along as data. It is only ever shown in an <img>, where nothing in it can run.
//
//   rules   {bytes, pixels: [least, most], widest, tallest, drawn: [element names]}

const SVG = "http://www.w3.org/2000/svg"
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const OUTSIDE = /url\((?!\s*['"]?#)|@import|expression\(|javascript:|\\/i
const INSIDE = /^(#|data:image\/(png|jpeg);base64,)/

/** {fault: a word (bytes, kind, damaged, unsafe, size, shape) or null, data: the file as a data: address, suffix}. */
export async function readLogo(file, rules) {
  if (file.size > rules.bytes) return { fault: "bytes" }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const png = PNG.every((byte, i) => bytes[i] === byte)
  const fault = png ? pngFault(bytes, rules) : svgFault(new TextDecoder().decode(bytes), rules)
  if (fault) return { fault }
  return { fault: null, data: await address(bytes, png ? "image/png" : "image/svg+xml"), suffix: png ? "png" : "svg" }
}

function address(bytes, type) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(new Blob([bytes], { type }))
  })
}

function pngFault(bytes, { pixels: [least, most], ...rules }) {
  if (bytes.length < 24 || String.fromCharCode(...bytes.slice(12, 16)) !== "IHDR") return "damaged"
  const view = new DataView(bytes.buffer)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (!width || !height) return "damaged"
  const longer = Math.max(width, height)
  return longer < least || longer > most ? "size" : shapeFault(width, height, rules)
}

function svgFault(text, rules) {
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return "unsafe"
  const page = new DOMParser().parseFromString(text, "image/svg+xml")
  const root = page.documentElement
  if (page.querySelector("parsererror")) return "kind"
  if (root.localName !== "svg" || root.namespaceURI !== SVG) return "kind"
  if ([root, ...root.querySelectorAll("*")].some((element) => unsafe(element, rules.drawn))) return "unsafe"
  const [width, height] = sizeOf(root)
  return width > 0 && height > 0 ? shapeFault(width, height, rules) : "size"
}

function unsafe(element, drawn) {
  const own = element.namespaceURI === SVG
  if (own && !drawn.includes(element.localName)) return true
  if (element.localName === "style" && OUTSIDE.test(element.textContent)) return true
  return [...element.attributes].some(({ localName, value }) => {
    if (/^on/i.test(localName)) return true
    if (localName === "href" || localName === "src") return !INSIDE.test(value.trim())
    return OUTSIDE.test(value)
  })
}

function sizeOf(root) {
  const box = (root.getAttribute("viewBox") ?? "").trim().split(/[\s,]+/).map(Number)
  if (box.length === 4 && box.every(Number.isFinite)) return box.slice(2)
  return ["width", "height"].map((name) => parseFloat(root.getAttribute(name)))
}

const shapeFault = (width, height, { widest, tallest }) =>
  width > widest * height || height > tallest * width ? "shape" : null
