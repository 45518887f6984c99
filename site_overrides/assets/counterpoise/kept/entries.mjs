// What a trainer keeps under names: packs and clients, each with an id that no renaming changes. No DOM.
//
//   changes   what ids stand for from now on; null: nothing; and, of what undoes a change, what that had made of them

import { isText, Shelf } from "./shelf.mjs"

/** @typedef {{ id: string, kind: string, name: string }} Entry */
/**
 * @template {Entry} E
 * @typedef {[string, E | null, (E | null)?][]} Changes
 */

const MOST_NAME = 80
export const MOST_ID = 100

/** Unlike any other, on any device. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("")

/**
 * What was kept by name, before there were ids, is known by its name: the same one in every tab and file.
 * @param {string} name
 */
export const idOfName = (name) => `name:${cut(name, MOST_NAME)}`

/**
 * A text that is too long as its beginning and a sum of all of it: two may begin alike.
 * @param {string} text
 * @param {number} most characters of the beginning
 */
export function cut(text, most) {
  if (text.length <= most) return text
  const sum = [...text].reduce((all, letter) => (all * 31 + Number(letter.codePointAt(0))) % 4294967291, 7)
  return `${text.slice(0, most)}~${sum.toString(36)}`
}

/**
 * Whatever was kept or read -> entries of a kind, the last of each id.
 * @template {string} K
 * @template {object} R
 * @param {any} raw
 * @param {K} kind
 * @param {(raw: any) => R | null} rest what else one has, or null
 * @param {number} most
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {({ id: string, kind: K, name: string } & R)[]}
 */
export function soundEntries(raw, kind, rest, most, odd) {
  if (!Array.isArray(raw)) return odd() ?? []
  const found = new Map()
  for (const one of raw) {
    const named = typeof one?.name === "string" && looks(one.name) !== ""
    const more = named && found.size < most ? rest(one) : null
    if (!more) {
      odd()
      continue
    }
    const id = isText(one.id, MOST_ID) ? unused(one.id, found) : idOfName(one.name)
    found.set(id, { id, kind, name: one.name.slice(0, MOST_NAME), ...more })
  }
  return [...found.values()]
}

/**
 * The id, or where another has it already one that is like it: nobody takes another's place unsaid.
 * @param {string} id
 * @param {Map<string, any>} found
 */
function unused(id, found) {
  let free = id
  for (let n = 2; found.has(free); n += 1) free = `${id.slice(0, MOST_ID - 5)}~${n}`
  return free
}

/**
 * What a name looks like: letter case, kinds of spaces and what nobody sees make no other name. "" where nothing shows.
 * @param {string} name
 */
export function looks(name) {
  const seen = name.normalize("NFKC").replace(UNSEEN, "").toLowerCase().toUpperCase().toLowerCase() // ẞ ends as ss
  return seen.normalize("NFKC").replace(/\s+/g, " ").trim()
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu // zero-width spaces, joiners, marks of direction

/**
 * The one among entries that has the name, or else one whose name looks like it.
 * @template {Entry} E
 * @param {string} name
 * @param {E[]} entries
 */
export function namesake(name, entries) {
  return entries.find((entry) => entry.name === name) ?? entries.find((entry) => looks(entry.name) === looks(name))
}

/**
 * The name, or with a number behind it where another looks like it.
 * @param {string} name
 * @param {Entry[]} entries
 */
export function freeName(name, entries) {
  const taken = new Set(entries.map((entry) => looks(entry.name)))
  let free = name
  for (let n = 2; taken.has(looks(free)); n += 1) free = `${name.slice(0, MOST_NAME - 8)} (${n})`
  return free
}

/**
 * The same entries after `changes`.
 * @template {Entry} E
 * @param {E[]} entries
 * @param {Changes<E>} changes
 * @returns {E[]}
 */
export function changed(entries, changes) {
  /** @type {Map<string, E | null>} */
  const all = new Map(entries.map((entry) => [entry.id, entry]))
  for (const [id, entry, made] of changes)
    all.set(id, made === undefined ? entry : takenBack(all.get(id) ?? null, entry, made))
  return [...all.values()].filter((entry) => entry !== null)
}

/**
 * What leads back from `changes` to `entries`; what is changed otherwise until then stays so.
 * @template {Entry} E
 * @param {E[]} entries
 * @param {Changes<E>} changes
 * @returns {Changes<E>}
 */
export function undoing(entries, changes) {
  const after = changed(entries, changes)
  const of = (/** @type {E[]} */ list, /** @type {string} */ id) => list.find((entry) => entry.id === id) ?? null
  return changes.map(([id]) => [id, of(entries, id), of(after, id)])
}

/**
 * An entry that a change had `made` what it was, as it was before, but for what another tab made of it since.
 * @template {Entry} E
 * @param {E | null} there
 * @param {E | null} before
 * @param {E | null} made
 * @returns {E | null}
 */
function takenBack(there, before, made) {
  if (same(there, made)) return before
  if (!there || !before || !made) return there
  /** @type {any} */
  const [was, now, found] = [before, made, { ...there }]
  for (const key of Object.keys({ ...was, ...now })) if (same(found[key], now[key])) found[key] = was[key]
  return found
}

/**
 * Whether they say the same, in whatever order their parts were written; what is empty says nothing.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (!isWhole(one) || !isWhole(other)) return (one ?? "") === (other ?? "")
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return Array.isArray(one) === Array.isArray(other) && [...keys].every((key) => same(one[key], other[key]))
}

/** @param {any} value */
const isWhole = (value) => typeof value === "object" && value !== null

/** @template {Entry} E */
export class Entries {
  /**
   * @param {string} root
   * @param {string} name
   * @param {(raw: any, odd: import("./shelf.mjs").Odd) => E[]} sound whatever was kept -> entries
   */
  constructor(root, name, sound) {
    this.shelf = new Shelf(root, name, sound)
  }

  /** By name; Client 2 before Client 10. */
  list() {
    return (this.shelf.load() ?? []).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  }

  /** @param {string | null} id */
  find(id) {
    return this.list().find((entry) => entry.id === id)
  }

  /**
   * The changes that undo these; null when the browser does not let us keep them.
   * @param {Changes<E>} changes
   */
  change(changes) {
    const before = this.shelf.load() ?? []
    return this.shelf.save(changed(before, changes)) ? undoing(before, changes) : null
  }
}
