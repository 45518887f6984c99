import assert from "node:assert/strict"
import { test } from "node:test"

import { raster } from "../../site_overrides/assets/counterpoise/trainer/raster.mjs"
import { TABLES } from "./tables.mjs"

test("pictures are read as the generator reads them, the damaged ones too", () => {
  assert.ok(TABLES.pictures.some((/** @type {any[]} */ [, read]) => read === null))
  for (const [text, read] of TABLES.pictures) {
    const bytes = Uint8Array.from(Buffer.from(text, "base64"))
    assert.deepEqual(raster(bytes), read, text)
  }
})
