// The plans that this device keeps: the texts of their links, under names. No DOM. Nothing of health is in one: whoever
// opens it is asked about safety.

import { isDay } from "../day.mjs"
import { same } from "./entries.mjs"
import { joined, revised, soundMarked } from "./merging.mjs"
import { isObject, isText, MOST_TEXT, persist, Shelf } from "./shelf.mjs"

/**
 * @typedef {{ text: string, name: string, made: string, first?: string, shape?: Record<string, any> }} Value
 *   `made` is a day, such as 2026-11-29; where its holder changed it, `first` is the plan as it was, and `shape` how
 * @typedef {import("./merging.mjs").Entry<"plan", Value>} Entry
 */

export const MOST = 40
const ROOM = { marked: 10 * MOST, there: MOST }
const MOST_SHAPE = 4000 // as JSON: more than twenty exercises in, and as many out

/** The address of a plan: its text stands behind #, which is never sent to any server. */
export const planUrl = (root, text) => new URL(`${root}plan/#${text}`, document.baseURI).href

/**
 * Whatever was kept -> entries, one an id.
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Entry[]}
 */
const soundPlans = (raw, odd) => soundMarked(raw, "plan", planOf, ROOM.marked, odd)

/**
 * @param {any} raw
 * @returns {Value | null}
 */
function planOf(raw) {
  const { text, name, made, first, shape } = Object(raw)
  if (!isText(text, MOST_TEXT) || !isText(name) || !isDay(made)) return null
  const changed = isText(first, MOST_TEXT) && isShape(shape)
  return { text, name, made, ...(changed && { first, shape }) }
}

/** @param {any} raw */
const isShape = (raw) => isObject(raw) && JSON.stringify(raw).length <= MOST_SHAPE

/**
 * @param {Value | null} one
 * @param {Value | null} other
 */
const isSame = (one, other) => one?.text === other?.text && one?.name === other?.name && same(one?.shape, other?.shape)

export class Plans {
  room = ROOM

  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "plans", soundPlans)
  }

  /** Those that are not deleted, the last changed first. */
  list() {
    const there = this.#all().filter(({ deleted }) => !deleted)
    return /** @type {(Entry & { value: Value })[]} */ (there.sort((a, b) => b.changed - a.changed))
  }

  /** @param {string} id */
  of(id) {
    return this.list().find((one) => one.id === id)
  }

  /** @param {string} text of its link */
  find(text) {
    return this.list().find(({ value }) => value.text === text)
  }

  /**
   * Keep a plan, or another version of it; with null it is deleted. What other tabs kept meanwhile stays. False when the
   * browser does not let us, or has no room, for one more than MOST, and for a plan that would not be read again.
   * @param {string} id
   * @param {Value | null} value
   */
  put(id, value) {
    const there = this.#all()
    const before = there.find((one) => one.id === id)
    if (before ? isSame(before.value, value) : !value) return true
    if (value && !planOf(value)) return false
    const all = joined(there, [revised(there, "plan", id, value)], ROOM)
    if (!all) return false
    if (!there.length) persist()
    return this.shelf.save(all)
  }

  #all() {
    return this.shelf.load() ?? []
  }
}
