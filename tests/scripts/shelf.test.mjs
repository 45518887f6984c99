import assert from "node:assert/strict"
import { test } from "node:test"

import { dayHere } from "../../site_overrides/assets/counterpoise/day.mjs"
import { eraseAll } from "../../site_overrides/assets/counterpoise/kept/erasing.mjs"
import { AnswerShelf, Shelf, saveAll, tookAside } from "../../site_overrides/assets/counterpoise/kept/shelf.mjs"
import { device } from "./device.mjs"

const numbers = (/** @type {any} */ raw, /** @type {() => null} */ odd) =>
  Array.isArray(raw) ? raw.filter((one) => Number.isFinite(one) || odd()) : odd()
const shelf = (name = "numbers", root = "../") => new Shelf(root, name, numbers)

test("what cannot be used is set aside once as it was, and the rest goes on", () => {
  const kept = device()
  shelf().write('[1,"two",3]')
  assert.deepEqual(shelf().load(), [1, 3])
  assert.ok(tookAside())
  assert.deepEqual(shelf().load(), [1, 3])
  assert.ok(!tookAside())
  assert.deepEqual([...kept.values()].sort(), ['[1,"two",3]', "[1,3]"])
  shelf().erase()
  assert.equal(kept.size, 0)
})

test("what is no JSON at all is nothing, and kept aside", () => {
  const kept = device()
  shelf().write("[1,")
  assert.equal(shelf().load(), null)
  assert.ok(tookAside())
  assert.deepEqual([...kept.values()], ["[1,"])
})

test("without room for a second copy the text stays as it stands", () => {
  const kept = device(14)
  shelf().write('[1,"two",3]')
  assert.deepEqual(shelf().load(), [1, 3])
  assert.ok(tookAside())
  assert.deepEqual([...kept.values()], ['[1,"two",3]'])
})

test("sites on one host keep apart", () => {
  device()
  shelf("numbers", "/ours/").save([1])
  assert.equal(shelf("numbers", "/theirs/").load(), null)
})

test("several are kept together, or none: where room ends, all is as it was", () => {
  device(20)
  const [one, two, three] = ["one", "two", "three"].map((name) => shelf(name))
  assert.ok(
    saveAll([
      [one, [1]],
      [two, [2, 2]],
    ]),
  )
  assert.ok(
    !saveAll([
      [one, [1, 1, 1]],
      [two, null],
      [three, [3, 3, 3, 3, 3, 3, 3]],
    ]),
  )
  assert.deepEqual([one.load(), two.load(), three.load()], [[1], [2, 2], null])
})

test("answers grow old in a day; those from a clock that was ahead are old too", (t) => {
  device()
  const answers = new AnswerShelf("../", "quick")
  const hour = 60 * 60 * 1000
  t.mock.timers.enable({ apis: ["Date"], now: 100 * hour })
  answers.save({ age: 40, where: ["neck:left"] })
  for (const [at, stale] of /** @type {[number, boolean][]} */ ([
    [100, false],
    [123, false],
    [124, true],
    [99, true],
  ])) {
    t.mock.timers.setTime(at * hour)
    assert.equal(answers.load()?.stale, stale, `at ${at}`)
  }
})

test("every form's answers are found, a fork's own too; grown old they ask of safety anew, and nothing else is lost", () => {
  device()
  for (const form of ["quick", "posture"]) new AnswerShelf("../", form).save({ age: 40 })
  shelf("answers-not").save([1])
  shelf("answers", "../below/").save([1])
  assert.deepEqual(
    AnswerShelf.all("../")
      .map(({ form }) => form)
      .sort(),
    ["posture", "quick"],
  )
  for (const answers of AnswerShelf.all("../")) answers.age()
  assert.deepEqual(new AnswerShelf("../", "posture").load(), { answers: { age: 40 }, stale: true, on: dayHere() })
  for (const answers of AnswerShelf.all("../")) answers.erase()
  assert.deepEqual(AnswerShelf.all("../"), [])
})

test("of kept answers only what could be one comes back", () => {
  device()
  const answers = new AnswerShelf("../", "quick")
  answers.shelf.write('{"at":0,"answers":{"a":1,"b":{"left":2,"up":3},"c":{"left":["x"]},"d":[["x"]],"e":null}}')
  assert.deepEqual(answers.load()?.answers, { a: 1, c: { left: ["x"] } })
  assert.ok(tookAside())
})

test("answers know the day on which they were begun, whenever one is changed", (t) => {
  device()
  const answers = new AnswerShelf("../", "quick")
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-29T12:00Z") })
  answers.save({ age: 40 }, { on: "2026-11-28" })
  assert.equal(answers.load()?.on, "2026-11-28")
  answers.shelf.write(`{"answers":{"age":40},"at":${Date.parse("2026-11-20T12:00Z")}}`) // as it was kept before
  assert.equal(answers.load()?.on, "2026-11-20")
  answers.without(["age"])
  assert.deepEqual(answers.load(), { answers: {}, stale: true, on: "2026-11-20" })
})

test("what is damaged twice is set aside twice", () => {
  const kept = device()
  for (const text of ["[1,", "{2", "{2"]) {
    shelf().write(text)
    assert.equal(shelf().load(), null)
  }
  assert.deepEqual([...kept.values()], ["[1,", "{2"])
  shelf().erase()
  assert.equal(kept.size, 0)
})

test("erasing a site spares one that is published below it under its own word", async () => {
  device()
  shelf("numbers", "/").save([1])
  shelf("numbers", "/counterpoise/").save([2])
  assert.ok(await eraseAll("/"))
  assert.equal(shelf("numbers", "/").load(), null)
  assert.deepEqual(shelf("numbers", "/counterpoise/").load(), [2])
})
