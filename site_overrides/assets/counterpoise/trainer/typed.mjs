// What trainers type into the fields of an exercise, as they write it: 10, 30s, 1:30, RPE 8, and for what can grow a
// range, 10-12. No DOM.

import * as packs from "./packs.mjs"

/** @typedef {import("./packs.mjs").Plan} Plan */

const UNITS = {
  sets: "x|sets?",
  reps: "x|reps?|times?",
  seconds: 's|secs?|seconds?|"',
  rest: 's|secs?|seconds?|"',
  metres: "m|met(?:re|er)s?",
  effort: "(?:/|of|out of) ?10",
  reserve: "rir|left|reps? left",
  a_day: "x|times?|a day",
  days: "x|days?|days? a week",
}
const BEFORE = { effort: "rpe|effort", reserve: "rir" }
const TIMED = ["seconds", "rest"]
const GROWN = ["sets", "reps", "seconds", "metres", "effort"]
const MINUTES = /^(\d{1,3})(?::([0-5]\d)| ?(?:'|min|mins|minutes?))$/

/**
 * A whole number; a range of what can grow, as its two ends; else the text as it is, which Python refuses.
 * @param {string} key of a dose
 * @param {string} typed
 * @returns {number | string | [number, number]}
 */
export function amountOf(key, typed) {
  const text = typed.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ")
  const minutes = TIMED.includes(key) && MINUTES.exec(text)
  if (minutes) return Number(minutes[1]) * 60 + Number(minutes[2] ?? 0)
  const before = BEFORE[key] ? `(?:(?:${BEFORE[key]}) ?)?` : ""
  const found = new RegExp(`^${before}(\\d{1,6})(?: ?(?:-|–|—|to) ?(\\d{1,6}))? ?(?:${UNITS[key]})?$`).exec(text)
  if (!found) return typed
  const [low, high] = [Number(found[1]), Number(found[2] ?? found[1])]
  if (low === high) return low
  return GROWN.includes(key) && low < high ? [low, high] : typed
}

/**
 * The plan after something was typed into a field of one of its exercises; a word where there is something to say of it.
 * @param {Plan} plan
 * @param {number} at
 * @param {string} key the field's
 * @param {string} value
 * @returns {{ plan: Plan, word?: string, values?: Record<string, number> }}
 */
export function written(plan, at, key, value) {
  const text = value.trim()
  if (key === "note" || key === "side") return { plan: packs.set(plan, at, { [key]: text || undefined }) }
  if (key === "growth") return { plan: packs.grow(plan, at, text) }
  if (key === "load" || key === "tempo") return { plan: packs.dose(plan, at, key, text || null) }
  const most = key.startsWith("to-")
  const amount = text ? amountOf(most ? key.slice(3) : key, text) : null
  if (most) return { plan: packs.growTo(plan, at, key.slice(3), Array.isArray(amount) ? text : amount) }
  if (!Array.isArray(amount)) return { plan: packs.dose(plan, at, key, amount) }
  const [low, high] = amount
  return { plan: packs.between(plan, at, key, amount), word: "builder.between", values: { low, high } }
}
