// A routine on paper: figures, doses, boxes to tick, stop signs, whose it is, and its QR code.
//
//   template[data-template=sheet]   what is filled; [data-sheet-figure] [data-sheet-setup] [data-sheet-movement] inside
//                                   a card come from the exercise's page, [data-sheet-qr] from the code
//   preview(place, sheet)           shows it on the screen
//   put(sheets, how)                stands them ready: whatever is printed now is these (see sheet.css), under the
//                                   sheet's title. `how`: {large, twoSided: each begins a fresh piece of paper}
//   print(sheets, how)              and opens the browser's dialog; afterwards they are gone

import { cardOf, giveOwn } from "./card.mjs"
import { laid } from "./paging.mjs"
import { drawn } from "./qr.mjs"

const HIGH = 40 // mm, of a figure, as sheet.css has it
const USUAL = { wide: 38, number: 3.6 } // mm, of a figure and of its poses' numbers, which are text of 10 points
const LARGE = { wide: 42, number: 5 } // of 14 points
const MOST_TITLE = 100 // characters
const ROWS = 8 // of what to ask before, that stand together
const fitting = new WeakMap() // place of a preview -> what watches its width

/**
 * The sheet of one routine as an element.
 *
 * `routine` is as Python tells it, with notes, and with what to ask whoever was not screened. `about` is {title, brand:
 * {name, tagline, logo, contact, credentials, disclaimer, paper}, plan: what the plan says of itself, or at least its
 * {dates}, url, left_out: lines, received: whether somebody else's plan is opened}.
 */
export async function sheetOf(routine, about, tool) {
  giveOwn(routine.cards)
  const sessions = Array.from({ length: routine.days ?? 0 }, (_, i) => i + 1)
  const cards = routine.cards.map((card, i) => {
    const cautions = card.cautions.map(({ advice }) => advice)
    return {
      ...card,
      doses: card.doses.map((dose) => ({ ...dose, amount: dose.amount.join(" "), own: dose.own.join(", ") })),
      more: [...card.always, card.start_title].filter(Boolean),
      number: i + 1,
      code: card.sent ? null : card.code,
      advice: [...cautions, ...(about.received && card.sent ? [card.sent.mark] : []), ...(card.notes ?? [])],
    }
  })
  const facts = [routine.days_title, routine.minutes_title].filter(Boolean)
  const { dates = [], from = null, pieces = [], note = null, screened = null, colour = null } = about.plan ?? {}
  const ask = routine.ask ?? { all: [], some: [] }
  const sheet = tool.filled("sheet", {
    ...about,
    ask,
    asks: [...ask.all, ...ask.some],
    some: Array.from({ length: Math.ceil(ask.some.length / ROWS) }, (_, i) => ({
      rows: ask.some.slice(ROWS * i, ROWS * (i + 1)),
    })),
    never: `${ask.all.join("; ")}.`,
    left_out: about.left_out ?? [],
    host: about.url ? new URL(about.url).host : "",
    dates,
    from: from?.includes(about.brand.name) ? [] : pieces,
    to: note,
    screened,
    facts,
    growth: routine.growth?.text ?? null,
    comfort: routine.comfort,
    sessions,
    cards,
  }).firstElementChild
  await Promise.all([
    ...[...sheet.querySelectorAll("[data-sheet-card]")].map((card) => complete(card)),
    about.url ? code(sheet, about.url, tool) : null,
    ...[...sheet.querySelectorAll("img")].map((img) => img.decode().catch(() => img.remove())),
  ])
  if (about.brand.colours) paint(sheet, about.brand.colours)
  if (colour) sheet.style.setProperty("--sheet-from", colour)
  return sheet
}

/** Show a sheet on the screen, in a shadow that the theme's styles do not reach. */
export function preview(place, sheet) {
  const shadow = place.shadowRoot ?? place.attachShadow({ mode: "open" })
  const styles = ["pages", "tools"].map((name) => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = new URL(`../${name}.css`, import.meta.url).href
    return link
  })
  const ready = styles.map((link) => new Promise((done) => (link.onload = link.onerror = done)))
  shadow.replaceChildren(...styles, ...(sheet ? [sheet] : []))
  fitting.get(place)?.disconnect()
  if (!sheet) return
  Promise.all(ready).then(() => {
    laid(sheet)
    const wide = sheet.offsetWidth
    fitting.set(place, new ResizeObserver(() => sheet.style.setProperty("zoom", Math.min(1, place.clientWidth / wide))))
    fitting.get(place).observe(place)
  })
}

export function put(sheets, { large = false, twoSided = false } = {}) {
  clear()
  const host = document.createElement("div")
  host.className = "cp-paper"
  host.append(...sheets)
  document.body.append(host)
  document.documentElement.toggleAttribute("data-printing", true)
  for (const sheet of sheets) {
    sheet.toggleAttribute("data-large", large)
    for (const figure of sheet.querySelectorAll("[data-sheet-figure] .cpf")) numbered(figure, large ? LARGE : USUAL)
    laid(sheet, twoSided && sheet !== sheets.at(-1))
  }
  titled = sheets.map((sheet) => sheet.dataset.title).join(" · ")
}

export function clear() {
  document.querySelector("body > .cp-paper")?.remove()
  document.documentElement.removeAttribute("data-printing")
}

export function print(sheets, how = {}) {
  put(sheets, how)
  window.addEventListener("afterprint", clear, { once: true })
  window.print()
}

/** What is printed, or saved as a file, is called what it is. */
let titled = ""
let page = ""
window.addEventListener("beforeprint", () => {
  if (!document.querySelector("body > .cp-paper")) return
  page = document.title
  document.title = titled.length > MOST_TITLE ? `${titled.slice(0, MOST_TITLE)}…` : titled
})
window.addEventListener("afterprint", () => {
  if (page) document.title = page
  page = ""
})

/**
 * What the exercise's own card shows; one whose card does not arrive has its words alone. The lines of a sender's own stay
 * apart.
 */
async function complete(card) {
  const { figure, ...parts } = await cardOf(card.dataset.exercise).catch(() => ({
    setup: null,
    movement: null,
    figure: null,
  }))
  for (const name of ["setup", "movement"]) {
    const place = card.querySelector(`[data-sheet-${name}]`)
    const lines = [...(parts[name]?.querySelectorAll("li") ?? [])].map((li) => li.textContent.trim())
    if (lines.length) place.textContent = lines.join(card.hasAttribute("data-sent") ? "\n" : " ")
    else place.parentElement.remove()
  }
  if (figure) {
    card.querySelector("[data-sheet-figure]").replaceChildren(figure)
    numbered(figure, USUAL)
  }
}

/** The numbers of the poses are as large as the text, however far a figure is shrunk to stand in its place. */
function numbered(figure, { wide, number }) {
  const poses = figure.querySelector("svg")
  const panel = poses.querySelector("svg")
  const was = Number(poses.getAttribute("font-size"))
  if (!panel || !was) return
  const { width, height } = poses.viewBox.baseVal
  const scale = Math.min(wide / width, HIGH / height) * (panel.width.baseVal.value / panel.viewBox.baseVal.width)
  const more = number / scale - was
  poses.setAttribute("font-size", was + more)
  for (const digit of poses.querySelectorAll("text.c")) {
    digit.setAttribute("x", Number(digit.getAttribute("x")) + more / 4)
    digit.setAttribute("y", Number(digit.getAttribute("y")) + more * 0.75)
  }
}

async function code(sheet, url, tool) {
  const picture = await drawn(tool, url).catch(() => null)
  if (picture) sheet.querySelector("[data-sheet-qr]").replaceChildren(picture)
}

function paint(sheet, { primary, accent }) {
  if (primary) sheet.style.setProperty("--sheet-primary", primary)
  if (accent) sheet.style.setProperty("--sheet-accent", accent)
}
