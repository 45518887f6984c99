import assert from "node:assert/strict"
import { test } from "node:test"

import { changed } from "../../site_overrides/assets/counterpoise/kept/entries.mjs"
import { exported, imported, merging } from "../../site_overrides/assets/counterpoise/trainer/transfer.mjs"

const PLAN = { days: 3, cautions: [], items: [{ card: "chin-tuck" }] }

/** @typedef {import("../../site_overrides/assets/counterpoise/trainer/transfer.mjs").Here} Here */

/** @returns {Here["packs"][0]} */
const pack = (/** @type {string} */ id, name = id) => ({ id, kind: "pack", name, plan: PLAN })

/** @returns {Here["clients"][0]} */
const client = (/** @type {string} */ id, name = id, of = "") => ({ id, kind: "client", name, pack: of })

/** @returns {Here} */
const here = (some = {}) => ({ clients: [], packs: [], kit: null, ...some })

test("what was saved is read back whole, and changes nothing where it came from", () => {
  const kept = here({
    clients: [client("c", "Ann", "p")],
    packs: [pack("p", "Desk")],
    kit: { id: "k", kind: "kit", name: "North", primary: "#7a1f5c", paper: "a4" },
  })
  const found = imported(exported(kept))
  assert.ok(found.fault === undefined)
  assert.equal(found.odd, 0)
  assert.deepEqual({ clients: found.clients, packs: found.packs, kit: found.kit }, kept)
  const { news, packs, clients, kit } = merging(found, kept)
  assert.deepEqual([news, packs, clients, kit], [[], [], [], null])
})

test("the same id is replaced, the same name comes beside it, and nothing else goes", () => {
  const mine = here({ clients: [client("a", "Ann"), client("b", "Bob"), client("z", "Zoe")] })
  const found = here({ clients: [client("a", "Anna"), client("n", "bob"), client("e", "Eve")] })
  const { news, clients } = merging(found, mine)
  assert.deepEqual(news, [
    { how: "client-added", names: ["Eve"] },
    { how: "client-replaced", names: ["Ann → Anna"] },
    { how: "client-beside", names: ["bob"], to: "bob (2)" },
  ])
  assert.deepEqual(
    changed(mine.clients, clients).map(({ name }) => name),
    ["Anna", "Bob", "Zoe", "bob (2)", "Eve"],
  )
})

test("two of one id are both there, and what takes the place of a renamed one names it", () => {
  const file = { counterpoise: 2, clients: [client("a", "Ann"), client("a", "Bob")], packs: [], kit: null }
  const found = imported(JSON.stringify(file))
  assert.ok(found.fault === undefined)
  assert.deepEqual(
    found.clients.map(({ id, name }) => [id, name]),
    [
      ["a", "Ann"],
      ["a~2", "Bob"],
    ],
  )
  const { news } = merging(here({ packs: [pack("p", "Desk")] }), here({ packs: [pack("p", "Office")] }))
  assert.deepEqual(news, [{ how: "pack-replaced", names: ["Office → Desk"] }])
})

test("of a file that knew packs by name, two that begin alike stay two", () => {
  const [one, other] = ["a", "b"].map((end) => "x".repeat(80) + end)
  const packs = [one, other].map((name) => ({ name, plan: PLAN }))
  const clients = [one, other].map((name, i) => ({ name: `client ${i}`, pack: name }))
  const found = imported(JSON.stringify({ counterpoise: 1, clients, packs }))
  assert.ok(found.fault === undefined)
  assert.deepEqual(
    found.clients.map((one) => one.pack),
    found.packs.map(({ id }) => id),
  )
  assert.equal(new Set(found.packs.map(({ id }) => id)).size, 2)
})

test("two in a file that look alike do not take one name", () => {
  const { packs } = merging(here({ packs: [pack("1", "Desk"), pack("2", "DESK")] }), here())
  assert.deepEqual(
    packs.map(([, kept]) => kept?.name),
    ["Desk", "DESK (2)"],
  )
})

test("a kit takes the place of the one that is here, under its id; one that says the same is no news", () => {
  const mine = here({ kit: { id: "k", kind: "kit", name: "North", tagline: "" } })
  const same = merging(here({ kit: { id: "other", kind: "kit", name: "North" } }), mine)
  assert.deepEqual([same.kit, same.news], [null, []])
  const other = merging(here({ kit: { id: "other", kind: "kit", name: "South" } }), mine)
  assert.equal(other.kit?.id, "k")
  assert.deepEqual(other.news, [{ how: "kit-replaced", names: ["South"] }])
})

test("too many together are refused; as many as fit are not", () => {
  const many = (/** @type {number} */ n, of = "c") => Array.from({ length: n }, (_, i) => client(`${of}${i}`))
  const mine = here({ clients: many(300) })
  assert.equal(merging(here({ clients: many(200, "d") }), mine).fault, false)
  assert.equal(merging(here({ clients: many(201, "d") }), mine).fault, "full")
})

test("a file that is none, or newer, or over-full says so; an odd part is counted, the rest is read", () => {
  const file = (some = {}) => imported(JSON.stringify({ counterpoise: 2, clients: [], packs: [], kit: null, ...some }))
  for (const text of ["", "[]", "null", '{"counterpoise":2}', '{"counterpoise":0,"clients":[],"packs":[]}']) {
    assert.deepEqual(imported(text), { fault: "no-file" }, text)
  }
  assert.deepEqual(file({ counterpoise: 4 }), { fault: "newer" })
  assert.deepEqual(file({ clients: Array(501).fill(client("c")) }), { fault: "full" })
  assert.deepEqual(file({ packs: Array(501).fill(pack("p")) }), { fault: "full-packs" })
  const found = file({ packs: [pack("p"), { name: "No plan" }], kit: { name: "North", primary: "red" } })
  assert.ok(found.fault === undefined)
  assert.deepEqual([found.packs.length, found.kit?.name, found.odd], [1, "North", 3])
})

test("a file of format 1, which knew names alone, keeps a client with its pack", () => {
  const text = JSON.stringify({
    counterpoise: 1,
    clients: [{ name: "Bob", pack: "Old" }],
    packs: [{ name: "Old", plan: PLAN }],
  })
  const found = imported(text)
  assert.ok(found.fault === undefined)
  assert.equal(found.clients[0].pack, found.packs[0].id)
})
