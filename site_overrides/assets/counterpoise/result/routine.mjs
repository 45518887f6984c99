// A routine as Python tells it -> what result_routine.html.j2 is filled with, and what is alive in it.
//
//   [data-card] data-exercise          a row: figure, name, dose
//   input[name=ca-week]                the week switch; [data-week=N] inside a card, [data-minutes] above them
//   [data-how] data-url                opened, it shows all about the dose, how to get ready and the steps, from the
//                                      exercise's card
//   [data-action=start]                dispatches counterpoise:start, which bubbles; detail is the routine as Python
//                                      told it, and its plan's text where it is known. Where nobody prevents it, the
//                                      first exercise's steps are opened
//   [data-one]                         the same inside a row, with its card alone: detail.alone
//   [data-figure] data-exercise        where a figure is put, by those who want them

import { cardOf } from "./card.mjs"
import { settle } from "./settle.mjs"

/** What the four steps are called elsewhere; an exercise of none of them has no other word. */
const WORDS = {
  inhibit: "step.inhibit",
  lengthen: "step.lengthen",
  activate: "step.activate",
  integrate: "step.integrate",
  other: "step.other",
}

/** @param {any} gate */
export const isShut = ({ level }) => level === "stop" || level === "see-first"

/**
 * What stands above a routine: may it be done, and what to know first.
 * @param {any} gate
 * @param {any} routine or null
 */
export function gateOf(gate, routine) {
  const mind = routine?.mind
  const { level } = gate
  const gentle = level === "gentle" && Boolean(routine)
  return {
    ...gate,
    gentle,
    closed: isShut(gate),
    known: mind ? [] : gate.cautions,
    mind,
  }
}

/**
 * Where a routine stays steady there is nothing to switch.
 * @param {any} routine or null
 * @param {import("../fill.mjs").Say} say
 */
export function viewOf(routine, say) {
  const weeks = (routine?.weeks ?? []).map((title, i) => ({
    title,
    minutes: say("minutes", { n: routine.minutes[i] }),
  }))
  return {
    routine,
    weeks,
    growing: Boolean(routine) && routine.growth.rule !== "steady",
    bare: Boolean(routine?.short) && !routine.cards.length,
    minutes: "",
    days: routine?.cards.length ? daysOf(routine.on, say) : [],
    steps: routine ? stepsOf(routine, say, new Set(routine.mind.advice.flatMap(({ what }) => what))) : [],
  }
}

/** The week that begins today, day by day. */
function daysOf(on, say, today = new Date()) {
  const { narrow, long } = weekdays()
  return on.map((session, i) => {
    const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() + i)
    const title = say(session ? "day-on" : "day-off", { name: long.format(date) })
    return { short: narrow.format(date), title, on: session ? "yes" : null }
  })
}

/** @type {{ narrow: Intl.DateTimeFormat, long: Intl.DateTimeFormat } | undefined} */
let named

/** What names a day of the week: made once, as that takes long. */
function weekdays() {
  const language = document.documentElement.lang || undefined
  named ??= {
    narrow: new Intl.DateTimeFormat(language, { weekday: "narrow" }),
    long: new Intl.DateTimeFormat(language, { weekday: "long" }),
  }
  return named
}

/** Show a filled routine in `place`, and bring it to life; `view` is what it was filled with. */
export function enliven(place, filled, view, tool) {
  const week = (view.growing && place.querySelector("input[name=ca-week]:checked")?.value) || "1"
  turn(filled, week, view)
  settle(place, filled)
  for (const input of place.querySelectorAll("input[name=ca-week]")) {
    input.checked = input.value === week
    input.onchange = () => turn(place, input.value, view)
  }
  for (const how of place.querySelectorAll("[data-how]")) how.ontoggle = () => how.open && movement(how, tool)
  const start = place.querySelector('[data-action="start"]')
  if (start) start.onclick = () => begin(start, place, { ...view.routine, plan: view.plan })
  for (const one of place.querySelectorAll("[data-one]")) {
    const cards = view.routine.cards.filter((card) => card.exercise === one.closest("[data-card]").dataset.exercise)
    one.onclick = () => begin(one, place, { ...view.routine, cards, alone: true })
  }
  showFigures(place)
}

/** Show one week of a routine. */
function turn(place, week, view) {
  for (const part of place.querySelectorAll("[data-week]")) part.hidden = part.dataset.week !== week
  const minutes = place.querySelector("[data-minutes]")
  if (minutes) minutes.textContent = view.weeks[week - 1].minutes
}

/** A session begins: whoever plays it prevents the rest; without a player the first exercise's steps are opened. */
function begin(button, place, detail) {
  const event = new CustomEvent("counterpoise:start", { bubbles: true, cancelable: true, detail })
  if (!button.dispatchEvent(event)) return
  const how = place.querySelector("[data-how]")
  how.open = true
  how.querySelector("summary").focus({ preventScroll: true })
  how.closest("[data-card]").scrollIntoView({ block: "start" })
}

/** Load every exercise's steps and open all that is folded, so that it is on the paper too; afterwards it is as before. */
export async function printed(place, tool) {
  await Promise.all([...place.querySelectorAll("[data-how]")].map((how) => movement(how, tool)))
  const folded = [...place.querySelectorAll("details:not([open])")]
  const all = (open) => {
    for (const fold of folded) fold.open = open
  }
  all(true)
  window.addEventListener("afterprint", () => all(false), { once: true })
}

/** Put the figures in; where its card does not arrive, a routine goes without. */
function showFigures(place) {
  for (const slot of place.querySelectorAll("[data-figure]:empty")) {
    cardOf(slot.dataset.exercise).then(
      ({ figure }) => figure && slot.replaceChildren(figure),
      () => {},
    )
  }
}

const shown = new WeakSet() // the cards whose steps were put in

async function movement(how, tool) {
  if (shown.has(how)) return
  shown.add(how)
  const body = how.querySelector("[data-how-body]")
  try {
    const { setup, movement } = await cardOf(how.closest("[data-card]").dataset.exercise)
    const steps = tool.filled("how", {})
    if (setup) steps.querySelector("[data-how-setup]").append(setup)
    else steps.querySelector("[data-how-setup]").remove()
    steps.querySelector("[data-how-movement]").append(movement)
    body.replaceChildren(steps)
  } catch {
    shown.delete(how)
    const url = new URL(how.dataset.url, document.baseURI).href
    body.replaceChildren(tool.filled("how-missing", { url }))
  }
}

/** On paper a week that repeats the one before is left out (`same`), and the first of such weeks names them all. */
function weeksOf({ weeks, doses }, routine, say) {
  return weeks.map((week, w) => {
    const [from, to] = routine.spans[w]
    const { first, last } = doses.find((run) => run.first <= from && to <= run.last)
    const title = last > to ? say("weeks", { from, to: last }) : routine.weeks[w]
    return { ...week, title, same: first < from ? "yes" : null }
  })
}

/** `shared` is the advice that stands above all cards: it is told again only where a card is opened. */
function stepsOf(routine, say, shared) {
  const numbered = routine.cards.map((card, i) => ({
    ...card,
    number: i + 1,
    shared: (card.cautions ?? []).filter(({ advice }) => shared.has(advice)),
    own: (card.cautions ?? []).filter(({ advice }) => !shared.has(advice)),
    weeks: weeksOf(card, routine, say).map((week) => ({
      ...week,
      amount: amountOf(week, card),
    })),
  }))
  return runs(numbered).map((cards) => ({
    step: cards[0].step,
    title: cards[0].step_title,
    word: say(WORDS[cards[0].step]),
    first: cards[0].number,
    cards,
  }))
}

/** How much it is, and on each side; the rest of a dose stands where the row is opened. */
const amountOf = ({ parts }, { start_title }) => parts.slice(0, start_title ? 2 : 1).join(", ")

/** Neighbours of one step together: Python's routines are in the order of the steps, a trainer's plan may not be. */
function runs(cards) {
  const found = []
  for (const card of cards) {
    if (found.at(-1)?.[0].step === card.step) found.at(-1).push(card)
    else found.push([card])
  }
  return found
}
