// A trainer's own exercises, kept on this device: their words and a usual dose. Their photos are in photos.mjs. No DOM.

import { same } from "./entries.mjs"
import { joined, revised, soundMarked } from "./merging.mjs"
import { isText, Shelf } from "./shelf.mjs"

/**
 * In a plan as quiz/plans/plan.py has it; `video` is an address that a sheet prints and nothing loads.
 * `notes` are the trainer's alone.
 * @typedef {{ title: string, how: string, step: string, each_side?: true, demands?: string[], video?: string,
 *   notes?: string, dose: Record<string, number | string> }} Value
 * @typedef {import("./merging.mjs").Entry<"own", Value>} Entry
 * @typedef {[string, Value | null, (Value | null)?][]} Changes   as entries.mjs has them
 */

export const MOST = 500
const ROOM = { marked: 2 * MOST, there: MOST }
const MOST_TITLE = 80
const MOST_HOW = 900
export const STEPS = ["inhibit", "lengthen", "activate", "integrate", "other"]
const MOST_VIDEO = 200
const MOST_DEMANDS = 60
const MOST_NOTES = 4000

/**
 * Whether it is the address of a video: https, and nothing in it that hides where it leads.
 * @param {string} text
 */
export function isVideo(text) {
  if (text.length > MOST_VIDEO || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return protocol === "https:" && !username && !password
}

/**
 * Whatever a shelf or a file held -> the words of an exercise; null where it is none.
 * @param {any} raw
 */
export function soundWords(raw) {
  const { title, how, step, each_side, demands } = Object(raw)
  if (!isText(title, MOST_TITLE) || !isText(how, MOST_HOW) || !STEPS.includes(step)) return null
  const listed = Array.isArray(demands) && demands.length <= MOST_DEMANDS && demands.every((d) => isText(d))
  return {
    title,
    how,
    step,
    ...(each_side === true ? { each_side: /** @type {true} */ (true) } : {}),
    ...(listed ? { demands } : {}),
  }
}

/**
 * The same with all that this device keeps of it.
 * @param {any} raw
 * @returns {Value | null}
 */
export function soundValue(raw) {
  const words = soundWords(raw)
  if (!words || !raw.dose || typeof raw.dose !== "object") return null
  const dose = Object.entries(raw.dose).filter(
    ([key, value]) =>
      /^[a-z_]{1,10}$/.test(key) && (isText(value, 40) || (Number.isInteger(value) && value >= 0 && value <= 1000)),
  )
  const video = typeof raw.video === "string" && isVideo(raw.video) ? { video: raw.video } : {}
  const notes = isText(raw.notes, MOST_NOTES) ? { notes: raw.notes } : {}
  return { ...words, ...video, ...notes, dose: Object.fromEntries(dose) }
}

/**
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Entry[]}
 */
const soundOwn = (raw, odd) => soundMarked(raw, "own", soundValue, ROOM.marked, odd)

export class OwnExercises {
  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "own", soundOwn)
  }

  /** Those that are not deleted, by name. */
  list() {
    const there = this.#all().filter((one) => one.value !== null)
    const named = /** @type {(Entry & { value: Value })[]} */ (there)
    return named.sort((a, b) => a.value.title.localeCompare(b.value.title, undefined, { numeric: true }))
  }

  /** @param {string | undefined} id */
  find(id) {
    return this.list().find((one) => one.id === id)
  }

  /**
   * Keep them, or other versions of them; null deletes. What undoes it, as changes of the same kind, which leave what
   * another tab made of one since; null where the browser has no room, or there would be too many.
   * @param {Changes} changes
   * @returns {Changes | null}
   */
  put(changes) {
    const there = this.#all()
    const before = new Map(there.map(({ id, value }) => [id, value]))
    const of = (/** @type {string} */ id) => before.get(id) ?? null
    const wanted = changes.filter(([id, , made]) => made === undefined || same(of(id), made))
    const made = wanted.map(([id, value]) => revised(there, "own", id, value))
    const all = joined(there, made, ROOM)
    if (!all || made.some(({ value }) => value && !soundValue(value))) return null
    return this.shelf.save(all) ? wanted.map(([id, value]) => [id, of(id), value && soundValue(value)]) : null
  }

  #all() {
    return this.shelf.load() ?? []
  }
}
