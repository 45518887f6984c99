import assert from "node:assert/strict"
import { test } from "node:test"

import { soundClients } from "../../site_overrides/assets/counterpoise/trainer/roster.mjs"

test("a client from before there were ids has the pack of that name, one with an id the pack of that id", () => {
  const [ann, bob, eve] = soundClients([
    { name: "Ann", pack: "Desk" },
    { id: "b", name: "Bob", pack: "p" },
    { name: "Eve", pack: "" },
    { name: "Who has no pack at all" },
  ])
  assert.deepEqual(ann, { id: "name:Ann", kind: "client", name: "Ann", pack: "name:Desk" })
  assert.deepEqual(bob, { id: "b", kind: "client", name: "Bob", pack: "p" })
  assert.equal(eve.pack, "")
})
