// Earlier checks, for a later one to be put beside them: whose it was, when, the answers that Python named for that, and
// what mattered to the person. No DOM. None is ever written over by a later one.

import { isDay } from "../day.mjs"
import { latest, revised, soundMarked } from "./merging.mjs"
import { isAnswers, Shelf } from "./shelf.mjs"

/**
 * @typedef {{ name: string, score: number | null }} Activity `score` from 0, not at all, to 10, as well as ever
 * @typedef {{ of: string, who: string, on: string, answers: Record<string, any>, activities: Activity[] }} Value
 *   `of` is the questionnaire, `who` a name, "" where none was given
 */

const MOST = 60
const MOST_NAME = 80
const MOST_ACTIVITIES = 3

/**
 * Whatever was kept -> what matters to someone.
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} [odd]
 * @returns {Activity[]}
 */
export function soundActivities(raw, odd = () => null) {
  if (!Array.isArray(raw)) return odd() ?? []
  const found = raw.slice(0, MOST_ACTIVITIES).map((one) => activityOf(one) ?? odd())
  return /** @type {Activity[]} */ (found.filter((one) => one !== null))
}

/**
 * @param {any} raw
 * @returns {Activity | null}
 */
function activityOf(raw) {
  const { name, score } = Object(raw)
  if (typeof name !== "string" || !name.trim() || name.length > MOST_NAME) return null
  return { name, score: Number.isInteger(score) && score >= 0 && score <= 10 ? score : null }
}

/**
 * What matters to whoever answers now.
 * @param {string} root
 * @param {string} of the questionnaire
 */
export const activitiesOf = (root, of) => new Shelf(root, "activities", soundActivities, of)

/**
 * @param {any} raw
 * @returns {Value | null}
 */
function resultOf(raw) {
  const { of, who, on, answers, activities } = Object(raw)
  const named = [of, who].every((text) => typeof text === "string" && text.length <= MOST_NAME)
  return named && isDay(on) && isAnswers(answers)
    ? { of, who, on, answers, activities: soundActivities(activities) }
    : null
}

/** @param {any} raw @param {import("./shelf.mjs").Odd} [odd] */
const soundResults = (raw, odd = () => null) => soundMarked(raw, "result", resultOf, MOST, odd)

export class Results {
  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "results", soundResults)
  }

  /**
   * Those of a questionnaire, the oldest first.
   * @param {string} of
   */
  list(of) {
    return this.#values().filter((value) => value.of === of)
  }

  /**
   * How well went what matters to whoever was checked last: every score that was told, the oldest first.
   * @returns {{ on: string, name: string, score: number }[]}
   */
  rated() {
    const all = this.#values()
    const own = all.filter(({ who }) => who === all.at(-1)?.who)
    return own.flatMap(({ on, activities }) =>
      activities.flatMap(({ name, score }) => (score === null ? [] : [{ on, name, score }])),
    )
  }

  #values() {
    const values = (this.shelf.load() ?? []).flatMap(({ value }) => /** @type {Value[]} */ (value ? [value] : []))
    return values.sort((a, b) => a.on.localeCompare(b.on))
  }

  /**
   * Forget those of a questionnaire.
   * @param {string} of
   */
  forget(of) {
    const there = this.shelf.load() ?? []
    const gone = there.filter(({ value }) => value?.of === of).map(({ id }) => revised(there, "result", id, null))
    this.shelf.save(latest(there, gone))
  }

  /**
   * A later one of the same day takes its place. False when the browser does not let us.
   * @param {Value} value
   */
  keep(value) {
    const there = this.shelf.load() ?? []
    const id = [value.on, value.of, value.who].join(" ")
    return this.shelf.save(latest(there, [revised(there, "result", id, value)]).slice(-MOST))
  }
}
