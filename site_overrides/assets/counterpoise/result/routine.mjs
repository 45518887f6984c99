// A routine as Python tells it -> what result_routine.html.j2 is filled with, and what is alive in it.
//
//   [data-card] data-exercise          a card
//   input[name=ca-week]                the week switch; [data-week=N] inside a card, [data-minutes] above them
//   [data-how] data-url                opened, it shows how to get ready and the steps, from the exercise's card
//   [data-action=start]                dispatches counterpoise:start, which bubbles; detail is {cards}, as Python tells
//                                      them. Where nobody prevents it, the first exercise's steps are opened
//   [data-figure] data-exercise        where a figure is put, by those who want them

import { cardOf } from "./card.mjs"

const STEPS = ["inhibit", "lengthen", "activate", "integrate", "other"]

/** What stands above a routine: may it be done, and what to know first. `routine` may be null. */
export function gateOf(gate, routine) {
  const { level } = gate
  return { ...gate, gentle: level === "gentle" && Boolean(routine), closed: level === "stop" || level === "see-first" }
}

/** `routine` may be null. Where it stays steady there is nothing to switch. */
export function viewOf(routine, say) {
  const weeks = (routine?.weeks ?? []).map((title, i) => ({
    title,
    minutes: say("minutes", { n: routine.minutes[i] }),
  }))
  return {
    routine,
    weeks,
    growing: Boolean(routine) && routine.growth.rule !== "steady",
    minutes: "",
    steps: routine ? stepsOf(routine, say) : [],
  }
}

/** Bring the filled routine in `place` to life; `view` is what it was filled with. */
export function enliven(place, view, tool) {
  const weeks = [...place.querySelectorAll("input[name=ca-week]")]
  const turn = (week) => {
    for (const part of place.querySelectorAll("[data-week]")) part.hidden = part.dataset.week !== week
    place.querySelector("[data-minutes]").textContent = view.weeks[week - 1].minutes
  }
  for (const input of weeks) input.addEventListener("change", () => turn(input.value))
  if (weeks.length) weeks[0].checked = true
  if (place.querySelector("[data-week]")) turn("1")
  for (const how of place.querySelectorAll("[data-how]")) {
    how.addEventListener("toggle", () => how.open && movement(how, tool))
  }
  const start = place.querySelector('[data-action="start"]')
  start?.addEventListener("click", () => begin(start, place, view.routine.cards))
}

/** A session begins: whoever plays it prevents the rest; without a player the first exercise's steps are opened. */
function begin(button, place, cards) {
  const event = new CustomEvent("counterpoise:start", { bubbles: true, cancelable: true, detail: { cards } })
  if (!button.dispatchEvent(event)) return
  const how = place.querySelector("[data-how]")
  how.open = true
  how.querySelector("summary").focus({ preventScroll: true })
  how.closest("[data-card]").scrollIntoView({ block: "start" })
}

/** Load every exercise's steps, so that they are on the paper too. */
export async function printed(place, tool) {
  const all = [...place.querySelectorAll("[data-how]")]
  await Promise.all(all.map((how) => movement(how, tool)))
  for (const how of all) how.open = true
}

/** Put the figures in; where its card does not arrive, a routine goes without. */
export function showFigures(place) {
  for (const slot of place.querySelectorAll("[data-figure]")) {
    cardOf(slot.dataset.exercise).then(
      ({ figure }) => {
        if (!figure) return
        slot.replaceChildren(figure)
        slot.hidden = false
      },
      () => {},
    )
  }
}

async function movement(how, tool) {
  if (how.dataset.loaded) return
  how.dataset.loaded = "yes"
  const body = how.querySelector("[data-how-body]")
  try {
    const { setup, movement } = await cardOf(how.closest("[data-card]").dataset.exercise)
    const shown = tool.filled("how", {})
    shown.querySelector("[data-how-setup]").append(setup)
    shown.querySelector("[data-how-movement]").append(movement)
    body.replaceChildren(shown)
  } catch {
    delete how.dataset.loaded
    const url = new URL(how.dataset.url, document.baseURI).href
    body.replaceChildren(tool.filled("how-missing", { url }))
  }
}

/** On paper a week that repeats the one before is left out (`same`), and the first of such weeks names them all. */
export function weeksOf(doses, titles, say) {
  const repeats = doses.map((dose, w) => w > 0 && same(dose, doses[w - 1]))
  return doses.map((dose, w) => {
    let last = w
    while (repeats[last + 1]) last += 1
    const title = last > w ? say("weeks", { from: w + 1, to: last + 1 }) : titles[w]
    return { ...dose, title, same: repeats[w] ? "yes" : null }
  })
}

const same = (one, other) => one.parts.join() === other.parts.join()

function stepsOf(routine, say) {
  const numbered = routine.cards.map((card, i) => ({
    ...card,
    number: i + 1,
    weeks: weeksOf(card.weeks, routine.weeks, say),
  }))
  const groups = runs(numbered).map((cards) => ({
    step: cards[0].step,
    title: cards[0].step_title,
    cards,
    empty: null,
  }))
  for (const { step, title, why } of routine.empty) {
    const before = groups.findIndex((group) => STEPS.indexOf(group.step) > STEPS.indexOf(step))
    groups.splice(before < 0 ? groups.length : before, 0, { step, title, cards: [], empty: why })
  }
  return groups.map((group) => ({ ...group, word: say(`step.${group.step}`), first: group.cards[0]?.number }))
}

/** Neighbours of one step together: Python's routines are in the order of the steps, a trainer's plan may not be. */
function runs(cards) {
  const found = []
  for (const card of cards) {
    if (found.at(-1)?.[0].step === card.step) found.at(-1).push(card)
    else found.push([card])
  }
  return found
}
