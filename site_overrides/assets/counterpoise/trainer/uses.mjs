// An SVG's elements -> whether they draw too much, with all that they use again, as generator/brand/uses.py reckons.
//
//   much(root, style, rules) -> true when they do, or when it cannot be told; `style`: the text of its stylesheets
//   rules   {most, deepest, heavy, looks}: numbers of uses.py

const SVG = "http://www.w3.org/2000/svg"
const XLINK = "http://www.w3.org/1999/xlink"
const REFERENCE = /url\([ \t\r\n\f]*['"]?#([^ \t\r\n\f'"()%]*)(['"]?[ \t\r\n\f]*(?:\)|$))?/gi
const RULE = /([^{}]*)\{([^{}]*)\}/g
const HIDING = /['"@]|--|\/\*/
const QUOTED = /(url\([ \t\r\n\f]*)['"](#[^'"]*)['"]/gi
const SIMPLE = /^[.#]?[A-Za-z0-9_-]+$/
const ONCE = ["clip-path", "mask", "filter"]
const UNPAINTED = /^(linearGradient|radialGradient|stop|title|desc|metadata|style|filter|fe.*)$/

class Much extends Error {}

/**
 * @param {Element} root
 * @param {string} style
 * @param {{ most: number, deepest: number, heavy: number, looks: number }} rules
 */
export function much(root, style, rules) {
  try {
    new Reckoner(root, rulesOf(style), rules).drawn(root, [], 0)
    return false
  } catch (error) {
    if (error instanceof Much) return true
    throw error
  }
}

/** What the rules of each simple selector refer to; for all others, and where rules may be hidden, "*". */
function rulesOf(style) {
  const plain = style.replace(QUOTED, "$1$2")
  const rules = HIDING.test(plain) ? [] : [...plain.matchAll(RULE)]
  const count = (text) => [...text.matchAll(REFERENCE)].length
  if (count(plain) !== rules.reduce((sum, [, , body]) => sum + count(body), 0))
    return new Map([["*", references("", plain)]])
  const found = new Map()
  for (const [, heads, body] of rules) {
    const own = declared(body)
    for (const head of own.length ? heads.split(",") : []) {
      const name = trimmed(head)
      const key = SIMPLE.test(name) ? name : "*"
      found.set(key, [...(found.get(key) ?? []), ...own])
    }
  }
  return found
}

/** What the declarations of a rule or of a `style` attribute refer to: [[property, id]]. */
function declared(style) {
  if (HIDING.test(style.replace(QUOTED, "$1$2"))) return references("", style)
  return style.split(";").flatMap((line) => {
    const [name, ...value] = line.split(":")
    return references(trimmed(name).toLowerCase(), value.join(":"))
  })
}

const trimmed = (text) => text.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, "")

function references(name, value) {
  return [...value.matchAll(REFERENCE)].map(([, target, end]) => {
    if (!target || end === undefined) throw new Much()
    return [name, target]
  })
}

class Reckoner {
  #rules
  #most
  #looks = 0
  #named = new Map() // id -> [element, the paint that it is handed]
  #known = new Map() // element -> [cost, height]
  #busy = new Set()

  constructor(root, rules, most) {
    this.#rules = rules
    this.#most = most
    this.#name(root, [], 0)
  }

  #name(element, handed, depth) {
    this.#within(depth)
    const id = element.getAttribute("id") ?? ""
    if (!this.#named.has(id)) this.#named.set(id, [element, handed])
    const paint = [...handed, ...this.#refers(element)[1]]
    this.#look(paint.length)
    for (const inner of element.children) this.#name(inner, paint, depth + 1)
  }

  /** The ids that an element refers to: [once, as paint]. */
  #refers(element) {
    const plain = [...element.attributes].filter(({ namespaceURI, name }) => !namespaceURI && name !== "style")
    const found = plain.flatMap(({ name, value }) => references(name, value))
    found.push(...declared(element.getAttribute("style") ?? ""))
    const classes = (element.getAttribute("class") ?? "").split(/\s+/).filter(Boolean)
    for (const key of [
      "*",
      nameOf(element),
      `#${element.getAttribute("id") ?? ""}`,
      ...classes.map((name) => `.${name}`),
    ]) {
      found.push(...(this.#rules.get(key) ?? []))
    }
    this.#look(found.length + classes.length)
    return [true, false].map((once) => found.filter(([name]) => ONCE.includes(name) === once).map(([, id]) => id))
  }

  /** How many elements are drawn for one, and how deep that goes. */
  drawn(element, handed, depth) {
    const [known, deep] = this.#known.get(element) ?? [0, 0]
    this.#within(depth + deep)
    if (known) return [known, deep]
    if (this.#busy.has(element)) throw new Much()
    this.#busy.add(element)
    const [once, own] = this.#refers(element)
    const paints = [...handed, ...own]
    const painted = !UNPAINTED.test(nameOf(element))
    const to = (ids) => ids.map((id) => this.#target(id, depth))
    const inside = [...element.children].map((inner) => this.drawn(inner, paints, depth + 1))
    const [used, acting, paint] = [to(usedBy(element)), to(painted ? once : []), to(painted ? paints : [])]
    const one = /^(image$|fe)/.test(nameOf(element)) ? this.#most.heavy : 1
    const cost = (1 + sum(paint)) * (one + sum(used)) + sum(inside) + sum(acting)
    if (cost > this.#most.most) throw new Much()
    this.#busy.delete(element)
    const height = 1 + [...inside, ...used, ...acting, ...paint].reduce((most, [, h]) => Math.max(most, h), 0)
    this.#known.set(element, [cost, height])
    return [cost, height]
  }

  #target(id, depth) {
    this.#look(1)
    const target = this.#named.get(id)
    return target ? this.drawn(...target, depth + 1) : [0, 0]
  }

  #within(depth) {
    if (depth > this.#most.deepest) throw new Much()
  }

  #look(count) {
    this.#looks += count
    if (this.#looks > this.#most.looks) throw new Much()
  }
}

const sum = (parts) => parts.reduce((all, [cost]) => all + cost, 0)
const nameOf = ({ localName, namespaceURI }) => (!namespaceURI || namespaceURI === SVG ? localName : "")

/** The id that an element's href leads to. */
function usedBy(element) {
  const said = (element.getAttribute("href") ?? element.getAttributeNS(XLINK, "href") ?? "").replace(
    /^[ \t\r\n]+|[ \t\r\n]+$/g,
    "",
  )
  if (/^#[\s\S]*[ \t\r\n\f%]/.test(said)) throw new Much()
  return said.startsWith("#") ? [said.slice(1)] : []
}
