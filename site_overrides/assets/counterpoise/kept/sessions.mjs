// The sessions that were done, the one that is going on, and the routine that they belong to. No DOM. What a record says
// is Python's to read (quiz/sessions/record.py); here it is only kept.
//
//   an entry   of kind "session" (merging.mjs), whose value is the record; its `plan` is the text of the plan's link, "" for
//              an exercise that was tried alone, null where it was not kept in those days

import { dayHere, isDay } from "../day.mjs"
import { newId } from "./entries.mjs"
import { bounded, isCount, latest, revised, soundMarked } from "./merging.mjs"
import { isObject, isText, MOST_TEXT, Shelf } from "./shelf.mjs"

/**
 * @typedef {{ card: string, row: number, of: string | null, done: boolean, felt: string, discomfort: number | null }} Done
 * @typedef {{ plan: string | null, session: number, on: string, items: Done[], effort: number | null, settled: string | null }} Value
 * @typedef {import("./merging.mjs").Entry<"session", Value>} Entry
 */

const ROOM = { marked: 1500, there: 1500 }
const FELT = ["easy", "right", "hard", "hurt"]
const SETTLED = ["settled", "lingering", "worse", "stop"]
const RULES = ["steady", "by-week", "by-response"]
const MOST_MINUTES = 180 // more than that no calendar takes
const MOST_DAYS = 7

/** @param {any} raw */
const isPlan = (raw) => raw === "" || isText(raw, MOST_TEXT)
/** @param {any} raw */
const isDays = (raw) => isCount(raw) && raw >= 1 && raw <= MOST_DAYS
/** @param {any} raw */
const tenth = (raw) => (Number.isInteger(raw) && raw >= 0 && raw <= 10 ? raw : null)

/**
 * @param {any} raw
 * @returns {Value | null}
 */
function recordOf(raw) {
  const { plan, session, on, items, effort, settled } = Object(raw)
  if (!isDay(on) || !Array.isArray(items)) return null
  return {
    plan: isPlan(plan) ? plan : null,
    session: isCount(session) ? session : 0,
    on,
    items: items
      .filter((one) => isObject(one) && isText(one.card))
      .slice(0, 40)
      .map(doneOf),
    effort: tenth(effort),
    settled: SETTLED.includes(settled) ? settled : null,
  }
}

/**
 * @param {any} raw
 * @returns {Done}
 */
const doneOf = ({ card, row, of, done, felt, discomfort }) => ({
  card,
  row: isCount(row) && row > 0 ? row : 1,
  of: isText(of, 8) ? of : null,
  done: done === true,
  felt: FELT.includes(felt) ? felt : "right",
  discomfort: tenth(discomfort),
})

/**
 * Whatever was kept -> entries, one an id, the oldest first; of one day, the one that was kept first.
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Entry[]}
 */
function soundSessions(raw, odd) {
  const on = (/** @type {Entry} */ one) => one.value?.on ?? ""
  const all = soundMarked(raw, "session", recordOf, ROOM.marked, odd)
  return all.sort((a, b) => on(a).localeCompare(on(b)) || a.changed - b.changed)
}

export class Sessions {
  room = ROOM

  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "sessions", soundSessions)
  }

  /** Those that are not deleted, the oldest first. */
  list() {
    return this.all().filter(({ deleted }) => !deleted)
  }

  /** What Python reads. */
  values() {
    return this.list().map(({ value }) => value)
  }

  /**
   * The last one, as Python has it (quiz/sessions/record.py): what a wrong clock put after today is none, but a stop sign
   * holds.
   */
  get last() {
    const today = dayHere()
    return this.list().findLast(({ value }) => value && (value.on <= today || value.settled === "stop"))
  }

  /** Whether the last one brought a stop sign: none is done before the safety questions are answered again. */
  get halted() {
    return this.last?.value?.settled === "stop"
  }

  /** With the marks of what was deleted. */
  all() {
    return this.shelf.load() ?? []
  }

  /**
   * Keep a record, or another version of it. False when the browser does not let us.
   * @param {Value | null} value null: it is deleted
   * @param {string} [id]
   */
  put(value, id = newId()) {
    const there = this.all()
    return this.shelf.save(bounded(latest(there, [revised(there, "session", id, value)]), ROOM.marked))
  }
}

/**
 * The session that is going on: what Python compiled, where it stands, and on which page.
 * @param {string} root
 */
export const playingOf = (root) => new Shelf(root, "playing", soundPlaying)

/**
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 */
function soundPlaying(raw, odd) {
  const { at, page, plan, session, state, routine } = Object(raw)
  const whole = isCount(at) && isText(page, MOST_TEXT) && isPlan(plan) && isObject(state) && isSession(session)
  return whole ? { at, page, plan, session, state, routine: isObject(routine) ? routine : null } : odd()
}

const isSession = (/** @type {any} */ raw) =>
  isCount(raw?.seconds) &&
  Array.isArray(raw.items) &&
  raw.items.length > 0 &&
  raw.items.every(
    (/** @type {any} */ item) => isText(item?.exercise) && isText(item.title, MOST_TEXT) && isPhases(item.phases),
  )

const isPhases = (/** @type {any} */ raw) =>
  ["less", "planned", "more"].every(
    (level) =>
      Array.isArray(raw?.[level]) &&
      raw[level].length === raw.planned.length &&
      raw[level].length > 1 &&
      raw[level].every(
        (/** @type {any} */ one) =>
          isText(one?.kind) && isCount(one.seconds) && isCount(one.set) && Array.isArray(one.beats),
      ),
  )

/**
 * The routine that is being done: its plan's text, days a week, how it grows, and the minutes of its last session.
 * @param {string} root
 */
export const routineOf = (root) => new Shelf(root, "routine", soundRoutine)

/**
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 */
function soundRoutine(raw, odd) {
  const { id, plan, days, rule, minutes } = Object(raw)
  const whole = isText(id) && isPlan(plan) && isDays(days) && RULES.includes(rule) && isCount(minutes)
  return whole ? { id, plan, days, rule, minutes: Math.min(Math.max(minutes, 1), MOST_MINUTES) } : odd()
}

/**
 * What someone chose in the player.
 * @param {string} root
 */
export const choicesOf = (root) => new Shelf(root, "player", soundChoices)

/**
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Record<string, boolean> | null}
 */
function soundChoices(raw, odd) {
  if (!isObject(raw)) return odd()
  return Object.fromEntries(["voice", "tones", "buzz", "hands"].map((name) => [name, raw[name] === true]))
}
