// An opened plan, already in words -> what is shown of it, and what is alive in it: its rows, its link, its sheet.

import { planUrl } from "../kept/plans.mjs"
import { giveOwn } from "./card.mjs"
import { keepsHere, showKeep } from "./keep.mjs"
import { enliven, gateOf, viewOf } from "./routine.mjs"
import { put, sheetOf } from "./sheet.mjs"

const QUIET = 400 // ms; a sheet is laid out once nobody presses on

/** @typedef {import("../element.mjs").Tool} Tool */

/**
 * @param {Part} place
 * @param {import("../../../../docs/door.d.ts").PlanOpened} opened
 * @param {Tool} tool the element around it
 * @param {string} text the plan's
 */
export function showOpened(place, opened, tool, text) {
  const { gate, plan, routine } = opened
  const view = {
    ...opened,
    root: tool.root,
    ...gateOf(gate, routine),
    news: routine ? plan.news : [],
    gone: [...opened.refused, ...opened.withdrawn],
    ...viewOf(routine, tool.say),
  }
  const filled = tool.filled("plan", view)
  tool.dataset.handed = plan.handed ? "yes" : ""
  place.style.setProperty("--from", plan.colour ?? "")
  if (!routine) place.replaceChildren(filled)
  else {
    giveOwn(routine.cards)
    enliven(place, filled, view, tool)
    keep(place.querySelector("[data-keep]"), view, tool, text)
  }
  return view
}

/**
 * @param {Part} slot
 * @param {any} view
 * @param {Tool} tool
 * @param {string} text
 */
function keep(slot, view, tool, text) {
  const { plan, routine } = view
  const url = planUrl(tool.root, text)
  const left_out = [...view.refused.map(({ title, why }) => `${title}: ${why}`), ...view.withdrawn.map((w) => w.why)]
  const about = {
    title: tool.say("sheet-title"),
    plan,
    brand: JSON.parse(tool.dataset.brand),
    url,
    left_out,
    received: true,
  }
  const there = () => box.isConnected && tool.dataset.state === "shown"
  /** @type {Promise<HTMLElement> | undefined} */
  let sheet
  const made = () => (sheet ??= sheetOf(routine, about, tool))
  let asked = {} // how it was printed last: what is laid out after a press on Print is laid out so, too
  // So that the browser's own Print prints it too; what went wrong is told by the button.
  setTimeout(
    () =>
      there() &&
      made().then(
        (paper) => there() && put([paper], asked),
        () => {},
      ),
    QUIET,
  )
  const box = showKeep(slot, url, tool, async (how) => {
    asked = how
    put([await made()], asked)
    window.print()
  })
  if (plan.handed || plan.written.cautions) box.querySelector("[data-keep-text]").textContent = tool.say("keep.as-sent")
  keepsHere(slot, text, tool)
}
