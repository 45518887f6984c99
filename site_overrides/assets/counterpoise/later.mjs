// What a page fetches when it is about to be seen: pictures, and the steps of self-tests (generator/site/later.py).
//
//   [data-later=FILE#ID]   gets what the part ID of FILE of this build holds, in the place of what stands there; a
//                          picture's <svg> keeps its words. What does not come leaves the place as it is
//   "arrived"              an event that bubbles from it then
//   arrive(place)          does so at once; the promise of it

import { addressOf } from "./build.mjs"
import { parsed } from "./trust.mjs"

const AHEAD = "100% 0px" // a screen's height before it is seen

/** @type {Map<string, Promise<Document>>} */
const files = new Map()

/** @param {string} name */
async function load(name) {
  const response = await fetch(addressOf(name))
  if (!response.ok) throw new Error(String(response.status))
  return parsed(await response.text(), name.endsWith(".svg") ? "image/svg+xml" : "text/html")
}

/** @param {Element} place */
export async function arrive(place) {
  const [name, id] = (place.getAttribute("data-later") ?? "").split("#")
  if (!id) return
  if (!files.has(name)) files.set(name, load(name))
  const file = await /** @type {Promise<Document>} */ (files.get(name)).catch(() => null)
  const part = file?.getElementById(id)
  if (!part) return void files.delete(name) // whoever is next tries anew
  const words = place.matches("svg") ? [...place.children] : []
  place.replaceChildren(...words, ...[...part.childNodes].map((node) => document.importNode(node, true)))
  place.removeAttribute("data-later")
  place.dispatchEvent(new CustomEvent("arrived", { bubbles: true }))
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      seen.unobserve(target)
      arrive(target)
    }
  },
  { rootMargin: AHEAD },
)
for (const place of document.querySelectorAll("[data-later]")) seen.observe(place)
