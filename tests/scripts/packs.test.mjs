import assert from "node:assert/strict"
import { test } from "node:test"

import * as packs from "../../site_overrides/assets/counterpoise/trainer/packs.mjs"
import { device } from "./device.mjs"

/** @type {packs.Plan} */
const PLAN = {
  days: 3,
  cautions: ["osteoporosis"],
  items: [
    { card: "chin-tuck", dose: { sets: 2 }, note: "Ann: slowly" },
    { card: "glute-bridge", side: "left", dose: { seconds: 30 }, growth: { rule: "by-week", to: { seconds: 60 } } },
  ],
}

test("Python is told of the plan, its brand and its day, and of what its link is to hold", () => {
  const brand = { reference: "north", name: "North", contact: ["Street 1", "555"], colours: { primary: "#1c5d54" } }
  const { plan, cautions, share } = packs.request(PLAN, brand, ["notes"], "2026-11-21")
  const from = { name: "North", contact: "Street 1 · 555", colour: "#1c5d54" }
  assert.deepEqual(plan, { format: 2, made: "2026-11-21", days: 3, brand: "north", from, items: PLAN.items })
  assert.deepEqual([cautions, share], [["osteoporosis"], ["notes"]])
  const plain = packs.request(PLAN, {})
  assert.deepEqual([plain.plan.brand, plain.plan.from, plain.share], [null, {}, []])
  assert.match(plain.plan.made, /^\d{4}-\d\d-\d\d$/)
})

test("another exercise in the same place keeps nothing of the one before; the plan before stays as it was", () => {
  const before = structuredClone(PLAN)
  assert.deepEqual(packs.swap(PLAN, 1, "side-plank").items[1], { card: "side-plank" })
  assert.deepEqual(
    packs.move(PLAN, 1, 0).items.map(({ card }) => card),
    ["glute-bridge", "chin-tuck"],
  )
  assert.deepEqual(packs.set(PLAN, 0, { side: "left" }).items[0], { ...PLAN.items[0], side: "left" })
  assert.deepEqual(packs.remove(PLAN, 0).items, [PLAN.items[1]])
  assert.deepEqual(PLAN, before)
})

test("a value of a dose is written, and taken back; growth is switched on with its highest, and off", () => {
  const written = packs.dose(PLAN, 0, "load", "12 kg")
  assert.deepEqual(written.items[0].dose, { sets: 2, load: "12 kg" })
  assert.deepEqual(packs.dose(packs.dose(written, 0, "load", null), 0, "sets", null).items[0], {
    card: "chin-tuck",
    note: "Ann: slowly",
  })
  const growing = packs.grow(PLAN, 0, "by-response")
  assert.equal(growing.items[0].growth, "by-response")
  assert.deepEqual(packs.growTo(growing, 0, "reps", 12).items[0].growth, { rule: "by-response", to: { reps: 12 } })
  assert.equal(packs.growTo(PLAN, 0, "reps", 12), PLAN, "what does not grow has no highest")
  assert.deepEqual(packs.grow(PLAN, 1, "plan").items[1].growth, { rule: "plan", to: { seconds: 60 } })
  assert.equal("growth" in packs.grow(PLAN, 1, "").items[1], false)
})

test("what was refused goes alone: no other value of a dose, no note, no exercise goes with it", () => {
  const typed = packs.growTo(packs.dose(packs.dose(PLAN, 0, "tempo", "slow"), 0, "reps", "10-12"), 1, "seconds", "long")
  const wrong = ["tempo", "reps", null].map((field) => ({ at: 0, field, why: "" }))
  assert.deepEqual(packs.without(typed, wrong).items[0], PLAN.items[0])
  const growing = packs.without(typed, [{ at: 1, field: "to-seconds", why: "" }])
  assert.deepEqual(growing.items[1], { ...PLAN.items[1], growth: { rule: "by-week", to: {} } })
  assert.equal(packs.without({ ...PLAN, days: "9" }, [{ at: null, field: "days", why: "" }]).days, 3)
  assert.equal(packs.without(PLAN, []), PLAN)
})

test("a range begins at its low end and grows to its high one, by week unless another rule was chosen", () => {
  const by = (growth) => packs.between({ ...PLAN, items: [{ card: "a", growth }] }, 0, "reps", [10, 12]).items[0]
  assert.deepEqual(by("steady"), { card: "a", dose: { reps: 10 }, growth: { rule: "by-week", to: { reps: 12 } } })
  assert.deepEqual(by("by-response").growth, { rule: "by-response", to: { reps: 12 } })
})

test("an exercise that is in the plan is found there, a card by its id, one of the trainer's own by its words", () => {
  const own = { title: "Walk", how: "On.", step: "other" }
  const plan = packs.add(PLAN, { own })
  assert.equal(packs.placeOf(plan, { card: "glute-bridge" }), 1)
  assert.equal(packs.placeOf(plan, { own: { ...own, id: "7" } }), 2)
  assert.equal(packs.placeOf(plan, { own: { ...own, how: "Off." } }), -1)
  assert.equal(packs.placeOf(plan, { card: "side-plank" }), -1)
})

test("a plan of the shape before opens: what it said of a dose is held, and the rest grows with the plan", () => {
  const raw = {
    days: 2,
    cautions: [],
    items: [
      { exercise: "chin-tuck", sets: 2, hold: 5, note: "Ann: slowly" },
      { exercise: "glute-bridge", start: "left" },
    ],
  }
  assert.deepEqual(packs.sound(raw, () => null)?.items, [
    { card: "chin-tuck", note: "Ann: slowly", dose: { sets: 2, seconds: 5 }, growth: "plan" },
    { card: "glute-bridge", side: "left" },
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
    growth: "fast",
    note: 7,
    cautions: ["osteoporosis", 7],
    items: [
      {
        card: "chin-tuck",
        dose: JSON.parse(
          '{"sets": -1, "reps": 1.5, "rest": 1e6, "load": 3, "__proto__": 1, "sets2": 2, "tempo": "3-1-2"}',
        ),
        side: "up",
        growth: "fast",
        note: "x".repeat(601),
        more: 1,
      },
      { dose: { sets: 2 } },
    ],
  }
  assert.deepEqual(packs.sound(raw, note), {
    days: 3,
    cautions: ["osteoporosis"],
    items: [{ card: "chin-tuck", dose: { tempo: "3-1-2" } }],
  })
  assert.equal(odd, 14)
  assert.equal(packs.sound({ days: 3, items: [] }, note), null)
})

test("a plan that was saved over a pack is taken out again, in whatever order its parts were written", () => {
  device()
  const kept = packs.packsOf("../")
  /** @type {packs.Pack} */
  const pack = { id: "p", kind: "pack", name: "Desk", plan: PLAN }
  kept.change([["p", pack]])
  const { items, ...rest } = PLAN
  const plan = {
    items: [{ note: "Slowly", dose: { reps: 9, sets: 3 }, card: "bird-dog" }, ...items],
    ...rest,
    growth: undefined,
  }
  const back = kept.change([["p", { ...pack, plan }]])
  assert.equal(kept.find("p")?.plan.items.length, 3)
  kept.change(back ?? [])
  assert.deepEqual(kept.find("p"), pack)
})
