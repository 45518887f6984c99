// Fills HTML templates with data, and sentences with values. Knows nothing of assessments.
//
//   fill(template, data) -> DocumentFragment
//     data-text="path"       the element's text; paths are dotted; what a scope lacks is looked up in those around it
//     data-if / data-unless  the element goes when the value is missing, false, "" or an empty list / when it is not
//     data-fill="name:text with {path} | name:..."   attributes; one whose only value is missing is left out
//     <template data-each="path">   repeated; inside, an item's own keys, `index` from 1, `it` for a plain value
//   sayings(host) -> say(name, values): the text of [data-word=name] in host's <template data-words>;
//     for n = 1 rather NAME.one, where there is one

/** @typedef {(name: string, values?: Record<string, any>) => string} Say */

/** @type {WeakMap<HTMLTemplateElement | Part, Part[]>} */
const inner = new WeakMap() // template -> the repeated ones in it

/**
 * The templates that are repeated inside another one, each taken out of it once: what stands in its place has the same
 * attributes and a number, so that a copy of the outer one copies none of them.
 * @param {HTMLTemplateElement | Part} template
 */
function innerOf(template) {
  const known = inner.get(template)
  if (known) return known
  const found = /** @type {Part[]} */ ([...template.content.querySelectorAll("template[data-each]")])
  for (const [n, one] of found.entries()) {
    const place = one.cloneNode(false)
    place.dataset.nth = String(n)
    one.replaceWith(place)
  }
  inner.set(template, found)
  return found
}

/**
 * @param {HTMLTemplateElement | Part} template
 * @param {Record<string, any>} data
 * @returns {DocumentFragment}
 */
export function fill(template, data) {
  const repeated = innerOf(template)
  const root = document.importNode(template.content, true)
  for (const el of root.querySelectorAll("[data-if]")) if (isEmpty(look(data, el.dataset.if))) el.remove()
  for (const el of root.querySelectorAll("[data-unless]")) if (!isEmpty(look(data, el.dataset.unless))) el.remove()
  for (const el of root.querySelectorAll("[data-fill]")) {
    for (const pair of el.dataset.fill.split(" | ")) attribute(el, pair, data)
    el.removeAttribute("data-fill")
  }
  for (const el of root.querySelectorAll("[data-text]")) {
    el.textContent = look(data, el.dataset.text) ?? ""
    el.removeAttribute("data-text")
  }
  // Last, so that what an item's own scope filled is not filled again.
  for (const el of root.querySelectorAll("template[data-each]")) {
    const items = look(data, el.dataset.each) ?? []
    const each = repeated[Number(el.dataset.nth)]
    el.replaceWith(...items.map((item, i) => fill(each, { ...own(item), index: i + 1, around: data })))
  }
  return root
}

/**
 * @param {Part} el
 * @param {string} pair
 * @param {Record<string, any>} data
 */
function attribute(el, pair, data) {
  const [name, text] = [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]
  const only = /^\{([\w.]+)\}$/.exec(text)
  if (only && look(data, only[1]) == null) return
  el.setAttribute(
    name,
    text.replace(/\{([\w.]+)\}/g, (_, path) => look(data, path) ?? ""),
  )
}

/** @param {any} item */
const own = (item) => (typeof item === "object" && item !== null ? item : { it: item })
/** @param {any} value */
const isEmpty = (value) => value == null || value === false || value === "" || value.length === 0

/**
 * @param {any} scope
 * @param {string} path
 */
function look(scope, path) {
  const [first, ...rest] = path.split(".")
  let at = scope
  while (at && !(first in at)) at = at.around
  return rest.reduce((value, key) => value?.[key], at?.[first])
}

/**
 * @param {Element} host
 * @returns {Say}
 */
export function sayings(host) {
  const words = host.querySelector("template[data-words]").content
  /** @param {string} name */
  const find = (name) => words.querySelector(`[data-word="${name}"]`)
  return (name, values = {}) => {
    const sentence = (values.n === 1 && find(`${name}.one`)) || find(name)
    return sentence.textContent.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "")
  }
}
