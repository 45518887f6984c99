import assert from "node:assert/strict"
import { test } from "node:test"

import { latest } from "../../site_overrides/assets/counterpoise/kept/merging.mjs"
import { MOST, Plans } from "../../site_overrides/assets/counterpoise/kept/plans.mjs"
import { device } from "./device.mjs"

const plan = (/** @type {string} */ text) => ({ text, name: "Your routine", made: "2026-11-29" })

/** The same numbers each time. */
function dice(seed = 1) {
  let state = seed
  return (/** @type {number} */ n) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % n
  }
}

/** @returns {any[]} */
function entries(/** @type {(n: number) => number} */ roll) {
  return Array.from({ length: roll(6) }, () => {
    const gone = roll(4) === 0
    const more = gone ? { deleted: true, value: null } : { value: plan(`1plan${roll(3)}`) }
    return { id: `p${roll(4)}`, kind: "plan", revision: roll(3), changed: roll(5), ...more }
  })
}

test("shuffled pairs of what two tabs kept come together the same, in any order and however often", () => {
  device()
  for (let seed = 1; seed <= 500; seed += 1) {
    const roll = dice(seed)
    const [a, b, c] = [entries(roll), entries(roll), entries(roll)]
    const whole = latest(a, latest(b, c))
    for (const way of [latest(latest(c, a), b), latest(b, latest(a, c)), latest(whole, a), latest(c, whole)])
      assert.deepEqual(way, whole)
    assert.deepEqual(new Plans("../").shelf.read(whole), whole)
  }
})

test("a plan is kept, changed and deleted, and its mark stays", () => {
  device()
  const plans = new Plans("../")
  assert.ok(plans.put("result:quick", plan("1one")))
  assert.ok(plans.put("result:quick", plan("1one")), "the same is no new revision")
  assert.deepEqual([plans.list().length, plans.list()[0].revision], [1, 1])
  assert.ok(plans.put("result:quick", plan("1two")))
  assert.deepEqual([plans.find("1one"), plans.find("1two")?.revision], [undefined, 2])
  assert.ok(plans.put("result:quick", null))
  assert.deepEqual([plans.list(), plans.shelf.load()?.[0].revision], [[], 3])
  assert.ok(!plans.put("long", plan("1".repeat(8001))), "what is too long to be read again is not said to be kept")
  assert.deepEqual(plans.list(), [])
  assert.ok(plans.put("never", null))
  assert.equal(plans.shelf.load()?.length, 1, "what was never there leaves no mark")
})

test("a plan is called otherwise and stays the same plan", () => {
  device()
  const plans = new Plans("../")
  plans.put("a", plan("1a"))
  assert.ok(plans.put("a", { ...plan("1a"), name: "Mornings" }))
  assert.deepEqual([plans.list().length, plans.of("a")?.value.name, plans.find("1a")?.revision], [1, "Mornings", 2])
})

test("one plan more than there may be is refused, and none goes for it; what was deleted makes room", () => {
  device()
  const plans = new Plans("../")
  for (let n = 0; n < MOST; n += 1) assert.ok(plans.put(`p${n}`, plan(`1p${n}`)))
  assert.ok(!plans.put("more", plan("1more")))
  assert.ok(plans.put("p0", null))
  assert.ok(plans.put("more", plan("1more")))
  assert.equal(plans.list().length, MOST)
})

test("what another tab kept meanwhile stays", () => {
  device()
  const [one, other] = [new Plans("../"), new Plans("../")]
  one.put("a", plan("1a"))
  other.put("b", plan("1b"))
  one.put("a", plan("1c"))
  assert.deepEqual(
    other
      .list()
      .map(({ value }) => value.text)
      .sort(),
    ["1b", "1c"],
  )
})

test("where there is no room nothing is lost, and it is said", () => {
  device(260)
  const plans = new Plans("../")
  assert.ok(plans.put("a", plan("1a")))
  assert.ok(!plans.put("b", plan("1b".repeat(100))))
  assert.deepEqual(
    plans.list().map(({ id }) => id),
    ["a"],
  )
})

test("of what somebody wrote there only plans are read", () => {
  device()
  const good = { id: "a", kind: "plan", revision: 1, changed: 1, value: plan("1a") }
  const odd = [null, 1, {}, { ...good, value: {} }, { ...good, id: "" }, { ...good, revision: -1 }]
  assert.deepEqual(new Plans("../").shelf.read([...odd, good]), [good])
  assert.deepEqual(new Plans("../").shelf.read("x"), [])
})
