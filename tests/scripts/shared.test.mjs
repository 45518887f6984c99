import assert from "node:assert/strict"
import { test } from "node:test"

import { Shared } from "../../site_overrides/assets/counterpoise/form/shared.mjs"

/** A form that asks for words, one a question, as answers.mjs asks a page of it. */
function form(/** @type {string[]} */ ...ids) {
  const asked = ids.map((question) => {
    const words = { value: "", dataset: {} }
    const all = (/** @type {string} */ what) => (what === "[data-side]" ? [] : [words])
    const dataset = { question, kind: "text" }
    return { words, dataset, querySelectorAll: all, querySelector: () => words, hasAttribute: () => false }
  })
  const words = () => asked.map(({ words: { value } }) => value)
  return { form: /** @type {Part} */ (/** @type {unknown} */ ({ querySelectorAll: () => asked })), words }
}

test("what another tab answers is filled in, and the answers that were begun with stay what they were", () => {
  const { form: asked, words } = form("work", "sport")
  let there = { work: "sitting", sport: "none" }
  const shared = new Shared(
    asked,
    () => there,
    () => true,
  )
  const left = { work: "sitting", sport: "none" }
  shared.begin(left)
  asked.querySelectorAll("").forEach((q, n) => {
    q.querySelector("textarea").value = ["sitting", "none"][n]
  })
  there = { work: "standing", sport: "none" }
  assert.ok(shared.meet())
  assert.deepEqual(words(), ["standing", "none"])
  assert.deepEqual(left, { work: "sitting", sport: "none" })
  assert.ok(!shared.meet())
})
