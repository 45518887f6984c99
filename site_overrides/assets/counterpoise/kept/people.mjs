// Whose safety screen is remembered on this device: each person an entry (entries.mjs) with what Python keeps of it.
// No DOM. For how long it holds, and what it spares, is Python's to say.

import { isDay } from "../day.mjs"
import { Entries, newId, soundEntries } from "./entries.mjs"
import { isAnswers, isPlain } from "./shelf.mjs"

/**
 * @typedef {{ format: number, on: string, version: string, answers: Record<string, any>, asked: Record<string, string[]> }} Screen
 * @typedef {{ id: string, kind: "person", name: string, kept: Screen }} Person
 */

const MOST = 12
/** The id of whoever gave no name. */
export const ME = "me"

/** @param {string} root */
export const peopleOf = (root) => new Entries(root, "people", soundPeople)

/**
 * Whatever a shelf held -> people.
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Person[]}
 */
const soundPeople = (raw, odd) => soundEntries(raw, "person", rest, MOST, odd)

/** @param {any} raw */
function rest({ kept }) {
  const { format, on, version, answers, asked } = Object(kept)
  if (!isDay(on) || !isPlain(format) || !isPlain(version) || !isAnswers(answers) || !isAnswers(asked)) return null
  return { kept: { format, on, version, answers, asked } }
}

/**
 * What makes of this screen the person's; where there is no room, whoever was screened longest ago is forgotten.
 * @param {Person[]} people
 * @param {{ id?: string, name: string }} person
 * @param {Screen} kept
 * @returns {import("./entries.mjs").Changes<Person>}
 */
export function remembering(people, { id = newId(), name }, kept) {
  const others = people.filter((one) => one.id !== id).sort((a, b) => b.kept.on.localeCompare(a.kept.on))
  /** @type {Person} */
  const person = { id, kind: "person", name, kept }
  return [...others.slice(MOST - 1).map(({ id: gone }) => /** @type {[string, null]} */ ([gone, null])), [id, person]]
}
