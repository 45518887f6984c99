// Which parts of a sheet stand on which page.

import assert from "node:assert/strict"
import { test } from "node:test"
import { broken } from "../../site_overrides/assets/counterpoise/result/paging.mjs"

test("as many parts on a page as there is room for, in their order", () => {
  assert.deepEqual(broken([40, 60, 50, 50, 50], 100), [[0, 1], [2, 3], [4]])
  assert.deepEqual(broken([10, 20], 100), [[0, 1]])
  assert.deepEqual(broken([], 100), [[]])
})

test("a part that is higher than a page has one for itself", () => {
  assert.deepEqual(broken([150, 30, 150, 20], 100), [[0], [1], [2], [3]])
})

test("no last page is nearly empty where a part before can go on to it", () => {
  assert.deepEqual(broken([30, 30, 30, 20], 100), [
    [0, 1],
    [2, 3],
  ])
  assert.deepEqual(broken([90, 20], 100), [[0], [1]], "nothing to go on")
  assert.deepEqual(broken([10, 85, 20], 100), [[0, 1], [2]], "the page before would be emptier")
})
