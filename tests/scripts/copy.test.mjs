// All that somebody keeps here goes along in one file and comes back; whatever else a file holds, nothing that is here goes.

import assert from "node:assert/strict"
import { test } from "node:test"

import { bring, copied, copyDue, copySaved } from "../../site_overrides/assets/counterpoise/kept/copy.mjs"
import { Desk } from "../../site_overrides/assets/counterpoise/kept/desk.mjs"
import { MOST, Plans } from "../../site_overrides/assets/counterpoise/kept/plans.mjs"
import { Results } from "../../site_overrides/assets/counterpoise/kept/results.mjs"
import { routineOf, Sessions } from "../../site_overrides/assets/counterpoise/kept/sessions.mjs"
import { device } from "./device.mjs"

const plan = (/** @type {string} */ text) => ({ text, name: "Your routine", made: "2026-11-01" })
const session = { plan: "2plan", session: 1, on: "2026-11-02", items: [], effort: 5, settled: null }
const desk = (/** @type {string | null} */ who) => new Desk("../", "quick", who)

function fill() {
  new Plans("../").put("result:quick", plan("2plan"))
  new Sessions("../").put(session, "s")
  new Results("../").keep({ of: "quick", who: "Anna", on: "2026-11-01", answers: { age: 40 }, activities: [] })
  routineOf("../").save({ id: "r", plan: "2plan", days: 3, rule: "steady", minutes: 10 })
  for (const who of ["Anna", "", null]) {
    desk(who).answers.save({ age: 40 }, { on: "2026-11-01", who })
    desk(who).activities.save([{ name: `Stairs of ${who}`, score: 4 }])
  }
}

test("a copy brings all to another device, however often it is read", () => {
  const here = device()
  fill()
  const text = copied("../")
  const before = new Map(here)
  const there = device()
  assert.equal(bring("../", text), "imported")
  assert.deepEqual(new Map([...there].sort()), new Map([...before].sort()))
  assert.equal(bring("../", text), "imported")
  assert.deepEqual(new Map([...there].sort()), new Map([...before].sort()))
})

test("a copy of a device on which nobody has done a session yet is read", () => {
  device()
  new Plans("../").put("result:quick", plan("2plan"))
  desk("Anna").answers.save({ age: 40 }, { who: "Anna" })
  const text = copied("../")
  device()
  assert.equal(bring("../", text), "imported")
  assert.equal(new Plans("../").list().length, 1)
  assert.equal(desk("Anna").answers.load()?.answers.age, 40)
})

test("what is here and newer stays; what was deleted does not come back", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-05T12:00Z") })
  device()
  fill()
  const text = copied("../")
  t.mock.timers.tick(1000)
  desk("Anna").answers.save({ age: 41 }, { who: "Anna" })
  new Plans("../").put("result:quick", plan("2later"))
  new Sessions("../").put(null, "s")
  assert.equal(bring("../", text), "imported")
  assert.equal(desk("Anna").answers.load()?.answers.age, 41)
  assert.deepEqual(new Sessions("../").list(), [])
  assert.equal(new Plans("../").of("result:quick")?.value.text, "2later")
})

test("somebody else's copy takes the place of nothing that stands here without a name", () => {
  device()
  new Plans("../").put("result:quick", plan("2theirs"))
  new Plans("../").put("result:quick", plan("2theirs-later"))
  new Plans("../").put("result:full", plan("2full"))
  new Plans("../").put("result:full", null)
  for (const who of ["", null, "Anna"]) desk(who).answers.save({ age: 70, chest: ["none"] }, { who })
  const theirs = JSON.parse(copied("../"))
  for (const one of theirs.desks) one.answers.at += 1000
  const kept = device()
  new Plans("../").put("result:quick", plan("2mine"))
  new Plans("../").put("result:full", plan("2mine-full"))
  desk("").answers.save({ age: 40 })
  desk("").shape.save({ minutes: 10 })
  assert.equal(bring("../", JSON.stringify(theirs)), "beside")
  assert.deepEqual(desk("").answers.load()?.answers, { age: 40 })
  assert.deepEqual(desk("").shape.load(), { minutes: 10 })
  assert.equal(desk(null).answers.load()?.answers.age, 70, "nobody's stood here")
  assert.equal(desk("Anna").answers.load()?.answers.age, 70)
  const texts = () => Object.fromEntries(new Plans("../").list().map(({ id, value }) => [id, value.text]))
  const both = { "result:quick": "2mine", "result:quick:2026-11-01": "2theirs-later", "result:full": "2mine-full" }
  assert.deepEqual(texts(), both)
  const before = new Map(kept)
  assert.equal(bring("../", JSON.stringify(theirs)), "beside")
  assert.deepEqual(new Map(kept), before, "once")
})

test("answers that a file puts on another's desk are of whose desk it is", () => {
  device()
  const answers = { answers: { age: 40 }, at: 1, on: "2026-11-01", who: "Ben" }
  const odd = { format: 2, sessions: [], desks: [{ form: "quick", who: "Anna", answers }] }
  assert.equal(bring("../", JSON.stringify(odd)), "imported")
  assert.deepEqual(
    Desk.all("../").map(({ who }) => who),
    ["Anna"],
  )
})

test("a file of sessions alone, as it was saved once, is read; what is none is said, and changes nothing", () => {
  const kept = device()
  const entry = { id: "s", kind: "session", revision: 1, changed: 1, value: session }
  assert.equal(bring("../", JSON.stringify({ format: 1, sessions: [entry] })), "imported")
  assert.equal(new Sessions("../").list().length, 1)
  const before = new Map(kept)
  const bad = {
    "": "no-file",
    "[1": "no-file",
    null: "no-file",
    '{"format":2}': "no-file",
    '{"format":0,"sessions":[]}': "no-file",
  }
  for (const [text, told] of Object.entries({ ...bad, '{"format":3,"sessions":[]}': "newer" })) {
    assert.equal(bring("../", text), told, text)
    assert.deepEqual(new Map(kept), before, text)
  }
  const odd = {
    format: 2,
    sessions: [7, { id: 1 }],
    plans: "x",
    results: [null],
    routine: { id: 7 },
    desks: [
      { form: "../x", who: "" },
      { form: "quick", who: 7, answers: {} },
      { form: "quick", who: "Ben", answers: { answers: 7 } },
      null,
    ],
  }
  assert.equal(bring("../", JSON.stringify(odd)), "imported")
  assert.equal(new Sessions("../").list().length, 1)
  assert.equal(desk("Ben").answers.load(), null)
  assert.equal(kept.size, [...kept.values()].filter((text) => JSON.parse(text) !== null).length)
})

test("where there is no room for all of it, or too many plans, nothing of it is kept", () => {
  device()
  fill()
  const text = copied("../")
  const small = device(text.length / 3)
  assert.equal(bring("../", text), "no-room")
  assert.equal(small.size, 0)
  device()
  for (let n = 0; n < MOST; n += 1) new Plans("../").put(`p${n}`, plan(`2p${n}`))
  assert.equal(bring("../", text), "no-room")
  assert.deepEqual([new Plans("../").list().length, new Sessions("../").list()], [MOST, []])
})

test("two weeks after the first use a copy is due, and again two weeks after each where there is anything new", (t) => {
  device()
  const at = (/** @type {string} */ day) => copyDue("../", new Date(`${day}T12:00Z`))
  assert.ok(!at("2026-11-20"))
  new Sessions("../").put(session, "s") // of November 2
  assert.deepEqual([at("2026-11-15"), at("2026-11-16")], [false, true])
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-16T12:00Z") })
  copySaved("../")
  assert.ok(!at("2026-12-20"), "nothing is new since")
  new Sessions("../").put({ ...session, on: "2026-11-20" }, "t")
  assert.deepEqual([at("2026-11-29"), at("2026-11-30")], [false, true])
  copySaved("../") // on November 16
  new Sessions("../").put(null, "t")
  new Sessions("../").put({ ...session, on: "2040-01-01" }, "u")
  assert.ok(!at("2026-12-20"), "what a wrong clock put ahead is not newer than a copy")
  t.mock.timers.setTime(Date.parse("2031-01-01T12:00Z"))
  copySaved("../")
  new Sessions("../").put({ ...session, on: "2026-11-20" }, "v")
  assert.ok(at("2026-11-30"), "a copy of a day to come was saved under a wrong clock: nobody knows when")
})
