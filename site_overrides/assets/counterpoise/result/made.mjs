// A result asked of Python, and shown with all that is alive in it.

import { dayTold } from "../day.mjs"
import { read } from "../form/answers.mjs"
import { ask } from "../form/ask.mjs"
import { Desk } from "../kept/desk.mjs"
import { Plans } from "../kept/plans.mjs"
import { keepRoutine } from "./keep.mjs"
import { isWhole, show, showChanges } from "./result.mjs"

/**
 * Incomplete answers show nothing. Rejects as `ask` does.
 * @param {import("../element.mjs").Tool} tool
 * @param {Part} form
 * @param {import("../form/seat.mjs").Seat} seat whose plan it becomes, made on the day of the check: shown again, it is the same
 * @param {{ shape: Record<string, any> | null, change?: Record<string, any> | null }} shaped
 * @param {{ before?: any[], activities?: any[] }} [beside] earlier checks, and what matters
 */
export async function made(tool, form, seat, { shape, change = null }, beside = {}) {
  const { questionnaire } = tool.dataset
  const brand = JSON.parse(tool.dataset.brand).reference ?? null
  const asked = { questionnaire, today: seat.on, brand, shape, change, ...beside, tell: true }
  const assessment = await ask(tool.engine, form, { op: /** @type {const} */ ("assess"), ...asked })
  if (!isWhole(assessment)) return assessment
  if (assessment.since) keepBoth(tool, seat, assessment.plan)
  const kept = keepPlan(tool, seat, assessment.plan)
  show(tool.find("result"), assessment, tool)
  if (assessment.muscles.length) explain(tool, form, questionnaire)
  if (assessment.plan) keepRoutine(tool, assessment, kept)
  return assessment
}

/** @param {import("../element.mjs").Tool} tool @param {Desk} desk */
export const forgetPlan = (tool, { plan }) => new Plans(tool.root).put(plan, null)

/**
 * The text of the plan that was left on this device, where the page was loaded again at the result; else "".
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../kept/desk.mjs").Who} who
 */
export const leftPlan = (tool, who) =>
  location.hash === "#result"
    ? (new Plans(tool.root).of(new Desk(tool.root, tool.dataset.questionnaire ?? "", who).plan)?.value.text ?? "")
    : ""

/**
 * The plan is there tomorrow, in the place of the one before; without a routine none is. False when the browser does not
 * let us.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../form/seat.mjs").Seat} seat
 * @param {string | null} text
 */
function keepPlan(tool, { desk: { plan, who }, on }, text) {
  const plans = new Plans(tool.root)
  const old = plans.of(plan)?.value
  if (text && old?.first === text) return true // it was changed since, on its own page
  const title = who ? tool.say("sheet-for", { name: who }) : tool.say("sheet-title")
  const name = old?.name ?? title // as it was called, it goes on
  return plans.put(plan, text ? { text, name, made: on } : null)
}

/**
 * The routine of an earlier check stays, under its day.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../form/seat.mjs").Seat} seat
 * @param {string | null} text of the new one
 */
function keepBoth(tool, { desk: { plan }, on }, text) {
  const plans = new Plans(tool.root)
  const old = plans.of(plan)?.value
  if (!old || old.text === text || old.made === on) return
  const name = tool.say("kept.of", { date: dayTold(old.made) })
  plans.put(`${plan}:${old.made}`, { ...old, name })
}

/** What was asked last of `explain`: a routine that is only shaped otherwise asks nothing anew. */
let explained = { of: "", found: /** @type {Promise<any>} */ (Promise.resolve()) }

/** What one other answer would change: asked for afterwards, so that the result comes first. */
function explain(tool, form, questionnaire) {
  const of = JSON.stringify([questionnaire, read(form)])
  if (of !== explained.of) {
    const request = { op: /** @type {const} */ ("explain"), questionnaire, tell: true }
    explained = { of, found: ask(tool.engine, form, request) }
  }
  explained.found
    .then((found) => showChanges(tool.find("result"), found, tool))
    .catch(() => {
      explained.of = ""
    })
}
