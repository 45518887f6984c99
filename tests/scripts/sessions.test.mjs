import assert from "node:assert/strict"
import { test } from "node:test"

import { routineOf, Sessions } from "../../site_overrides/assets/counterpoise/kept/sessions.mjs"
import { device } from "./device.mjs"

/** @returns {any} */
const entry = (
  /** @type {string} */ id,
  /** @type {number} */ revision,
  /** @type {string} */ on,
  /** @type {any} */ more = {},
) => ({
  id,
  kind: "session",
  revision,
  changed: 1,
  value: { plan: "", session: 1, on, items: [], effort: null, settled: null },
  ...more,
})
const GONE = { deleted: true, value: null }

/** @param {any[]} some @param {any[]} others */
function merged(some, others) {
  device()
  return new Sessions("../").shelf.read([...some, ...others])
}

test("two devices' sessions are merged the same, whichever comes first and however often", () => {
  const [a, b, c] = [
    [entry("x", 1, "2026-11-01"), entry("y", 2, "2026-11-02"), entry("z", 1, "2026-11-03")],
    [entry("x", 2, "2026-11-04"), entry("y", 2, "2026-11-05"), entry("z", 1, "", GONE)],
    [entry("w", 1, "2026-11-01"), entry("x", 2, "2026-11-06")],
  ]
  const ways = [merged(a, merged(b, c)), merged(merged(c, b), a), merged(merged(a, c), merged(b, a))]
  for (const way of ways) assert.deepEqual(way, ways[0])
  assert.deepEqual(merged(ways[0], ways[0]), ways[0])
  assert.ok(ways[0].find(({ id }) => id === "z")?.deleted, "what was deleted stays so")
  assert.equal(ways[0].find(({ id }) => id === "x")?.revision, 2)
})

test("a record is kept, changed and deleted, and its mark stays", () => {
  device()
  const sessions = new Sessions("../")
  const { value } = entry("x", 1, "2026-11-29")
  assert.ok(sessions.put(value))
  const [{ id }] = sessions.list()
  assert.ok(sessions.put({ ...value, settled: "worse" }, id))
  assert.deepEqual([sessions.list().length, sessions.values()[0]?.settled], [1, "worse"])
  assert.ok(sessions.put(null, id))
  assert.deepEqual([sessions.list().length, sessions.all()[0].revision], [0, 3])
})

test("of two sessions of one day the later is the last, whatever their ids: its stop sign is the one that counts", () => {
  const [early, late] = [entry("z", 1, "2026-11-29"), entry("a", 1, "2026-11-29", { changed: 2 })]
  const ways = [merged([early, late], []), merged([late], [early])]
  for (const way of ways) assert.equal(way.at(-1)?.id, "a")
})

test("where there is no room nothing is lost, and it is said", () => {
  device(300)
  const sessions = new Sessions("../")
  const { value } = entry("x", 1, "2026-11-29")
  assert.ok(sessions.put(value))
  assert.ok(!sessions.put({ ...value, on: "2026-11-30" }))
  assert.equal(sessions.list().length, 1)
})

test("the routine that is being done keeps how long it takes, as much as a calendar can hold", () => {
  const kept = device()
  const shelf = routineOf("../")
  const routine = { id: "a1b2c3d4", plan: "1plan", days: 3, rule: "by-response", minutes: 22 }
  shelf.save({ ...routine, more: 1 })
  assert.deepEqual(shelf.load(), routine)
  shelf.save({ ...routine, minutes: 500 })
  assert.equal(shelf.load()?.minutes, 180)
  shelf.save(/** @type {any} */ ({ ...routine, minutes: null }))
  assert.equal(shelf.load(), null)
  assert.ok([...kept.keys()].some((key) => key.endsWith("/aside")))
})
