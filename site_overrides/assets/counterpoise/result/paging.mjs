// The parts of a sheet on pages of paper, none of them broken. Browsers number pages, and start a fresh piece of paper for
// each client, in ways of their own or not at all; so every page is an element, as high as sheet.css says.
//
//   laid(sheet, even)    sheet: [data-sheet-part]..., [data-sheet-foot] with [data-sheet-n] [data-sheet-of] inside; it must
//                        stand in the document. Called again, it lays it anew. `even`: an empty page may end it
//   broken(high, room)   which parts stand on which page: as many as there is room for. Where the last page would be
//                        nearly empty, parts of the one before go on to it

const ENOUGH = 0.35 // of a page

/**
 * @param {Part} sheet
 * @param {boolean} [even]
 */
export function laid(sheet, even = false) {
  const parts = [...sheet.querySelectorAll("[data-sheet-part]")]
  const foot = sheet.querySelector("[data-sheet-foot]")
  const page = (/** @type {Element[]} */ inside) => {
    const box = document.createElement("section")
    box.className = "cp-sheet__page"
    const body = document.createElement("div")
    body.append(...inside)
    box.append(body, foot.cloneNode(true))
    return box
  }
  const empty = page([])
  sheet.replaceChildren(empty)
  const [top, bottom] = [...empty.children].map((child) => child.getBoundingClientRect().top)
  const room = bottom - top
  sheet.replaceChildren(page(parts))
  const high = parts.map((part) => part.getBoundingClientRect().height)
  const pages = broken(high, room).map((inside) => page(inside.map((i) => parts[i])))
  sheet.replaceChildren(...pages)
  for (const [i, box] of pages.entries()) {
    box.querySelector("[data-sheet-n]").textContent = String(i + 1)
    box.querySelector("[data-sheet-of]").textContent = String(pages.length)
  }
  if (even && pages.length % 2) sheet.append(blank())
}

function blank() {
  const box = document.createElement("section")
  box.className = "cp-sheet__page"
  return box
}

/**
 * @param {number[]} high
 * @param {number} room
 */
export function broken(high, room) {
  /** @type {number[]} */
  let page = []
  const pages = [page]
  const filled = (/** @type {number[]} */ of) => of.reduce((sum, i) => sum + high[i], 0)
  for (const i of high.keys()) {
    if (page.length && filled(page) + high[i] > room) {
      page = []
      pages.push(page)
    }
    page.push(i)
  }
  const [before, last] = [pages[pages.length - 2] ?? [], page]
  while (before.length > 1 && filled(last) < ENOUGH * room) {
    const more = high[before[before.length - 1]]
    if (filled(last) + more > room || filled(before) - more < filled(last)) break
    last.unshift(...before.splice(-1))
  }
  return pages
}
