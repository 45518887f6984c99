import assert from "node:assert/strict"
import { test } from "node:test"

import { amountOf } from "../../site_overrides/assets/counterpoise/trainer/typed.mjs"

const TYPED = [
  ["reps", "10", 10],
  ["reps", "10 reps", 10],
  ["reps", "10-12", [10, 12]],
  ["reps", "10 – 12", [10, 12]],
  ["reps", "12-10", "12-10"],
  ["reps", "ten", "ten"],
  ["reps", "1,500", "1,500"],
  ["reps", "-3", "-3"],
  ["sets", "3x", 3],
  ["seconds", "30s", 30],
  ["seconds", "30 sec", 30],
  ["seconds", "1:30", 90],
  ["seconds", "2 min", 120],
  ["seconds", "20-30s", [20, 30]],
  ["rest", "90s", 90],
  ["rest", "60-90", "60-90"],
  ["effort", "RPE 8", 8],
  ["effort", "8/10", 8],
  ["effort", "rpe 7-8", [7, 8]],
  ["reserve", "RIR 2", 2],
  ["reserve", "2 RIR", 2],
  ["metres", "20 m", 20],
  ["a_day", "2", 2],
  ["days", "3 days a week", 3],
]

test("a number is read as trainers write it; what is none is kept as it is, to be told", () => {
  for (const [key, typed, found] of TYPED)
    assert.deepEqual(amountOf(/** @type {string} */ (key), /** @type {string} */ (typed)), found, `${key} ${typed}`)
})
