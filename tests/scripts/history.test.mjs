// What a device keeps of sessions, whatever happens to it: nothing is lost, nothing falls over.

import assert from "node:assert/strict"
import { test } from "node:test"

import { dayHere } from "../../site_overrides/assets/counterpoise/day.mjs"
import { Results } from "../../site_overrides/assets/counterpoise/kept/results.mjs"
import { chosen, replyUrl } from "../../site_overrides/assets/counterpoise/kept/sending.mjs"
import { playingOf, Sessions } from "../../site_overrides/assets/counterpoise/kept/sessions.mjs"
import { tookAside } from "../../site_overrides/assets/counterpoise/kept/shelf.mjs"
import { chartOf, csvOf, mattersOf } from "../../site_overrides/assets/counterpoise/player/chart.mjs"
import { resume } from "../../site_overrides/assets/counterpoise/player/start.mjs"
import { device } from "./device.mjs"

const KEY = "/counterpoise/sessions/1"
/** @returns {any} */
const record = (/** @type {string} */ on, /** @type {any} */ more = {}) => ({
  ...{ plan: "2plan", session: 1, on, effort: 5, settled: null },
  items: [{ card: "bird-dog", row: 1, done: true, felt: "right", discomfort: 2 }],
  ...more,
})

test("every shape that was ever kept is read, and what came back is written in today's", () => {
  const whole = { id: "a", kind: "session", revision: 1, changed: 1, value: record("2026-11-20") }
  const older = [
    whole,
    { ...whole, id: "b", value: { on: "2026-11-21", items: [{ card: "bird-dog", done: true }] } }, // no answers yet
    { ...whole, id: "c", kind: undefined, value: { ...record("2026-11-22"), more: 1 } }, // of a later version
    { ...whole, id: "d", deleted: true, value: null },
  ]
  const kept = device()
  kept.set(KEY, JSON.stringify(older))
  const sessions = new Sessions("../")
  assert.deepEqual(
    sessions.list().map(({ id }) => id),
    ["a", "b", "c"],
  )
  const [, bare, later] = sessions.values()
  assert.deepEqual(
    [bare?.plan, bare?.session, bare?.effort, bare?.items[0].felt, bare?.items[0].row],
    [null, 0, null, "right", 1],
  )
  assert.ok(later && !("more" in later))
  assert.deepEqual(
    sessions.shelf.read(JSON.parse(JSON.stringify(sessions.all()))),
    sessions.all(),
    "a copy comes back whole",
  )
})

test("what is damaged is set aside as it was; what is sound beside it goes on", () => {
  for (const [text, sound] of [
    ["{not json", 0],
    ["7", 0],
    [JSON.stringify([{ id: "a", kind: "session", revision: 1, changed: 1, value: record("2026-11-20") }, 7, null]), 1],
    [JSON.stringify([{ id: "a", revision: 1, changed: 1, value: record("29 November") }]), 0],
  ]) {
    const kept = device()
    kept.set(KEY, String(text))
    const sessions = new Sessions("../")
    assert.equal(sessions.list().length, sound)
    assert.equal(kept.get(`${KEY}/aside`), text)
    assert.ok(tookAside())
    assert.ok(sessions.put(record("2026-11-29")))
    assert.equal(sessions.list().length, Number(sound) + 1)
  }
})

test("a browser that refuses all storage keeps nothing, and nothing falls over", () => {
  device()
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError")
    },
  })
  const sessions = new Sessions("../")
  assert.deepEqual([sessions.list(), sessions.put(record("2026-11-29"))], [[], false])
  assert.deepEqual(chosen("../").shown, [])
  assert.equal(playingOf("../").load(), null)
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: null })
})

test("two tabs that keep sessions at once keep both, and of one record the later change", () => {
  device()
  const [one, other] = [new Sessions("../"), new Sessions("../")]
  one.put(record("2026-11-27"))
  other.put(record("2026-11-28"))
  assert.equal(one.list().length, 2)
  const [{ id, value }] = one.list()
  other.put({ ...value, settled: "worse" }, id)
  one.put({ ...one.list()[0].value, effort: 9 }, id)
  assert.deepEqual([other.values()[0]?.settled, other.values()[0]?.effort], ["worse", 9])
})

test("a clock that was set back loses no change, and puts no session after today", () => {
  const kept = device()
  const sessions = new Sessions("../")
  const real = Date.now
  Date.now = () => real() + 86_400_000
  sessions.put(record("2026-11-29"), "a")
  Date.now = () => real() - 86_400_000
  sessions.put({ ...sessions.list()[0].value, settled: "settled" }, "a")
  assert.equal(new Sessions("../").values()[0]?.settled, "settled", "changes are counted, not timed")
  Date.now = real
  const phase = { kind: "hold", seconds: 30, set: 1, side: null, turn: 0, count: 1, beats: [], metres: null }
  const planned = [{ ...phase, kind: "ready" }, phase, { ...phase, kind: "done", seconds: 0 }]
  const item = { exercise: "x", title: "X", row: 1, phases: { less: planned, planned, more: planned } }
  const state = {
    ...{ item: 0, phase: 2, spent: 0, since: null, hands: false, over: false },
    marks: [{ changes: [], worked: 1, felt: null, skipped: false }],
  }
  Object.assign(globalThis, { location: { pathname: "/elsewhere/" } })
  playingOf("../").save({
    ...{ at: real() + 5 * 86_400_000, page: "/", plan: "2plan", state, routine: null },
    session: { seconds: 30, items: [item] },
  })
  resume("../")
  const last = sessions.values().find((value) => value?.items[0].card === "x")
  assert.equal(last?.on, dayHere())
  assert.ok(![...kept.keys()].some((key) => key.includes("/playing/")))
})

test("the day is the reader's own in every zone, on days that have 23 hours or 25", () => {
  const zone = process.env.TZ
  for (const name of [
    "Europe/Berlin",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
  ]) {
    process.env.TZ = name
    const told = new Intl.DateTimeFormat("en-CA", { timeZone: name, year: "numeric", month: "2-digit", day: "2-digit" })
    for (const start of ["2026-03-07T00:00Z", "2026-03-28T00:00Z", "2026-10-24T00:00Z", "2026-10-31T00:00Z"])
      for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 30) {
        const moment = new Date(Date.parse(start) + minutes * 60_000)
        assert.equal(dayHere(moment), told.format(moment), `${name} ${moment.toISOString()}`)
      }
  }
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

test("the chart and the table take whatever is kept", () => {
  assert.equal(chartOf([]), null)
  const values = [record("2026-11-20"), record("2026-11-21", { items: [] }), record("2026-11-22")]
  assert.equal(chartOf(values)?.n, 2)
  const many = Array.from({ length: 400 }, (_, i) => record(dayHere(new Date(Date.UTC(2026, 0, 1 + i)))))
  assert.equal(chartOf(many)?.n, 60)
  const odd = record("2026-11-22", { items: [{ ...values[0].items[0], card: '=HYPERLINK("x")' }] })
  assert.match(csvOf([odd]), /\r\n2026-11-22,"'=HYPERLINK\(""x""\)",1,true,right,2,5,\r\n$/)
})

test("what matters is told check by check, of whoever was checked last, each name once", () => {
  device()
  const results = new Results("../")
  const check = (
    /** @type {string} */ on,
    /** @type {string} */ who,
    /** @type {[string, number | null][]} */ ...told
  ) => results.keep({ of: "quick", who, on, answers: {}, activities: told.map(([name, score]) => ({ name, score })) })
  assert.deepEqual(results.rated(), [])
  assert.deepEqual(mattersOf([]), [])
  check("2026-11-29", "Ana", ["stairs", 7], ["Sleep", 5], ["Work", null])
  check("2026-11-01", "Ana", ["Stairs", 4], ["Garden", 3])
  check("2026-11-15", "Ben", ["Stairs", 1])
  const matters = mattersOf(results.rated())
  assert.deepEqual(
    matters.map(({ name, on, n, line }) => [name, on, n, line && [line.n, line.from, line.to]]),
    [
      ["Garden", "2026-11-01", 3, null],
      ["stairs", "2026-11-29", 7, [2, 4, 7]],
      ["Sleep", "2026-11-29", 5, null],
    ],
  )
  assert.equal(matters[1].line?.path, "M20 70.4L316 39.2")
})

test("what is sent back is chosen anew where nothing was kept, and its address holds it behind the #", () => {
  device()
  const [one, other] = [chosen("../"), chosen("../")]
  assert.notEqual(one.sender, other.sender)
  assert.deepEqual(one.shown, [])
  assert.equal(replyUrl("../", "r1abc"), "https://site.example/brand-kit/#r1abc")
})

test("the last session is the one that Python asks about: none that a wrong clock put ahead, but a stop sign", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-27T12:00Z") })
  device()
  const sessions = new Sessions("../")
  assert.deepEqual([sessions.last, sessions.halted], [undefined, false])
  sessions.put(record("2026-11-25"), "now")
  sessions.put(record("2030-01-01"), "ahead")
  assert.equal(sessions.last?.id, "now", "what is answered of the morning after is kept with it")
  sessions.put(record("2029-01-01", { settled: "stop" }), "stop")
  assert.deepEqual([sessions.last?.id, sessions.halted], ["stop", true])
})
