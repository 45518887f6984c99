// What a trainer keeps under names: packs and clients, each with an id that no renaming changes. No DOM.
//
//   entry     {id, kind, name, ...}
//   changes   [[id, entry or null]]: what an id stands for from now on; null: nothing

import { Shelf } from "./shelf.mjs"

const MOST_NAME = 80
export const MOST_ID = 100

/** Unlike any other, on any device. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("")

/** What was kept by name, before there were ids, is known by its name: the same one in every tab and file. */
export const idOfName = (name) => `name:${name.slice(0, MOST_NAME)}`

const isText = (raw, most) => typeof raw === "string" && raw.length > 0 && raw.length <= most

/** Whatever was kept or read -> entries of a kind, the last of each id. `rest(raw)`: what else one has, or null. */
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
    const id = isText(one.id, MOST_ID) ? one.id : idOfName(one.name)
    found.set(id, { id, kind, name: one.name.slice(0, MOST_NAME), ...more })
  }
  return [...found.values()]
}

/** What a name looks like: letter case, kinds of spaces and what nobody sees make no other name. "" where nothing shows. */
export function looks(name) {
  const seen = name.normalize("NFKC").replace(UNSEEN, "").toLowerCase().toUpperCase().toLowerCase() // ẞ ends as ss
  return seen.normalize("NFKC").replace(/\s+/g, " ").trim()
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu // zero-width spaces, joiners, marks of direction

/** The one among entries that has the name, or else one whose name looks like it. */
export function namesake(name, entries) {
  return entries.find((entry) => entry.name === name) ?? entries.find((entry) => looks(entry.name) === looks(name))
}

/** The name, or with a number behind it where another looks like it. */
export function freeName(name, entries) {
  const taken = new Set(entries.map((entry) => looks(entry.name)))
  let free = name
  for (let n = 2; taken.has(looks(free)); n += 1) free = `${name.slice(0, MOST_NAME - 8)} (${n})`
  return free
}

/** The same entries after `changes`. */
export function changed(entries, changes) {
  const all = new Map([...entries.map((entry) => [entry.id, entry]), ...changes])
  return [...all.values()].filter(Boolean)
}

/** What leads back from `changes` to `entries`, but for what was changed otherwise since. */
export const undoing = (entries, changes) =>
  changes.map(([id]) => [id, entries.find((entry) => entry.id === id) ?? null])

export class Entries {
  /** `sound(raw, odd)`: whatever was kept -> entries. */
  constructor(root, name, sound) {
    this.shelf = new Shelf(root, name, sound)
  }

  /** By name; Client 2 before Client 10. */
  list() {
    return (this.shelf.load() ?? []).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  }

  find(id) {
    return this.list().find((entry) => entry.id === id)
  }

  /** The changes that undo these; null when the browser does not let us keep them. */
  change(changes) {
    const before = this.list()
    return this.shelf.save(changed(before, changes)) ? undoing(before, changes) : null
  }
}
