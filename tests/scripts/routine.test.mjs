import assert from "node:assert/strict"
import { test } from "node:test"

import { gateOf, viewOf } from "../../site_overrides/assets/counterpoise/result/routine.mjs"

globalThis.document ??= /** @type {any} */ ({ documentElement: { lang: "en" } })
const say = (/** @type {string} */ word, values = {}) => [word, ...Object.values(values)].join(" ")
const dose = (/** @type {string[]} */ ...parts) => ({ parts })
const ROUTINE = {
  weeks: ["Week 1"],
  minutes: [9],
  growth: { rule: "steady" },
  on: [true, false, false, true, false, false, false],
  mind: { advice: [] },
  spans: [[1, 1]],
}
const SPANS = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 8],
]
const card = (/** @type {string} */ step, ...weeks) => ({
  ...{ step, step_title: `To ${step}`, weeks },
  doses: [{ first: 1, last: 1 }],
})

const weeksOf = (doses, runs, weeks, spans, say) => {
  const cards = [{ ...card("lengthen", ...doses), doses: runs.map(([first, last]) => ({ first, last })) }]
  return viewOf({ ...ROUTINE, weeks, minutes: weeks.map(() => 9), spans, cards }, say).steps[0].cards[0].weeks
}

test("weeks that repeat stand once under a name that tells them all", () => {
  const doses = ["1", "2", "2", "2"].map((sets) => dose(`${sets} sets`, "slowly"))
  const runs = [
    [1, 1],
    [2, 8],
  ]
  const weeks = weeksOf(doses, runs, ["Week 1", "Week 2", "Week 3", "Weeks 4 to 8"], SPANS, say)
  assert.deepEqual(
    weeks.map(({ title, same }) => [title, same]),
    [
      ["Week 1", null],
      ["weeks 2 8", null],
      ["weeks 3 8", "yes"],
      ["Weeks 4 to 8", "yes"],
    ],
  )
})

test("a dose that comes back after another is no repetition", () => {
  const weeks = weeksOf([dose("1"), dose("2"), dose("1")], SPANS.slice(0, 3), ["A", "B", "C"], SPANS, say)
  assert.deepEqual(
    weeks.map(({ title, same }) => [title, same]),
    [
      ["A", null],
      ["B", null],
      ["C", null],
    ],
  )
})

test("the exercises of a step stand together, and what several of them ask for is told on none", () => {
  const asked = [{ advice: "Near a wall" }, { advice: "Slowly" }]
  const cards = ["lengthen", "lengthen", "integrate"].map((step) => ({ ...card(step, dose("a")), cautions: asked }))
  const mind = { advice: [{ names: "All three:", what: ["Near a wall"] }] }
  const { steps } = viewOf({ ...ROUTINE, cards, mind }, say)
  assert.deepEqual(
    steps.map(({ step, first, cards }) => [step, first, cards.length]),
    [
      ["lengthen", 1, 2],
      ["integrate", 3, 1],
    ],
  )
  assert.deepEqual(
    steps.map(({ cards: [one] }) => [one.shared, one.own]),
    [
      [[asked[0]], [asked[1]]],
      [[asked[0]], [asked[1]]],
    ],
  )
})

test("a row tells how much, and on each side, and nothing more of the dose", () => {
  const parts = ["1 set of 10", "on each side", "slowly"]
  const cards = [{ ...card("activate", dose(...parts)), start_title: "Left first" }, card("activate", dose(...parts))]
  const { steps } = viewOf({ ...ROUTINE, cards }, say)
  assert.deepEqual(
    steps[0].cards.map(({ weeks }) => weeks[0].amount),
    ["1 set of 10, on each side", "1 set of 10"],
  )
})

test("the week begins today, whatever day that is", () => {
  const { days } = viewOf({ ...ROUTINE, cards: [card("activate", dose("a"))] }, say)
  const today = new Date().toLocaleDateString("en", { weekday: "long" })
  assert.equal(days[0].title, `day-on ${today}`)
  assert.deepEqual(
    days.map(({ on }) => on),
    ["yes", null, null, "yes", null, null, null],
  )
})

test("a trainer's order is kept: a step that comes back is told again", () => {
  const cards = ["activate", "inhibit", "activate"].map((step) => card(step, dose("a")))
  const { steps } = viewOf({ ...ROUTINE, cards }, say)
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
    viewOf({ ...ROUTINE, growth: { rule }, cards: [card("inhibit", dose("a"))] }, say)
  assert.deepEqual(
    ["steady", "by-week", "by-response"].map((rule) => view(rule).growing),
    [false, true, true],
  )
  assert.deepEqual(viewOf(null, say).steps, [])
})

test("a closed gate is closed whether or not there is a routine; gentle only with one", () => {
  const gate = (/** @type {string} */ level) => ({ level, cautions: ["a caution"] })
  for (const level of ["stop", "see-first"]) assert.ok(gateOf(gate(level), null).closed)
  assert.ok(!gateOf(gate("gentle"), null).gentle)
  const open = gateOf(gate("gentle"), { mind: { cautions: [{ id: "one" }, { id: "two" }], advice: [], others: [] } })
  assert.deepEqual([open.gentle, open.closed], [true, false])
  assert.deepEqual([open.known, gateOf(gate("full"), null).known], [[], ["a caution"]])
})
