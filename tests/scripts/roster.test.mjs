import assert from "node:assert/strict"
import { test } from "node:test"

import { rosterOf } from "../../site_overrides/assets/counterpoise/trainer/roster.mjs"
import { merging } from "../../site_overrides/assets/counterpoise/trainer/transfer.mjs"
import { device } from "./device.mjs"
import { TABLES } from "./tables.mjs"

/** @param {any[]} raw */
function read(raw) {
  device()
  return rosterOf("../").shelf.read(raw) ?? []
}

test("a client from before there were ids has the pack of that name, one with an id the pack of that id", () => {
  const [ann, bob, eve] = read([
    { name: "Ann", pack: "Desk" },
    { id: "b", name: "Bob", pack: "p" },
    { name: "Eve", pack: "" },
    { name: "Who has no pack at all" },
  ])
  assert.deepEqual(ann, { id: "name:Ann", kind: "client", name: "Ann", pack: "name:Desk" })
  assert.deepEqual(bob, { id: "b", kind: "client", name: "Bob", pack: "p" })
  assert.equal(eve.pack, "")
})

test("what came back from a client is kept beside the name; what is no reply is not", () => {
  const [ann, bob] = read([
    { id: "a", name: "Ann", pack: "p", reply: "r10000000a.oabc.d3.abcdef", since: "2026-11-29" },
    { id: "b", name: "Bob", pack: "p", reply: "<b>", since: "yesterday" },
  ])
  assert.deepEqual([ann.reply, ann.since], ["r10000000a.oabc.d3.abcdef", "2026-11-29"])
  assert.deepEqual(bob, { id: "b", kind: "client", name: "Bob", pack: "p" })
})

test("a file from before a client replied changes nothing of the reply", () => {
  const ann = read([{ id: "a", name: "Ann", pack: "", reply: "r10000000a.oabc.d3.abcdef" }])
  const { reply, ...bare } = ann[0]
  const here = { clients: ann, packs: [], kit: null }
  assert.deepEqual(merging({ clients: [bare], packs: [], kit: null }, here).clients, [])
  const [[, kept]] = merging({ clients: [{ ...bare, name: "Anne" }], packs: [], kit: null }, here).clients
  assert.deepEqual([kept?.name, kept?.reply], ["Anne", reply])
})

test("of what came back from a client the later stands, whichever of the two a file brings", () => {
  /** @returns {ReturnType<typeof read>[0]} */
  const ann = (/** @type {string} */ reply) => read([{ id: "a", name: "Ann", pack: "", reply }])[0]
  const brought = (/** @type {ReturnType<typeof ann>} */ one, /** @type {ReturnType<typeof ann>} */ here) =>
    merging({ clients: [one], packs: [], kit: null }, { clients: [here], packs: [], kit: null }).clients
  for (const [i, text] of TABLES.replies.slice(1).entries()) {
    const [before, later] = [ann(TABLES.replies[i]), ann(text)]
    assert.deepEqual(brought(before, later), [], "an older one changes nothing")
    const [[, named]] = brought({ ...before, name: "Anne" }, later)
    assert.deepEqual([named?.name, named?.reply], ["Anne", later.reply])
    assert.equal(brought(later, before)[0][1]?.reply, later.reply)
  }
})
