import assert from "node:assert/strict"
import { test } from "node:test"

import * as clock from "../../site_overrides/assets/counterpoise/player/clock.mjs"

/** A phase as quiz/telling/session.py tells it. */
const phase = (/** @type {string} */ kind, /** @type {number} */ seconds, /** @type {any} */ more = {}) => ({
  kind,
  seconds,
  set: 1,
  side: null,
  turn: 0,
  count: 0,
  beats: [],
  metres: null,
  ...more,
})
const BEATS = [
  { beat: "move", seconds: 1 },
  { beat: "hold", seconds: 2 },
  { beat: "back", seconds: 4 },
]
const sided = (/** @type {number} */ hold) => [
  phase("ready", 15, { side: "right", turn: 1 }),
  ...[1, 2].flatMap((set) => [
    ...(set > 1 ? [phase("rest", 20, { set, side: "right", turn: 1 })] : []),
    phase("hold", hold, { set, side: "right", turn: 1, count: 1 }),
    phase("switch", 5, { set, side: "left", turn: 2 }),
    phase("hold", hold, { set, side: "left", turn: 2, count: 1 }),
  ]),
  phase("done", 0, { set: 2 }),
]
const counted = (/** @type {number} */ count) => [
  phase("ready", 20),
  phase("work", 7 * count, { count, beats: BEATS }),
  phase("done", 0),
]
const item = (/** @type {string} */ exercise, /** @type {any} */ make, /** @type {number[]} */ n) => ({
  exercise,
  title: exercise,
  row: 1,
  sets: 1,
  limit: 3,
  seconds: 0,
  parts: [],
  phases: Object.fromEntries(["less", "planned", "more"].map((level, i) => [level, make(n[i])])),
})
const SESSION = { items: [item("stretch", sided, [20, 30, 40]), item("row", counted, [2, 3, 4])] }
const kinds = (/** @type {any} */ state, /** @type {any} */ at) => {
  const { phase: p, left } = clock.view(SESSION, state, at)
  return [p.kind, p.set, p.side, left]
}
const running = (hands = true) => clock.resume(clock.begin(SESSION, hands), 1000)
/** Hands-free, looked at every so many ms. */
function walk(/** @type {number} */ every) {
  /** @type {any[]} */
  const seen = []
  let state = running()
  for (let now = 1000; now <= 1_000_000 && !state.over; now += every) {
    state = clock.step(SESSION, state, now)
    if (state.over) break
    const here = `${state.item}/${state.phase}`
    if (seen.at(-1)?.[0] !== here) seen.push([here, now - 1000])
  }
  return { state, seen }
}

test("every phase of both sides comes when it should, however seldom anyone looks", () => {
  const often = walk(100)
  const starts = [0, 15, 45, 50, 80, 100, 130, 135, 165, 185].map((s) => s * 1000)
  assert.deepEqual(
    often.seen.map(([, at]) => at),
    starts,
  )
  assert.ok(often.state.over)
  for (const every of [333, 1000, 7000]) {
    const late = walk(every)
    for (const [here, at] of late.seen) {
      const due = often.seen.find(([place]) => place === here)
      assert.ok(at - due[1] < every, `${here} ${at}`)
    }
  }
})

test("between holds there is time to let go, after each but the last; what was kept before there was any has none", () => {
  const held = (/** @type {any} */ more) => [phase("hold", 3 * 5 + 2 * 4, { count: 3, ...more }), phase("done", 0)]
  const seen = (/** @type {any} */ more) => {
    const session = { items: [item("tuck", () => held(more), [1, 1, 1])] }
    const state = clock.resume(clock.begin(session), 0)
    const at = Array.from({ length: 23 }, (_, s) => clock.view(session, state, s * 1000 + 500))
    return at.map(({ rep, free, left }) => `${free ? "let go" : "hold"} ${rep}: ${left}`)
  }
  const down = (/** @type {string} */ what, /** @type {number} */ from) =>
    Array.from({ length: from }, (_, i) => `${what}: ${from - i}`)
  const [one, two, three] = [1, 2, 3].map((n) => down(`hold ${n}`, 5))
  const free = [1, 2].map((n) => down(`let go ${n}`, 4))
  assert.deepEqual(seen({ release: 4 }), [...one, ...free[0], ...two, ...free[1], ...three])
  assert.ok(seen({}).every((at) => at.startsWith("hold")))
})

test("a tab that slept is where it would have been", () => {
  const slept = clock.step(SESSION, running(), 1000 + 137_400)
  assert.deepEqual(kinds(slept, 1000 + 137_400), ["hold", 2, "left", 28])
  assert.ok(clock.step(SESSION, running(), 601_000).over)
})

test("by hand nobody is hurried while getting ready, and all else goes on", () => {
  let state = running(false)
  state = clock.step(SESSION, state, 500_000)
  assert.deepEqual(kinds(state, 500_000), ["ready", 1, "right", 0])
  state = clock.next(SESSION, state, 500_000)
  state = clock.step(SESSION, state, 532_000)
  assert.deepEqual(kinds(state, 532_000), ["switch", 1, "left", 3])
  assert.deepEqual(kinds(clock.step(SESSION, state, 9_000_000), 9_000_000), ["ready", 1, null, 0])
})

test("a walk ends when the person says so", () => {
  const walked = {
    items: [item("carry", () => [phase("ready", 20), phase("work", 20, { metres: 20 }), phase("done", 0)], [])],
  }
  let state = clock.next(walked, clock.resume(clock.begin(walked), 0), 0)
  state = clock.step(walked, state, 60_000)
  assert.equal(clock.view(walked, state, 60_000).phase.kind, "work")
  assert.ok(clock.next(walked, state, 60_000).over)
})

test("what stands still loses nothing, and a clock set back takes nothing away", () => {
  const paused = clock.pause(clock.step(SESSION, running(), 26_000), 26_000)
  assert.deepEqual(kinds(paused, 999_000), ["hold", 1, "right", 20])
  const on = clock.resume(paused, 2_000_000)
  assert.deepEqual(kinds(clock.step(SESSION, on, 2_005_000), 2_005_000), ["hold", 1, "right", 15])
  assert.deepEqual(kinds(clock.step(SESSION, on, 1_000), 1_000), ["hold", 1, "right", 20])
})

test("repetitions, and the dot that goes out, stays and comes back", () => {
  let state = { ...running(), item: 1, phase: 1 }
  const at = (/** @type {number} */ s) => {
    const { rep, of, beat, share } = clock.view(SESSION, state, 1000 + s * 1000)
    return [rep, of, beat, Number(share.toFixed(2))]
  }
  assert.deepEqual(at(0.5), [1, 3, "move", 0.5])
  assert.deepEqual(at(2), [1, 3, "hold", 1])
  assert.deepEqual(at(5), [1, 3, "back", 0.5])
  assert.deepEqual(at(7.5), [2, 3, "move", 0.5])
  state = clock.step(SESSION, state, 1000 + 20_999)
  assert.deepEqual(at(20.999), [3, 3, "back", 0])
})

test("too hard and too easy change the next set, what hurts changes this one; all is recorded", () => {
  const state = clock.step(SESSION, running(), 20_000)
  const hard = clock.feel(SESSION, state, "hard", 20_000)
  const holds = (/** @type {any} */ s) =>
    clock
      .phasesOf(SESSION, s, 0)
      .filter(clock.isWork)
      .map(({ seconds }) => seconds)
  assert.deepEqual(holds(hard), [30, 30, 20, 20])
  assert.deepEqual(holds(clock.feel(SESSION, state, "easy", 20_000)), [30, 30, 40, 40])
  const hurt = clock.feel(SESSION, state, "hurt", 20_000)
  assert.deepEqual(holds(hurt), [20, 20, 20, 20])
  assert.deepEqual(kinds(hurt, 20_000), ["hold", 1, "right", 20])
  const after = clock.feel(SESSION, hurt, "easy", 21_000)
  assert.equal(after.marks[0].felt, "hurt", "what hurt is not forgotten")
})

test("next, back, skip and the end say what was done", () => {
  let state = clock.next(SESSION, running(false), 1000)
  state = clock.next(SESSION, state, 2000) // one hold of four
  assert.equal(state.marks[0].worked, 1)
  state = clock.back(SESSION, state, 2500)
  assert.equal(state.marks[0].worked, 0)
  state = clock.back(SESSION, clock.step(SESSION, state, 9000), 9000)
  assert.deepEqual(kinds(state, 9000), ["hold", 1, "right", 30])
  state = clock.skip(SESSION, state, 10_000)
  assert.deepEqual([state.item, state.phase], [1, 0])
  state = clock.back(SESSION, state, 10_500)
  assert.deepEqual(kinds(state, 10_500), ["hold", 2, "left", 30])
  state = clock.skip(SESSION, state, 11_000)
  for (let n = 0; n < 2; n += 1) state = clock.next(SESSION, state, 12_000)
  assert.ok(state.over)
  const [stretch, row] = clock.itemsOf(SESSION, state, { row: 2 })
  assert.deepEqual(stretch, { card: "stretch", row: 1, of: null, done: false, felt: "right", discomfort: null })
  assert.deepEqual(row, { card: "row", row: 1, of: null, done: true, felt: "right", discomfort: 2 })
})

test("what was kept comes back standing still, and nothing else does", () => {
  const state = clock.step(SESSION, running(), 26_000)
  const kept = JSON.parse(JSON.stringify(clock.pause(state, 26_000)))
  assert.deepEqual(kinds(clock.restored(SESSION, kept), 0), ["hold", 1, "right", 20])
  for (const odd of [
    null,
    7,
    [],
    {},
    { ...kept, item: 9 },
    { ...kept, phase: -1 },
    { ...kept, marks: [null, null] },
    { ...kept, spent: "x" },
  ])
    assert.equal(clock.restored(SESSION, odd), null)
})
