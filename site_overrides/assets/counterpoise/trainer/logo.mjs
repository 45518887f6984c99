// A logo from a file: what keeps it from being shown safely and whole, by the rules of generator/brand/logo.py; what is
// a number or a list there comes along as data, and tests/cases/logos.yml holds both to the same. It is only ever shown
// in an <img>, where nothing in it can run.

import { parsed } from "../trust.mjs"
import { raster } from "./raster.mjs"
import { much } from "./uses.mjs"

/**
 * `pixels`: least and most; `drawn`: element names.
 * @typedef {{ bytes: number, pixels: [number, number], widest: number, tallest: number, drawn: string[],
 *   uses: Parameters<typeof much>[2] }} Rules
 */

const SVG = "http://www.w3.org/2000/svg"
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const SPACES = /[ \t\r\n\f]/g
const XHTML = "http://www.w3.org/1999/xhtml"
const XMLNS = "http://www.w3.org/2000/xmlns/"
const LEADING = ["href", "src"]
const OUTSIDE = /url\((?![ \t\r\n\f]*['"]?#)|@import|(image-set|image|src|element|expression)\(|javascript:|\\/i
const INSIDE = /^[ \t\r\n]*(?:#|data:image\/(png|jpeg|gif|webp);base64,([\s\S]*))/
const ENTITY = /<!ENTITY|<!DOCTYPE("[^"]*"|'[^']*'|[^"'<>[])*\[/i
const OTHER = /^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-?8["'])/i
const NUMBER = "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:e[+-]?[0-9]+)?)"
const BOX = new RegExp(`^[ \\t\\r\\n]*${NUMBER}${`[ \\t\\r\\n,]+${NUMBER}`.repeat(3)}[ \\t\\r\\n]*$`, "i")
const LENGTH = new RegExp(`^[ \\t\\r\\n]*${NUMBER}(px|pt|pc|mm|cm|in)?[ \\t\\r\\n]*$`, "i")

/**
 * {fault: a word (bytes, kind, damaged, unsafe, size, shape, much) or null, data: the file as a data: address, suffix}.
 * @param {Blob} file
 * @param {Rules} rules
 */
export async function readLogo(file, rules) {
  if (file.size > rules.bytes) return { fault: "bytes" }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const png = PNG.every((byte, i) => bytes[i] === byte)
  const fault = png ? await pngFault(bytes, rules) : await svgFault(bytes, rules)
  if (fault) return { fault }
  return { fault: null, data: await address(bytes, png ? "image/png" : "image/svg+xml"), suffix: png ? "png" : "svg" }
}

/**
 * The same of a data: address that was kept or read: its fault, or null.
 * @param {string} data
 * @param {Rules} rules
 */
export async function faultOf(data, rules) {
  try {
    const bytes = decoded(data.slice(data.indexOf(",") + 1))
    return (await readLogo(new Blob([bytes]), rules)).fault
  } catch {
    return "damaged"
  }
}

function address(bytes, type) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(new Blob([bytes], { type }))
  })
}

const decoded = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Rules} rules
 */
async function pngFault(bytes, rules) {
  const [least, most] = rules.pixels
  const { fault, width, height } = await rasterOf("png", bytes, most)
  if (fault) return fault
  return Math.max(width, height) < least ? "size" : shapeFault(width, height, rules)
}

/**
 * A picture made of dots: its fault or null, and its size. How large it is, it says before any of it is drawn.
 * @param {string} kind
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} most
 */
async function rasterOf(kind, bytes, most) {
  const found = raster(bytes)
  const { width, height } = found ?? { width: 0, height: 0 }
  if (found?.kind !== kind || !width || !height) return { fault: "damaged", width, height }
  if (Math.max(width, height) > most) return { fault: "size", width, height }
  if (!found.still) return { fault: "unsafe", width, height }
  const image = await createImageBitmap(new Blob([bytes], { type: `image/${kind}` })).catch(() => null)
  image?.close()
  return { fault: image ? null : "damaged", width, height }
}

/** Of the pictures inside an SVG, one by one and all together. */
async function picturesFault(elements, [, most]) {
  let dots = 0
  for (const [kind, text] of elements.flatMap(picturesOf)) {
    let bytes
    try {
      bytes = decoded(text.replace(SPACES, ""))
    } catch {
      return "damaged"
    }
    const { fault, width, height } = await rasterOf(kind, bytes, most)
    if (fault) return fault
    dots += width * height
    if (dots > most ** 2) return "much"
  }
  return null
}

/** [[kind, base64]] */
const picturesOf = (element) =>
  [...element.attributes]
    .filter(({ localName }) => LEADING.includes(localName))
    .map(({ value }) => INSIDE.exec(value)?.slice(1))
    .filter((found) => found?.[0])

/**
 * @param {Uint8Array} bytes
 * @param {Rules} rules
 */
async function svgFault(bytes, rules) {
  const text = utf8(bytes)
  if (text === null || OTHER.test(text)) return "kind"
  if (ENTITY.test(text)) return "unsafe"
  const page = parsed(text, "image/svg+xml")
  const root = page.documentElement
  if (page.querySelector("parsererror")) return "kind"
  if (root.localName !== "svg" || root.namespaceURI !== SVG) return "kind"
  if (page.createNodeIterator(page, NodeFilter.SHOW_PROCESSING_INSTRUCTION).nextNode()) return "unsafe"
  const elements = [root, ...root.querySelectorAll("*")]
  if (elements.some((element) => unsafe(element, rules.drawn))) return "unsafe"
  const inside = await picturesFault(elements, rules.pixels)
  if (inside) return inside
  const [width, height] = sizeOf(root)
  if (!(width > 0 && height > 0 && Math.max(width, height) < Infinity)) return "size"
  const style = [...root.querySelectorAll("style")].map((element) => `${element.textContent}\n`).join("")
  return shapeFault(width, height, rules) ?? (much(root, style, rules.uses) ? "much" : null)
}

function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function unsafe(element, drawn) {
  const { namespaceURI: space, localName: name } = element
  if (space === XHTML || ((space === SVG || !space) && !drawn.includes(name))) return true
  if (name === "style" && (element.children.length || OUTSIDE.test(element.textContent))) return true
  return [...element.attributes].some((attribute) => {
    if (attribute.namespaceURI === XMLNS) return false
    if (/^on/i.test(attribute.localName)) return true
    if (LEADING.includes(attribute.localName)) return !INSIDE.test(attribute.value)
    return OUTSIDE.test(attribute.value)
  })
}

/** Width and height, from the viewBox; without one, from the attributes of these names. What it does not say is no number. */
function sizeOf(root) {
  const box = root.getAttribute("viewBox")
  if (box !== null) return (BOX.exec(box)?.slice(3) ?? []).map(Number)
  return ["width", "height"].map((name) => Number(LENGTH.exec(root.getAttribute(name) ?? "")?.[1]))
}

const shapeFault = (width, height, { widest, tallest }) =>
  width > widest * height || height > tallest * width ? "shape" : null
