import assert from "node:assert/strict"
import { test } from "node:test"

import { isVideo, MOST, OwnExercises } from "../../site_overrides/assets/counterpoise/kept/own.mjs"
import { Draft } from "../../site_overrides/assets/counterpoise/trainer/draft.mjs"
import * as packs from "../../site_overrides/assets/counterpoise/trainer/packs.mjs"
import { device } from "./device.mjs"

const WALK = { title: "Wall walk", how: "Hands on a wall.\nWalk.", step: "activate", dose: { sets: 3, reps: 10 } }
const { dose: DOSE, ...WORDS } = WALK

test("an own exercise is kept, changed, deleted and brought back; what is none is set aside", () => {
  device()
  const own = new OwnExercises("/")
  assert.ok(own.put([["a", WALK]]))
  assert.ok(own.put([["a", { ...WALK, title: "Wall crawl" }]]))
  const back = own.put([["a", null]])
  assert.deepEqual(own.list(), [])
  assert.ok(back && own.put(back))
  assert.equal(own.find("a")?.value.title, "Wall crawl")
  assert.equal(own.find("a")?.revision, 4)
  const bad = [{ how: "" }, { step: "warm-up" }, { title: "x".repeat(81) }, { dose: null }]
  for (const change of bad) assert.equal(own.put([["b", /** @type {any} */ ({ ...WALK, ...change })]]), null)
  const odd = { ...WALK, dose: { sets: 3, reps: -1, "<b>": 2 }, icon: "x", demands: [7], video: "javascript:x" }
  assert.deepEqual(new OwnExercises("../").shelf.read([{ id: "a", revision: 1, changed: 1, value: odd }])[0].value, {
    ...WORDS,
    dose: { sets: 3 },
  })
})

test("what another tab made of an own exercise meanwhile stays when a change is undone", () => {
  device()
  const own = new OwnExercises("/")
  own.put([
    ["a", WALK],
    ["b", WALK],
  ])
  const back = own.put([
    ["a", { ...WALK, title: "Wall crawl" }],
    ["b", null],
  ])
  new OwnExercises("/").put([["a", { ...WALK, title: "Wall climb" }]])
  assert.ok(back && own.put(back))
  assert.deepEqual([own.find("a")?.value.title, own.find("b")?.value.title], ["Wall climb", "Wall walk"])
})

test("however many were deleted, none that is there goes with their marks", () => {
  device()
  const own = new OwnExercises("/")
  const none = { id: "", kind: "own", revision: 2, changed: 5, deleted: true, value: null }
  const gone = Array.from({ length: 2 * MOST }, (_, i) => ({ ...none, id: `gone ${i}` }))
  own.shelf.write(JSON.stringify([{ id: "a", kind: "own", revision: 1, changed: 1, value: WALK }, ...gone]))
  assert.equal(own.find("a")?.value.title, "Wall walk")
  assert.ok(own.put([["b", WALK]]))
  assert.deepEqual(
    own
      .list()
      .map(({ id }) => id)
      .sort(),
    ["a", "b"],
  )
  assert.equal(own.shelf.load()?.length, 2 * MOST)
})

test("where more stand than may, none comes and any can go", () => {
  device()
  const own = new OwnExercises("/")
  const many = Array.from({ length: MOST + 1 }, (_, i) => ({ id: `${i}`, revision: 1, changed: 1, value: WALK }))
  own.shelf.write(JSON.stringify(many))
  assert.equal(own.put([["new", WALK]]), null)
  assert.ok(own.put([["0", null]]))
  assert.equal(own.list().length, MOST)
})

test("a video is an address that hides nothing", () => {
  assert.ok(isVideo("https://video.example/watch?v=1"))
  for (const no of ["http://video.example/", "https://bank.example@evil.example/", "data:text/html,x", "video", ""])
    assert.ok(!isVideo(no), no)
})

test("a plan holds own exercises whole, and asks Python without this device's ids", () => {
  device()
  const own = /** @type {packs.Own} */ ({ id: "a", ...WORDS })
  const plan = packs.add(packs.empty(), { own, dose: DOSE })
  assert.deepEqual(new Draft("/", plan).shelf.read(JSON.parse(JSON.stringify(plan))), plan)
  const { plan: asked } = /** @type {any} */ (packs.request(plan, {}, [], "2026-11-29"))
  assert.deepEqual(asked.items, [{ own: WORDS, dose: DOSE }])
  const three = ["b", "c"].reduce((made, title) => packs.add(made, { own: { ...own, title } }), plan)
  assert.equal(packs.renewed(three, { ...own, title: "New" }).items[0].own?.title, "New")
})

test("every change of a draft is undone, back to where it began; another plan says that it is one", () => {
  device()
  const draft = new Draft("/", packs.empty())
  for (const card of ["a", "b", "c"]) draft.put(packs.add(draft.plan, { card }))
  draft.put(draft.plan) // nothing changed: nothing to undo
  draft.put(packs.empty(), true)
  assert.deepEqual(draft.undo(), { apart: true, kept: true })
  for (const left of [2, 1, 0]) {
    assert.equal(draft.undo()?.apart, false)
    assert.equal(draft.plan.items.length, left)
  }
  assert.equal(draft.undo(), null)
  const other = new Draft("/", packs.empty())
  other.put(packs.add(other.plan, { card: "z" }))
  assert.ok(draft.meet() && !draft.meet())
  draft.put(packs.add(draft.plan, { card: "y" }))
  assert.deepEqual(
    new Draft("/", packs.empty()).plan.items.map(({ card }) => card),
    ["z", "y"],
    "two tabs make one plan",
  )
  for (const left of [1, 0]) assert.equal(draft.undo() && draft.plan.items.length, left)
  assert.deepEqual(new Draft("/", packs.empty()).plan, packs.empty())
})
