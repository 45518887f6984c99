import assert from "node:assert/strict"
import { test } from "node:test"

import { contrast, nearest } from "../../site_overrides/assets/counterpoise/trainer/colour.mjs"
import { TABLES } from "./tables.mjs"

test("contrast is reckoned as the generator does, to the same colour", () => {
  assert.ok(TABLES.colours.length >= 800)
  for (const [colour, surface, wanted, ratio, better] of TABLES.colours) {
    assert.ok(Math.abs(contrast(colour, surface) - ratio) < 1e-9, `${colour} on ${surface}`)
    assert.equal(nearest(colour, surface, wanted), better, `${colour} on ${surface}`)
  }
})
