import assert from "node:assert/strict"
import { test } from "node:test"

import * as packs from "../../site_overrides/assets/counterpoise/trainer/packs.mjs"

/** @type {packs.Plan} */
const PLAN = {
  days: 3,
  cautions: ["osteoporosis"],
  items: [
    { exercise: "chin-tuck", sets: 2, note: "Ann: slowly" },
    { exercise: "glute-bridge", start: "left", hold: 30 },
  ],
}

test("Python is told of the plan and its brand, and of no note, which may name a client", () => {
  const { plan, cautions } = packs.request({ ...PLAN, items: [...PLAN.items, { exercise: "row", reps: 0 }] }, "quick", {
    reference: "north",
  })
  assert.deepEqual(plan, {
    questionnaire: "quick",
    days: 3,
    brand: "north",
    exercises: [
      { exercise: "chin-tuck", sets: 2 },
      { exercise: "glute-bridge", start: "left", hold: 30 },
      { exercise: "row" },
    ],
  })
  assert.deepEqual(cautions, ["osteoporosis"])
  assert.equal(packs.request(PLAN, "quick", {}).plan.brand, null)
})

test("another exercise in the same place keeps nothing of the one before; the plan before stays as it was", () => {
  const before = structuredClone(PLAN)
  assert.deepEqual(packs.swap(PLAN, 1, "side-plank").items[1], { exercise: "side-plank" })
  assert.deepEqual(
    packs.move(PLAN, 1, 0).items.map(({ exercise }) => exercise),
    ["glute-bridge", "chin-tuck"],
  )
  assert.deepEqual(packs.set(PLAN, 0, { sets: 3 }).items[0], { exercise: "chin-tuck", sets: 3, note: "Ann: slowly" })
  assert.deepEqual(packs.remove(PLAN, 0).items, [PLAN.items[1]])
  assert.deepEqual(PLAN, before)
})

test("without amounts an item keeps its side and its note", () => {
  assert.deepEqual(packs.withoutAmounts(PLAN).items, [
    { exercise: "chin-tuck", note: "Ann: slowly" },
    { exercise: "glute-bridge", start: "left" },
  ])
})

test("a sound plan comes back as it is; of an odd one what can be used, and each odd part is noted", () => {
  let odd = 0
  const note = () => {
    odd += 1
    return null
  }
  assert.deepEqual(packs.sound(structuredClone(PLAN), note), PLAN)
  assert.equal(odd, 0)
  const raw = {
    days: 9,
    cautions: ["osteoporosis", 7],
    items: [
      { exercise: "chin-tuck", sets: -1, reps: 1.5, hold: 1e6, start: "up", note: "x".repeat(301), more: 1 },
      { sets: 2 },
    ],
  }
  assert.deepEqual(packs.sound(raw, note), { days: 3, cautions: ["osteoporosis"], items: [{ exercise: "chin-tuck" }] })
  assert.equal(odd, 8)
  assert.equal(packs.sound({ days: 3, items: [] }, note), null)
})
