// Entries that several tabs or devices changed, together again: whichever comes first and however often, it is the same.
//
//   an entry   {id, kind, revision, changed (ms), deleted?, value}; what was deleted leaves its mark, so that a copy from
//              elsewhere does not bring it back

import { MOST_ID } from "./entries.mjs"
import { isText } from "./shelf.mjs"

/** @typedef {{ id: string, revision: number, deleted?: true }} Marked */
/**
 * @template {string} K
 * @template V
 * @typedef {{ id: string, kind: K, revision: number, changed: number, deleted?: true, value: V | null }} Entry
 */
/** @typedef {{ marked: number, there: number }} Room how many a shelf holds with the marks; how many not deleted */

/** @param {any} raw */
export const isCount = (raw) => Number.isInteger(raw) && raw >= 0 && raw <= 2 ** 52

/**
 * Whatever was kept -> entries of a kind, one an id.
 * @template {string} K
 * @template V
 * @param {any} raw
 * @param {K} kind
 * @param {(raw: any) => V | null} sound makes of anything a value, or null
 * @param {number} most
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Entry<K, V>[]}
 */
export function soundMarked(raw, kind, sound, most, odd) {
  if (!Array.isArray(raw)) return odd() ?? []
  const found = raw.map((one) => entryOf(one, kind, sound) ?? odd())
  const all = latest([], /** @type {Entry<K, V>[]} */ (found.filter((one) => one !== null)))
  if (all.length > most) odd()
  return bounded(all, most)
}

/**
 * Both together, as the room of their shelf allows; null where more would stand there than may, and more than did.
 * @template {{ id: string, revision: number, changed: number, deleted?: true }} E
 * @param {E[]} some
 * @param {E[]} others
 * @param {Room} room
 */
export function joined(some, others, { marked, there }) {
  const all = bounded(latest(some, others), marked)
  return standing(all) > Math.max(there, standing(some)) ? null : all
}

/** @param {{ deleted?: true }[]} entries */
const standing = (entries) => entries.filter(({ deleted }) => !deleted).length

/**
 * At most so many, in their order: the marks of what was deleted go first, then what was changed longest ago.
 * @template {{ changed: number, deleted?: true }} E
 * @param {E[]} entries
 * @param {number} most
 */
export function bounded(entries, most) {
  const ranked = [...entries].sort(
    (a, b) => Number(a.deleted ?? false) - Number(b.deleted ?? false) || b.changed - a.changed,
  )
  const kept = new Set(ranked.slice(0, most))
  return entries.filter((one) => kept.has(one))
}

/**
 * @template {string} K
 * @template V
 * @param {any} raw
 * @param {K} kind
 * @param {(raw: any) => V | null} sound
 * @returns {Entry<K, V> | null}
 */
function entryOf(raw, kind, sound) {
  const { id, revision, changed, deleted, value } = Object(raw)
  if (!isText(id, MOST_ID) || !isCount(revision) || !isCount(changed)) return null
  if (deleted === true) return { id, kind, revision, changed, deleted, value: null }
  const read = sound(value)
  return read && { id, kind, revision, changed, value: read }
}

/**
 * What an id stands for from now on, as its next revision; null: it is deleted.
 * @template {string} K
 * @template V
 * @param {Entry<K, V>[]} entries
 * @param {K} kind
 * @param {string} id
 * @param {V | null} value
 * @returns {Entry<K, V>}
 */
export function revised(entries, kind, id, value) {
  const revision = (entries.find((one) => one.id === id)?.revision ?? 0) + 1
  return { id, kind, revision, changed: Date.now(), ...(value ? { value } : { deleted: true, value }) }
}

/**
 * Of an entry the later revision; of two alike, the deleted one, else by their text. In the order of their ids.
 * @template {Marked} E
 * @param {E[]} some
 * @param {E[]} others
 * @returns {E[]}
 */
export function latest(some, others) {
  /** @type {Map<string, E>} */
  const found = new Map()
  for (const one of [...some, ...others]) {
    const other = found.get(one.id)
    if (!other || outranks(one, other)) found.set(one.id, one)
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * @param {Marked} one
 * @param {Marked} other
 */
function outranks(one, other) {
  if (one.revision !== other.revision) return one.revision > other.revision
  if (Boolean(one.deleted) !== Boolean(other.deleted)) return Boolean(one.deleted)
  return JSON.stringify(one) > JSON.stringify(other)
}
