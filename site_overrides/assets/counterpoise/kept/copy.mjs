// All that somebody keeps here for themselves as the text of one file: answers, plans, checks and sessions. What such a file
// holds is added. Under a name the later stands; without one it may be somebody else's: nothing that is here goes for it.
// No DOM.

import { dayHere, daysAgo, isDay } from "../day.mjs"
import { Desk } from "./desk.mjs"
import { joined } from "./merging.mjs"
import { Plans } from "./plans.mjs"
import { Results } from "./results.mjs"
import { routineOf, Sessions } from "./sessions.mjs"
import { loaded, Shelf, saveAll } from "./shelf.mjs"

const FORMAT = 2 // 1 had sessions alone; it is read as well
const NAMELESS = /^result:[a-z\d-]+:?$/ // the id of a plan (desk.mjs) of whoever gave no name
const DAYS = 14 // of use without a copy, then it is spoken of

/** @param {string} root @returns {[string, Shelf<any>, import("./merging.mjs").Room][]} name, shelf, how many it holds */
const listsOf = (root) =>
  Object.entries({ sessions: new Sessions(root), plans: new Plans(root), results: new Results(root) }).map(
    ([name, { shelf, room }]) => [name, shelf, room],
  )

/** @param {string} root @returns {Shelf<string>} the day on which a copy was saved last */
const copiedOf = (root) => new Shelf(root, "copied", (raw, odd) => (isDay(raw) ? raw : odd()))

/** @param {string} root */
export function copied(root) {
  const desks = Desk.all(root).map(({ form, who }) => ({ form, who, ...loaded(new Desk(root, form, who).shelves) }))
  const lists = Object.fromEntries(listsOf(root))
  return JSON.stringify({ format: FORMAT, ...loaded(lists), routine: routineOf(root).load(), desks }, null, 1)
}

/**
 * Add what the text of a file holds. Nothing of it where the browser has no room for all.
 * @param {string} root
 * @param {string} text
 * @returns {"imported" | "beside" | "no-file" | "newer" | "no-room"} beside: but for answers where others' stand
 */
export function bring(root, text) {
  let raw
  try {
    raw = JSON.parse(text)
  } catch {
    return "no-file"
  }
  if (!Number.isInteger(raw?.format) || raw.format < 1 || !isList(raw.sessions)) return "no-file"
  if (raw.format > FORMAT) return "newer"
  /** @type {[Shelf<any>, any][]} */
  const pairs = listsOf(root).map(([name, shelf, room]) => {
    const here = shelf.load() ?? []
    return [shelf, joined(here, beside(here, shelf.read(raw[name] ?? [])), room)]
  })
  if (pairs.some(([, all]) => all === null)) return "no-room"
  const routine = routineOf(root)
  if (!routine.load() && raw.routine) pairs.push([routine, routine.read(raw.routine)])
  const desks = (Array.isArray(raw.desks) ? raw.desks : []).map((/** @type {any} */ one) => deskPairs(root, one))
  for (const found of desks) pairs.push(...(found ?? []))
  if (!saveAll(pairs)) return "no-room"
  return desks.includes(null) ? "beside" : "imported"
}

/**
 * Entries of a file, as they go with those that are here: where a plan that nobody gave a name to stands, another one
 * stays beside it, and what was deleted elsewhere deletes nothing.
 * @param {any[]} here
 * @param {any[]} others
 */
const beside = (here, others) =>
  others.flatMap((one) => {
    const there = NAMELESS.test(one.id) && here.find(({ id, deleted }) => id === one.id && !deleted)
    if (!there || there.value.text === one.value?.text) return one
    return one.value ? { ...one, id: `${one.id}:${one.value.made}` } : []
  })

/**
 * What of a desk is newer than what stands on it here; null where somebody else's may stand.
 * @param {string} root
 * @param {any} raw
 * @returns {[Shelf<any>, any][] | null}
 */
function deskPairs(root, raw) {
  const { form, who } = Object(raw)
  if (typeof form !== "string" || !/^[a-z\d-]{1,80}$/.test(form) || !isWho(who)) return []
  const { shelves } = new Desk(root, form, who)
  const found = raw.answers && shelves.answers.read(raw.answers)
  const here = shelves.answers.load()
  if (!found || found.at <= (here?.at ?? -1)) return []
  if (!who && Object.keys(here?.answers ?? {}).length) return null
  const read = { ...raw, answers: { ...raw.answers, who: who || undefined } }
  return Object.entries(shelves).map(([name, shelf]) => [shelf, read[name] == null ? null : shelf.read(read[name])])
}

/** Of a device where nobody has done a session there is null. @param {any} raw */
const isList = (raw) => raw === null || Array.isArray(raw)

/** @param {any} raw */
const isWho = (raw) => raw === null || (typeof raw === "string" && raw.length <= 80)

/** Where it stands whether a copy is due. @param {string} root */
export const dueFrom = (root) => [copiedOf(root), ...listsOf(root).map(([, shelf]) => shelf)]

/** A copy was saved today. @param {string} root */
export const copySaved = (root) => copiedOf(root).save(dayHere())

/**
 * Whether it is time to save a copy: this device has been used for so many days, and something is newer than the last one.
 * @param {string} root
 * @param {Date} [now]
 */
export function copyDue(root, now = new Date()) {
  const [today, before] = [dayHere(now), daysAgo(DAYS, now)]
  const gone = (/** @type {any} */ day) => day && day <= today // what is later only a wrong clock has told
  const last = [copiedOf(root).load()].find(gone) ?? ""
  if (last > before) return false
  const days = [
    ...new Sessions(root).values().map((value) => value?.on),
    ...new Plans(root).list().map(({ value }) => value.made),
    ...new Results(root).list().map(({ on }) => on),
  ]
    .filter(gone)
    .sort()
  return days.length > 0 && String(days[0]) <= before && last < String(days.at(-1))
}
