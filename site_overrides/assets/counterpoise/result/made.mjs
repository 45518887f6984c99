// A result asked of Python, and shown with all that is alive in it.

import { dayTold } from "../day.mjs"
import { read } from "../form/answers.mjs"
import { ask } from "../form/ask.mjs"
import { Desk } from "../kept/desk.mjs"
import { keepRoutine } from "./keep.mjs"
import { isWhole, show, showChanges } from "./result.mjs"

/**
 * Incomplete answers show nothing. Rejects as `ask` does.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../form/seat.mjs").Seat} seat whose plan it becomes, made on the day of the check: shown again, it is the same
 * @param {{ shape: Record<string, any> | null, change?: Record<string, any> | null }} shaped
 * @param {{ before?: any[], activities?: any[] }} [beside] earlier checks, and what matters
 */
export async function made(tool, seat, { shape, change = null }, beside = {}) {
  const { questionnaire } = tool.dataset
  const brand = JSON.parse(tool.dataset.brand).reference ?? null
  const asked = { questionnaire, today: seat.on, brand, shape, change, ...beside, tell: true }
  const assessment = await ask(tool.engine, seat.form, { op: /** @type {const} */ ("assess"), ...asked })
  if (!isWhole(assessment)) return assessment
  const kept = keepPlan(tool, seat, assessment)
  const of = JSON.stringify([questionnaire, read(seat.form)])
  if (of !== shown) tool.find("result").replaceChildren()
  shown = of
  show(tool.find("result"), assessment, tool)
  if (assessment.muscles.length) explain(tool, seat.form, of, Boolean(assessment.shape))
  if (assessment.plan) keepRoutine(tool, assessment, kept)
  return assessment
}

/**
 * The text of the plan that was left on this device, where the page was loaded again at the result; else "".
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../kept/desk.mjs").Who} who
 */
export const leftPlan = (tool, who) =>
  location.hash === "#result" ? (new Desk(tool.root, tool.dataset.questionnaire ?? "", who).kept?.text ?? "") : ""

/**
 * The plan is there tomorrow, in the place of the one before, which stays beside it where it is of an earlier check;
 * without a routine none is. False when the browser does not let us.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../form/seat.mjs").Seat} seat
 * @param {import("./result.mjs").Assessed} assessment
 */
function keepPlan({ say }, { desk, on }, { plan: text, since }) {
  const old = desk.kept
  if (since && old && old.text !== text && old.made !== on)
    desk.keepBeside({ ...old, name: say("kept.of", { date: dayTold(old.made) }) })
  if (text && old?.first === text) return true // it was changed since, on its own page
  const title = desk.who ? say("sheet-for", { name: desk.who }) : say("sheet-title")
  const name = old?.name ?? title // as it was called, it goes on
  return desk.keep(text ? { text, name, made: on } : null)
}

/** The answers that the result is of: of others it is another one. */
let shown = ""

/** What was asked last of `explain`: a routine that is only shaped otherwise asks nothing anew. */
let explained = { of: "", found: /** @type {Promise<any>} */ (Promise.resolve()) }

/**
 * What one other answer would change: asked for afterwards, so that the result comes first. What more room would bring is
 * told of a routine as the answers have it: of one that is shaped it is not so.
 */
function explain(tool, form, of, shaped) {
  if (of !== explained.of) {
    const { questionnaire } = tool.dataset
    const request = { op: /** @type {const} */ ("explain"), questionnaire, tell: true }
    explained = { of, found: ask(tool.engine, form, request) }
  }
  explained.found
    .then((found) => of === shown && showChanges(tool.find("result"), shaped ? { ...found, room: [] } : found, tool))
    .catch(() => {
      explained.of = ""
    })
}
