// The plans that this device keeps: the texts of their links, under names. No DOM. Nothing of health is in one: whoever
// opens it is asked about safety.

import { isDay } from "../day.mjs"
import { latest } from "./merging.mjs"
import { Shelf } from "./shelf.mjs"

/**
 * @typedef {{ text: string, name: string, made: string }} Value `made` is a day, such as 2026-11-29
 * @typedef {{ id: string, kind: "plan", revision: number, changed: number, deleted?: true, value: Value | null }} Entry
 */

export const MOST = 40
const MOST_TEXT = 2000

/** The address of a plan: its text stands behind #, which is never sent to any server. */
export const planUrl = (root, text) => new URL(`${root}plan/#${text}`, document.baseURI).href

/** @param {any} raw */
const isCount = (raw) => Number.isInteger(raw) && raw >= 0 && raw <= 2 ** 52
/** @param {any} raw */
const isText = (raw, most = 100) => typeof raw === "string" && raw.length > 0 && raw.length <= most

/**
 * Whatever was kept -> entries, one an id.
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} [odd]
 * @returns {Entry[]}
 */
function soundPlans(raw, odd = () => null) {
  if (!Array.isArray(raw)) return odd() ?? []
  const found = raw.slice(0, 10 * MOST).map((one) => entryOf(one) ?? odd())
  return latest([], /** @type {Entry[]} */ (found.filter((one) => one !== null)))
}

/**
 * @param {any} raw
 * @returns {Entry | null}
 */
function entryOf(raw) {
  const { id, revision, changed, deleted, value } = Object(raw)
  if (!isText(id) || !isCount(revision) || !isCount(changed)) return null
  if (deleted === true) return { id, kind: "plan", revision, changed, deleted, value: null }
  const { text, name, made } = Object(value)
  if (!isText(text, MOST_TEXT) || !isText(name) || !isDay(made)) return null
  return { id, kind: "plan", revision, changed, value: { text, name, made } }
}

export class Plans {
  static sound = soundPlans

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
   * browser does not let us, or has no room, and for a plan that would not be read again.
   * @param {string} id
   * @param {Value | null} value
   */
  put(id, value) {
    const there = this.#all()
    const before = there.find((one) => one.id === id)
    if (before ? before.value?.text === value?.text : !value) return true
    const revision = (before?.revision ?? 0) + 1
    /** @type {Entry} */
    const entry = { id, kind: "plan", revision, changed: Date.now(), ...(value ? { value } : { deleted: true, value }) }
    if (!entryOf(entry)) return false
    const newest = latest(there, [entry]).sort((a, b) => b.changed - a.changed)
    return this.shelf.save(newest.slice(0, MOST))
  }

  #all() {
    return this.shelf.load() ?? []
  }
}
