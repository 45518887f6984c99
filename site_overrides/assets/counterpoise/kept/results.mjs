// Earlier checks, for a later one to be put beside them: whose it was, when, the answers that Python named for that, and
// what mattered to the person; and what they were told, to read again. No DOM. None is ever written over by a later one.

import { dayAfter, isDay } from "../day.mjs"
import { cut, looks, MOST_ID } from "./entries.mjs"
import { bounded, latest, revised, soundMarked } from "./merging.mjs"
import { isAnswers, isText, Shelf } from "./shelf.mjs"

/**
 * @typedef {{ name: string, score: number | null }} Activity `score` from 0, not at all, to 10, as well as ever
 * @typedef {{ headline: string, lines: string[], cards: string[] }} Told
 * @typedef {{ of: string, who: string, on: string, answers: Record<string, any>, activities: Activity[], told?: Told }} Value
 *   `of` is the questionnaire, `who` a name, "" where none was given
 * @typedef {import("./merging.mjs").Entry<"result", Value>} Entry
 * @typedef {Partial<Pick<Value, "of" | "who" | "on">>} Like
 */

const ROOM = { marked: 60, there: 60 }
const MOST_NAME = 80
const MOST_ACTIVITIES = 3
const MOST_LINE = 400 // characters of what was told
const MOST_LINES = 30

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
  if (!isText(name, MOST_NAME)) return null
  return { name, score: Number.isInteger(score) && score >= 0 && score <= 10 ? score : null }
}

/**
 * @param {any} raw
 * @returns {Told | null}
 */
function toldIn(raw) {
  const { headline, lines, cards } = Object(raw)
  const all = [[headline], lines, cards]
  const sound = all.every((texts) => Array.isArray(texts) && texts.every((one) => isText(one, MOST_LINE)))
  return sound && lines.length + cards.length <= MOST_LINES ? { headline, lines, cards } : null
}

/**
 * @param {any} raw
 * @returns {Value | null}
 */
function resultOf(raw) {
  const { of, who, on, answers, activities } = Object(raw)
  const told = toldIn(raw?.told)
  const named = [of, who].every((text) => typeof text === "string" && text.length <= MOST_NAME)
  return named && isDay(on) && isAnswers(answers)
    ? { of, who, on, answers, activities: soundActivities(activities), ...(told && { told }) }
    : null
}

/** @param {any} raw @param {import("./shelf.mjs").Odd} odd */
const soundResults = (raw, odd) => soundMarked(raw, "result", resultOf, ROOM.marked, odd)

export class Results {
  room = ROOM

  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "results", soundResults)
  }

  /**
   * Those that are alike in what is given, the oldest first.
   * @param {Like} like
   */
  list(like = {}) {
    return among(this.#all(), like)
      .map(({ value }) => value)
      .sort((a, b) => a.on.localeCompare(b.on))
  }

  /**
   * How well went what matters to whoever was checked last: every score that was told, the oldest first.
   * @returns {{ on: string, name: string, score: number }[]}
   */
  rated() {
    const all = this.list()
    const last = looks(all.at(-1)?.who ?? "")
    const theirs = all.filter(({ who }) => looks(who) === last)
    return theirs.flatMap(({ on, activities }) =>
      activities.flatMap(({ name, score }) => (score === null ? [] : [{ on, name, score }])),
    )
  }

  /**
   * When the last check is to be taken again, so many days after it, and which; null: none is kept.
   * @param {number} days
   */
  again(days) {
    const last = this.list().at(-1)
    return last ? { of: last.of, on: dayAfter(last.on, days) } : null
  }

  /**
   * Forget those that are alike in what is given.
   * @param {Like} like
   */
  forget(like) {
    return this.#change((there) => among(there, like).map(({ id }) => revised(there, "result", id, null)))
  }

  /**
   * Those that are alike in what is given are somebody's whose name is another.
   * @param {Like} like
   * @param {string} who
   */
  give(like, who) {
    return this.#change((there) =>
      among(there, like).flatMap(({ id, value }) => {
        const given = { ...value, who }
        return [revised(there, "result", id, null), revised(there, "result", idOf(given), given)]
      }),
    )
  }

  /**
   * A later one of the same day takes its place. False when the browser does not let us.
   * @param {Value} value
   */
  keep(value) {
    return this.#change((there) => [revised(there, "result", idOf(value), value)])
  }

  /** @param {(there: Entry[]) => Entry[]} made what is kept beside those that are there */
  #change(made) {
    const there = this.#all()
    return this.shelf.save(bounded(latest(there, made(there)), ROOM.marked))
  }

  #all() {
    return this.shelf.load() ?? []
  }
}

/** @param {Value} value */
const idOf = ({ on, of, who }) => cut([on, of, who].join(" "), MOST_ID - 10)

/** @param {Entry[]} entries @param {Like} like */
function among(entries, { of, who, on }) {
  const there = /** @type {(Entry & { value: Value })[]} */ (entries.filter(({ value }) => value !== null))
  return there.filter(
    ({ value }) =>
      (of === undefined || value.of === of) &&
      (who === undefined || looks(value.who) === looks(who)) &&
      (on === undefined || value.on === on),
  )
}
