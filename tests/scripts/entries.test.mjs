import assert from "node:assert/strict"
import { test } from "node:test"

import {
  changed,
  Entries,
  freeName,
  looks,
  namesake,
  same,
  soundEntries,
  undoing,
} from "../../site_overrides/assets/counterpoise/kept/entries.mjs"
import { device } from "./device.mjs"
import { TABLES } from "./tables.mjs"

/** @returns {{ id: string, kind: "client", name: string }} */
const entry = (/** @type {string} */ id, name = id) => ({ id, kind: "client", name })

test("names look alike as the table says", () => {
  const rows = [...TABLES.names.of, TABLES.names.nothing]
  const seen = rows.map((/** @type {string[]} */ row) => [...new Set(row.map(looks))])
  assert.deepEqual(
    seen.filter((texts) => texts.length > 1),
    [],
  )
  assert.equal(new Set(seen.flat()).size, rows.length)
  assert.deepEqual(seen.at(-1), [""])
})

test("the very name comes before one that only looks like it", () => {
  const entries = [entry("1", "ANN"), entry("2", "Ann"), entry("3", "Bob")]
  assert.equal(namesake("Ann", entries)?.id, "2")
  assert.equal(namesake("ann", entries)?.id, "1")
  assert.equal(namesake("Eve", entries), undefined)
})

test("a taken name gets the first free number, and stays short enough to be kept", () => {
  assert.equal(freeName("Ann", []), "Ann")
  assert.equal(freeName("ann", [entry("1", "Ann"), entry("2", "ANN (2)")]), "ann (3)")
  const long = "x".repeat(80)
  const free = freeName(long, [entry("1", long)])
  assert.ok(free.length <= 80 && free.endsWith(" (2)"), free)
})

test("what another tab changed meanwhile stays when a change is undone", () => {
  const kept = device()
  /** @type {Entries<any>} */
  const entries = new Entries("../", "roster", (raw) => raw)
  const ann = { ...entry("a", "Ann"), pack: "" }
  kept.set("/counterpoise/roster/1", JSON.stringify([ann, entry("b", "Bob"), entry("c", "Cy"), entry("d", "Di")]))
  const back = entries.change([
    ["a", { ...ann, pack: "p" }],
    ["b", null],
    ["c", entry("c", "Cyd")],
    ["d", entry("d", "Dia")],
    ["e", entry("e", "Eve")],
  ])
  entries.change([
    ["a", { ...ann, pack: "p", reply: "r1" }], // another tab
    ["b", entry("b", "Bob again")],
    ["c", null],
    ["d", entry("d", "Diana")],
    ["e", { ...entry("e", "Eve"), pack: "q" }],
  ])
  entries.change(back ?? [])
  const names = entries.list().map(({ name }) => name)
  assert.deepEqual(entries.find("a"), { ...ann, reply: "r1" })
  assert.deepEqual(names, ["Ann", "Bob again", "Diana", "Eve"])
})

test("what undoes changes leads back to where it was, whatever they were", () => {
  const before = [entry("1", "Ann"), entry("2", "Bob")]
  /** @type {[string, ReturnType<typeof entry> | null][]} */
  const changes = [
    ["1", null],
    ["2", entry("2", "Bobby")],
    ["3", entry("3", "Eve")],
  ]
  const after = changed(before, changes)
  assert.deepEqual(
    after.map(({ name }) => name),
    ["Bobby", "Eve"],
  )
  const back = changed(after, undoing(before, changes))
  assert.deepEqual(
    back.sort((a, b) => a.id.localeCompare(b.id)),
    before,
  )
})

test("what says the same is the same, in whatever order; what is empty says nothing", () => {
  assert.ok(same({ a: 1, b: { c: [1, "2"], d: 3 } }, { b: { d: 3, c: [1, "2"] }, a: 1 }))
  assert.ok(same({ name: "North", tagline: "", logo: null }, { name: "North", paper: undefined }))
  const others = [
    [1, "1"],
    [0, ""],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, null],
    ["a", { 0: "a" }],
  ]
  for (const [one, other] of others) {
    assert.ok(!same(one, other), JSON.stringify([one, other]))
    assert.ok(!same(other, one), JSON.stringify([other, one]))
  }
})

test("of entries with one id none is lost; those without are known by their names; no more than fit are read", () => {
  let odd = 0
  const note = () => {
    odd += 1
    return null
  }
  const raw = [
    { id: "1", name: "Ann" },
    { id: "1", name: "Anna" },
    { name: "Bob" },
    { id: "4", name: " \u200b" },
    { name: "Eve" },
  ]
  const read = soundEntries(raw, "client", () => ({}), 3, note)
  assert.deepEqual(
    read.map(({ id, name }) => [id, name]),
    [
      ["1", "Ann"],
      ["1~2", "Anna"],
      ["name:Bob", "Bob"],
    ],
  )
  assert.equal(odd, 2)
})

test("a list goes by number where names have one, and changes nothing that it cannot keep", () => {
  device(200)
  const entries = new Entries("../", "roster", (raw, odd) => soundEntries(raw, "client", () => ({}), 9, odd))
  const [ten, two] = [entry("a", "Client 10"), entry("b", "Client 2")]
  assert.deepEqual(
    entries.change([
      ["a", ten],
      ["b", two],
    ]),
    [
      ["a", null, ten],
      ["b", null, two],
    ],
  )
  assert.deepEqual(
    entries.list().map(({ name }) => name),
    ["Client 2", "Client 10"],
  )
  assert.equal(entries.change([["c", entry("c", "x".repeat(200))]]), null)
  assert.equal(entries.list().length, 2)
})
