// What an exercise's page shows, for those who need it elsewhere: how to get ready, the steps, the figure's key poses.
//
//   await cardOf(url) -> {setup, movement, figure}   clones; `figure` is null where the page has none. Rejects when the
//                                                    page does not arrive. Each page is fetched once
//   [data-exercise-setup] [data-exercise-movement] [data-exercise-figure]   what is looked for on the page,
//   [data-exercise-build]   and the build that it is of

import { BUILD } from "../build.mjs"

const pages = new Map() // address -> the promise of its document

export async function cardOf(url) {
  const { href } = new URL(url, document.baseURI)
  if (!pages.has(href)) pages.set(href, load(href))
  const page = await pages.get(href).catch((error) => {
    pages.delete(href) // the next one tries anew
    throw error
  })
  const [setup, movement] = ["setup", "movement"].map((name) => page.querySelector(`[data-exercise-${name}]`))
  if (!setup || !movement) throw new Error("not the page of an exercise")
  return { setup: taken(setup), movement: taken(movement), figure: figureIn(page) }
}

/** A browser may keep an exercise as an earlier build told it: then the server is asked; what it has now must fit. */
async function load(href) {
  const [kept, build] = await read(href, "default")
  const [page, now] = build === BUILD ? [kept, build] : await read(href, "reload")
  if (now !== BUILD) throw new Error("the page of another build")
  for (const [name, selector] of [
    ["href", "a[href]"],
    ["src", "img[src]"],
  ]) {
    for (const link of page.querySelectorAll(selector))
      link.setAttribute(name, new URL(link.getAttribute(name), href).href)
  }
  return page
}

/** @returns {Promise<[Document, string | undefined]>} */
async function read(href, cache) {
  const response = await fetch(href, { cache })
  if (!response.ok) throw new Error(String(response.status))
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  return [page, page.querySelector("[data-exercise-build]")?.dataset.exerciseBuild]
}

/** Without ids: those are the page's own. */
function taken(part) {
  const copy = document.importNode(part, true)
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id")
  return copy
}

/** A figure's ids stay: its outlines are used by them, and they are the same in each copy. */
function figureIn(page) {
  const found = page.querySelector("[data-exercise-figure] .cpf")
  if (!found) return null
  const copy = document.importNode(found, true)
  copy.querySelector(".cpf-live")?.remove()
  return copy
}
