// What each person has at a self-assessment is theirs alone, whatever they are called and whoever shares the device.

import assert from "node:assert/strict"
import { test } from "node:test"

import { answersOf, Desk, named } from "../../site_overrides/assets/counterpoise/kept/desk.mjs"
import { Plans } from "../../site_overrides/assets/counterpoise/kept/plans.mjs"
import { Results } from "../../site_overrides/assets/counterpoise/kept/results.mjs"
import { device } from "./device.mjs"

/** @typedef {import("../../site_overrides/assets/counterpoise/kept/desk.mjs").Who} Who */

const STAIRS = [{ name: "Climbing stairs", score: 4 }]
const plan = (/** @type {string} */ text) => ({ text, name: "Your routine", made: "2026-11-29" })
const desk = (/** @type {Who} */ who, form = "quick") => new Desk("../", form, who)
const check = (/** @type {string} */ who, on = "2026-11-01", of = "quick") => ({
  ...{ of, who, on, answers: { "pain-level": 5 }, activities: STAIRS },
})

/** @param {Desk} one */
function fill(one, age = 40) {
  one.answers.save({ age }, { on: "2026-11-29", who: one.who })
  one.activities.save(STAIRS)
  one.shape.save({ minutes: 20 })
  new Plans("../").put(one.plan, plan(`2plan${age}`))
}

test("everybody has a desk of their own, and nobody sees another's", () => {
  device()
  fill(desk("Anna"))
  for (const who of ["Ben", "", null, "Anna/aside", "Anna%2Faside", "annabel"]) {
    const { answers, activities, shape, plan: id } = desk(who)
    assert.deepEqual(
      [answers.load(), activities.load(), shape.load(), new Plans("../").of(id)],
      [null, null, null, undefined],
    )
  }
  fill(desk("Anna/aside"), 70)
  assert.deepEqual(desk(" ANNA ").shape.load(), { minutes: 20 }, "letters and spaces make nobody else")
  assert.equal(desk("Anna").answers.load()?.answers.age, 40)
  desk("Anna").clear()
  assert.equal(desk("Anna").shape.load(), null)
  assert.deepEqual(desk("Anna/aside").shape.load(), { minutes: 20 })
})

test("the desk that was used last is found with whose it is; what stood there before there were names is nobody's", (t) => {
  const kept = device()
  t.mock.timers.enable({ apis: ["Date"], now: 1000 })
  kept.set("/counterpoise/answers/1/quick", JSON.stringify({ answers: { age: 30 }, at: 900, of: "" }))
  const last = () => Desk.last("../", "quick")?.who
  assert.equal(last(), "")
  for (const who of ["Zoë: B/C", null, "x".repeat(80)]) {
    t.mock.timers.tick(1000)
    fill(desk(who))
    fill(desk("Ben", "full"))
    assert.equal(last(), who)
    assert.ok(new Plans("../").of(desk(who).plan), "its plan is read again")
  }
  assert.equal(Desk.last("../", "posture"), undefined)
  t.mock.timers.tick(1000)
  desk(null).answers.save({}, { who: null })
  assert.equal(last(), "x".repeat(80), "an empty one is nobody's")
})

test("a desk is given to a name whole; the plan that name had stays beside it", () => {
  device()
  fill(desk(null), 30)
  fill(desk("Ben"), 50)
  assert.ok(desk(null).give("Ben"))
  assert.deepEqual([desk("Ben").answers.load()?.answers.age, desk(null).answers.load()], [30, null])
  assert.deepEqual(
    new Plans("../")
      .list()
      .map(({ value }) => value.text)
      .sort(),
    ["2plan30", "2plan50"],
  )
  assert.equal(new Plans("../").of(desk("Ben").plan)?.value.text, "2plan30")
})

test("where there is no room a desk stays whose it was", () => {
  const kept = device(700)
  fill(desk(""), 30)
  kept.set("filler", "x".repeat(700 - [...kept.values()].reduce((sum, text) => sum + text.length, 0)))
  assert.ok(!desk("").give("A name that takes room of its own"))
  assert.deepEqual(desk("").shape.load(), { minutes: 20 })
})

test("whoever names oneself later has each check once, and takes along what stands at other forms", () => {
  device()
  const results = new Results("../")
  for (const on of ["2026-11-01", "2026-11-29"]) results.keep(check("", on))
  results.keep(check("", "2026-11-02", "full"))
  results.keep(check("Ben"))
  fill(desk("", "full"))
  assert.ok(named("../", "Anna"))
  assert.deepEqual(
    results.list().map(({ who, on }) => `${who} ${on}`),
    ["Anna 2026-11-01", "Ben 2026-11-01", "Anna 2026-11-02", "Anna 2026-11-29"],
  )
  assert.deepEqual([desk("", "full").answers.load(), desk("anna", "full").shape.load()], [null, { minutes: 20 }])
  results.give({ of: "quick", who: "Anna", on: "2026-11-29" }, "Annabel")
  assert.deepEqual(
    results.list({ of: "quick", who: "anna" }).map(({ on }) => on),
    ["2026-11-01"],
  )
})

test("what somebody of that name did later at another form stays", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-29T12:00Z") })
  device()
  fill(desk("", "full"), 30)
  fill(desk("", "quick"), 31)
  fill(desk("Anna", "quick"), 50)
  t.mock.timers.tick(1000)
  fill(desk("Anna", "full"), 51)
  fill(desk("", "quick"), 32)
  assert.ok(named("../", "anna"))
  const ages = ["full", "quick"].map((form) => desk("Anna", form).answers.load()?.answers.age)
  assert.deepEqual(ages, [51, 32])
  assert.equal(desk("", "full").answers.load()?.answers.age, 30, "nobody's goes either")
})

test("checks are forgotten of one person, at one form or all of them", () => {
  device()
  const results = new Results("../")
  for (const who of ["Anna", "Ben", ""]) for (const of of ["quick", "full"]) results.keep(check(who, "2026-11-01", of))
  results.forget({ of: "quick", who: "ANNA" })
  assert.deepEqual([results.list({ who: "Anna" }).length, results.list({ of: "quick" }).length], [1, 2])
  results.forget({ who: "" })
  assert.deepEqual(
    results.list().map(({ who }) => who),
    ["Anna", "Ben", "Ben"],
  )
})

test("a check of a long name at a form of a long name is read again", () => {
  device()
  const results = new Results("../")
  for (const end of ["a", "b"]) assert.ok(results.keep(check("x".repeat(79) + end, "2026-11-01", "f".repeat(80))))
  assert.equal(results.list().length, 2)
})

test("somebody's safety answers are found at every form, and those to a plan with them", () => {
  device()
  for (const form of ["quick", "full"]) for (const who of ["Anna", "Ben"]) fill(desk(who, form))
  for (const answers of answersOf("../", "Anna")) answers.without(["age"])
  assert.deepEqual(
    ["Anna", "Ben"].map((who) => desk(who, "full").answers.load()?.answers),
    [{}, { age: 40 }],
  )
  assert.ok(answersOf("../", "Anna").some(({ form }) => form === "plan"))
})
