// A routine on paper: figures, doses, boxes to tick, stop signs, whose it is, and its QR code.
//
//   template[data-template=sheet]   what is filled; [data-sheet-figure] [data-sheet-setup] [data-sheet-movement] inside
//                                   a card come from the exercise's page, [data-sheet-qr] from the code
//   preview(place, sheet)           shows it on the screen
//   put(sheets)                     stands them ready: whatever is printed now is these (see sheet.css)
//   print(sheets)                   and opens the browser's dialog; afterwards they are gone

import { cardOf, giveOwn } from "./card.mjs"
import { drawn } from "./qr.mjs"

const WIDTH = 756 // px of 200 mm, as wide as a sheet is on the screen
const PLACE = { width: 35, height: 31 } // mm, of a figure, as sheet.css has it
const NUMBER = 2.5 // mm
const fitting = new WeakMap() // place of a preview -> what watches its width

/**
 * The sheet of one routine as an element.
 *
 * `routine` is as Python tells it, notes included. `about` is {title, brand: {name, tagline,
 * logo, contact, credentials, disclaimer, paper}, plan: what the plan says of itself, or at least its {dates}, url,
 * ask: whoever does it was not screened}.
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
      advice: [...cautions, ...(card.notes ?? [])],
    }
  })
  const facts = [routine.days_title, routine.minutes_title].filter(Boolean)
  const { dates = [], from = null, note = null, screened = null } = about.plan ?? {}
  const sheet = tool.filled("sheet", {
    ...about,
    dates: from && !from.includes(about.brand.name) ? [from, ...dates] : dates,
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
  return sheet
}

/** Show a sheet on the screen, in a shadow that the theme's styles do not reach. */
export function preview(place, sheet) {
  const shadow = place.shadowRoot ?? place.attachShadow({ mode: "open" })
  const styles = ["figures", "plan", "sheet"].map((name) => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = new URL(`../${name}.css`, import.meta.url).href
    return link
  })
  shadow.replaceChildren(...styles, ...(sheet ? [sheet] : []))
  const fit = () => sheet?.style.setProperty("zoom", Math.min(1, place.clientWidth / WIDTH))
  fitting.get(place)?.disconnect()
  fitting.set(place, new ResizeObserver(fit))
  fitting.get(place).observe(place)
}

export function put(sheets) {
  clear()
  const host = document.createElement("div")
  host.className = "cp-paper"
  host.append(...sheets)
  document.body.append(host)
}

export function clear() {
  document.querySelector("body > .cp-paper")?.remove()
}

export function print(sheets) {
  put(sheets)
  window.addEventListener("afterprint", clear, { once: true })
  window.print()
}

/** What the exercise's own card shows; one whose card does not arrive has its words alone. */
async function complete(card) {
  const { figure, ...parts } = await cardOf(card.dataset.exercise).catch(() => ({
    setup: null,
    movement: null,
    figure: null,
  }))
  for (const name of ["setup", "movement"]) {
    const place = card.querySelector(`[data-sheet-${name}]`)
    const lines = [...(parts[name]?.querySelectorAll("li") ?? [])].map((li) => li.textContent.trim())
    if (lines.length) place.textContent = lines.join(" ")
    else place.parentElement.remove()
  }
  if (figure) card.querySelector("[data-sheet-figure]").replaceChildren(numbered(figure))
}

/** The numbers of the poses are 7pt large, however far a figure is shrunk to stand in its place (see sheet.css). */
function numbered(figure) {
  const poses = figure.querySelector("svg")
  const panel = poses.querySelector("svg")
  const was = Number(poses.getAttribute("font-size"))
  if (!panel || !was) return figure
  const { width, height } = poses.viewBox.baseVal
  const scale =
    Math.min(PLACE.width / width, PLACE.height / height) * (panel.width.baseVal.value / panel.viewBox.baseVal.width)
  const more = NUMBER / scale - was
  poses.setAttribute("font-size", was + more)
  for (const number of poses.querySelectorAll("text.c")) {
    number.setAttribute("x", Number(number.getAttribute("x")) + more / 4)
    number.setAttribute("y", Number(number.getAttribute("y")) + more * 0.75)
  }
  return figure
}

async function code(sheet, url, tool) {
  const picture = await drawn(tool, url).catch(() => null)
  if (picture) sheet.querySelector("[data-sheet-qr]").replaceChildren(picture)
}

function paint(sheet, { primary, accent }) {
  if (primary) sheet.style.setProperty("--sheet-primary", primary)
  if (accent) sheet.style.setProperty("--sheet-accent", accent)
}
