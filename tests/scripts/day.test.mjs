// A day that a page takes is one that the door takes.

import assert from "node:assert/strict"
import { test } from "node:test"

import { isDay } from "../../site_overrides/assets/counterpoise/day.mjs"
import { TABLES } from "./tables.mjs"

test("what is a day is the same on both sides", () => {
  for (const [text, is] of TABLES.days) assert.equal(isDay(text), is, text)
  for (const odd of [null, 20261129, ["2026-11-29"], {}]) assert.equal(isDay(odd), false)
})
