// What the readers of everything that is kept on a device make of odd texts: run by tests/browser/test_odd_values.py under Node.
//
//   node tests/odd_values.mjs < texts > lines     each line in: a JSON string, the text that stands on every shelf;
//                                                 each line out: {shelf: [value, set aside, value when read again]}

import process from "node:process"
import { createInterface } from "node:readline"

import { device } from "./scripts/device.mjs"

const kept = device()
const from = (name) => import(`../site_overrides/assets/counterpoise/${name}.mjs`)
const [
  { Shelf, AnswerShelf, tookAside },
  packs,
  { rosterOf },
  { kitShelf, letterhead },
  transfer,
  { peopleOf, remembering },
  sessions,
  clock,
  results,
  { Desk },
  { Plans },
  { OwnExercises },
  { Picks },
  { sendingOf },
  { dueFrom },
  { unwanted },
] = await Promise.all(
  [
    "kept/shelf",
    "trainer/packs",
    "trainer/roster",
    "trainer/kit",
    "trainer/transfer",
    "kept/people",
    "kept/sessions",
    "player/clock",
    "kept/results",
    "kept/desk",
    "kept/plans",
    "kept/own",
    "trainer/picks",
    "kept/sending",
    "kept/copy",
    "kept/offline",
  ].map(from),
)
const ROOT = "../"
const desk = new Desk(ROOT, "quick", "")
const shelves = {
  draft: new Shelf(ROOT, "draft", packs.sound),
  packs: packs.packsOf(ROOT).shelf,
  roster: rosterOf(ROOT).shelf,
  brand: kitShelf(ROOT),
  quick: new AnswerShelf(ROOT, "quick"),
  full: new AnswerShelf(ROOT, "full"),
  plan: new AnswerShelf(ROOT, "plan"),
  people: peopleOf(ROOT).shelf,
  sessions: new sessions.Sessions(ROOT).shelf,
  playing: sessions.playingOf(ROOT),
  routine: sessions.routineOf(ROOT),
  player: sessions.choicesOf(ROOT),
  results: new results.Results(ROOT).shelf,
  activities: desk.activities,
  shape: desk.shape,
  plans: new Plans(ROOT).shelf,
  own: new OwnExercises(ROOT).shelf,
  picks: new Picks(ROOT).shelf,
  sending: sendingOf(ROOT),
  copied: dueFrom(ROOT)[0],
  offline: unwanted(ROOT),
}

/**
 * What pages do with what they read.
 * @param {Record<string, any>} values
 */
function used({ draft, packs: list, roster, brand, people, sessions: done, playing }) {
  letterhead({ name: "Site" }, brand)
  if (JSON.stringify(shelves.sessions.read([...(done ?? []), ...(done ?? [])])) !== JSON.stringify(done ?? []))
    throw new Error("merged")
  const state = playing && clock.restored(playing.session, playing.state)
  if (state) clock.view(playing.session, clock.step(playing.session, clock.resume(state, 0), 1e6), 1e6)
  for (const one of people ?? []) remembering(people, one, one.kept)
  for (const plan of [draft, ...(list ?? []).map((pack) => pack.plan)].filter(Boolean))
    packs.request(packs.without(plan, []), {})
  for (const collection of [packs.packsOf(ROOT), rosterOf(ROOT)]) collection.list()
  const here = { packs: list ?? [], clients: roster ?? [], kit: brand }
  const moved = transfer.imported(transfer.exported(here))
  if (moved.fault || moved.odd || transfer.merging(moved, here).news.length)
    throw new Error("a saved file is not read back")
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const text = JSON.parse(line)
  const told = {}
  for (const [name, shelf] of Object.entries(shelves)) {
    kept.clear()
    ;(shelf.shelf ?? shelf).write(text)
    const value = shelf.load()
    const aside = tookAside()
    const again = shelf.load()
    if (tookAside()) throw new Error(`${name} is told twice of ${line.slice(0, 200)}`)
    if (aside && [...kept.values()].filter((one) => one === text).length !== 1)
      throw new Error(`${name} lost ${line.slice(0, 200)}`)
    told[name] = [value, aside, again]
  }
  used(Object.fromEntries(Object.entries(told).map(([name, [value]]) => [name, value])))
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
