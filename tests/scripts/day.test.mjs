// A day that a page takes is one that the door takes.

import assert from "node:assert/strict"
import { test } from "node:test"

import { dayAfter, daysAgo, isDay } from "../../site_overrides/assets/counterpoise/day.mjs"
import { TABLES } from "./tables.mjs"

test("what is a day is the same on both sides", () => {
  for (const [text, is] of TABLES.days) assert.equal(isDay(text), is, text)
  for (const odd of [null, 20261129, ["2026-11-29"], {}]) assert.equal(isDay(odd), false)
})

test("so many days before or after is that day, also where clocks were put forward or back on the way", () => {
  const { TZ } = process.env
  process.env.TZ = "Europe/Berlin"
  assert.equal(daysAgo(28, new Date("2026-04-05T00:30:00+02:00")), "2026-03-08")
  assert.equal(daysAgo(28, new Date("2026-11-01T23:30:00+01:00")), "2026-10-04")
  if (TZ === undefined) delete process.env.TZ
  else process.env.TZ = TZ
  assert.equal(dayAfter("2026-03-08", 28), "2026-04-05")
  assert.equal(dayAfter("2026-12-31", 1), "2027-01-01")
})
