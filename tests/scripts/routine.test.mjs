import assert from "node:assert/strict"
import { test } from "node:test"

import { gateOf, viewOf, weeksOf } from "../../site_overrides/assets/counterpoise/result/routine.mjs"

const say = (/** @type {string} */ word, values = {}) => [word, ...Object.values(values)].join(" ")
const dose = (/** @type {string[]} */ ...parts) => ({ parts })
const card = (/** @type {string} */ step, ...doses) => ({ step, step_title: `To ${step}`, weeks: doses })

test("weeks that repeat stand once under a name that tells them all", () => {
  const doses = ["1", "2", "2", "2"].map((sets) => dose(`${sets} sets`, "slowly"))
  const weeks = weeksOf(doses, ["Week 1", "Week 2", "Week 3", "Week 4"], say)
  assert.deepEqual(
    weeks.map(({ title, same }) => [title, same]),
    [
      ["Week 1", null],
      ["weeks 2 4", null],
      ["weeks 3 4", "yes"],
      ["Week 4", "yes"],
    ],
  )
})

test("a dose that comes back after another is no repetition", () => {
  const weeks = weeksOf([dose("1"), dose("2"), dose("1")], ["A", "B", "C"], say)
  assert.deepEqual(
    weeks.map(({ title, same }) => [title, same]),
    [
      ["A", null],
      ["B", null],
      ["C", null],
    ],
  )
})

test("an empty step stands in its place among the steps, with why", () => {
  const routine = {
    weeks: ["Week 1"],
    minutes: [9],
    growth: { rule: "steady" },
    cards: [card("lengthen", dose("a")), card("lengthen", dose("b")), card("integrate", dose("c"))],
    empty: [
      { step: "activate", title: "To activate", why: "nothing left" },
      { step: "inhibit", title: "To inhibit", why: "no roller" },
    ],
  }
  const { steps } = viewOf(routine, say)
  assert.deepEqual(
    steps.map(({ step, first, cards, empty }) => [step, first, cards.length, empty]),
    [
      ["inhibit", undefined, 0, "no roller"],
      ["lengthen", 1, 2, null],
      ["activate", undefined, 0, "nothing left"],
      ["integrate", 3, 1, null],
    ],
  )
})

test("a trainer's order is kept: a step that comes back is told again", () => {
  const cards = ["activate", "inhibit", "activate"].map((step) => card(step, dose("a")))
  const { steps } = viewOf({ weeks: ["Week 1"], minutes: [9], growth: { rule: "steady" }, cards, empty: [] }, say)
  assert.deepEqual(
    steps.map(({ step, first }) => [step, first]),
    [
      ["activate", 1],
      ["inhibit", 2],
      ["activate", 3],
    ],
  )
})

test("weeks are switched where the plan grows, by its rule", () => {
  const view = (/** @type {string} */ rule) =>
    viewOf({ weeks: ["1"], minutes: [9], growth: { rule }, cards: [card("inhibit", dose("a"))], empty: [] }, say)
  assert.deepEqual(
    ["steady", "by-week", "by-response"].map((rule) => view(rule).growing),
    [false, true, true],
  )
  assert.deepEqual(viewOf(null, say).steps, [])
})

test("a closed gate is closed whether or not there is a routine; gentle only with one", () => {
  for (const level of ["stop", "see-first"]) assert.ok(gateOf({ level }, null).closed)
  assert.ok(!gateOf({ level: "gentle" }, null).gentle)
  const open = gateOf({ level: "gentle" }, {})
  assert.deepEqual([open.gentle, open.closed], [true, false])
})
