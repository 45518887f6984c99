// A trainer's own exercises as a file, and back. `kept` is all of them, whole; `exercises` the same as a table that
// `counterpoise import` reads. No DOM.

import { soundValue } from "../kept/own.mjs"

/** @typedef {import("../kept/own.mjs").Value} Value */

const FORMAT = 1

/** @param {Value[]} values */
export function fileOf(values) {
  const exercises = values.map(
    ({ title, how, step, each_side, dose: { sets, reps, seconds, metres, rest, load }, notes }) => ({
      name: title,
      instructions: how.split("\n"),
      step,
      ...(each_side ? { sides: "each" } : {}),
      ...(metres ? { dose: `${sets ?? 1} x ${metres} m` } : { sets, reps, hold: seconds }),
      rest,
      load,
      notes,
    }),
  )
  return JSON.stringify({ exercises, "counterpoise-own": FORMAT, kept: values }, null, 1)
}

/**
 * The exercises of such a file; null for any other.
 * @param {string} text
 */
export function ownOf(text) {
  try {
    const raw = JSON.parse(text)
    if (!Number.isInteger(raw["counterpoise-own"]) || !Array.isArray(raw.kept)) return null
    return raw.kept.flatMap((/** @type {any} */ one) => soundValue(one) ?? [])
  } catch {
    return null
  }
}
