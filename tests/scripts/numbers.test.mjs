import assert from "node:assert/strict"
import { test } from "node:test"

import { numberFault, numberOf } from "../../site_overrides/assets/counterpoise/form/numbers.mjs"

const READ = new Map([
  ["", null],
  ["  ", null],
  ["3", 3],
  [" 12 ", 12],
  ["2.5", 2.5],
  ["1,5", 1.5],
  ["0,75", 0.75],
  ["1.500", 1.5],
  ["0,500", 0.5],
  ["-2", -2],
  ["\u22122,5", -2.5],
  ["+4", 4],
  ["\uff13\uff0c\uff15", 3.5],
  ["1 000", 1000],
])
const NONE = ["1,500", "12,000", "1.000,5", "1,2,3", "five", "5e3", "0x10", ".5", "5.", "1/2", "9".repeat(30), "3 cm"]

test("numbers are read as people mean them", () => {
  for (const [value, number] of READ) assert.equal(numberOf({ value }), number, value)
  for (const value of NONE) assert.ok(Number.isNaN(numberOf({ value })), value)
})

test("a number that does not fit says why, and nothing typed says nothing", () => {
  const fault = (/** @type {string} */ value, whole = {}) =>
    numberFault({ value, dataset: { min: "1", max: "7", ...whole } })
  assert.equal(fault(""), null)
  assert.equal(fault("1,500"), "problem.unread")
  for (const value of ["0,9", "7,1", "-3"]) assert.equal(fault(value), "problem.range", value)
  for (const value of ["1", "7", "2,5"]) assert.equal(fault(value), null, value)
  assert.equal(fault("2,5", { whole: "" }), "problem.whole")
  assert.equal(fault("2,0", { whole: "" }), null)
})
