// All that a trainer keeps here, as the text of a file for another device; and what reading such a file would change.
// No DOM.

import { changed, freeName, same } from "../kept/entries.mjs"
import { soundKit } from "./kit.mjs"
import { MOST_PACKS, soundPacks } from "./packs.mjs"
import { later, MOST, soundClients } from "./roster.mjs"

/**
 * @typedef {import("./packs.mjs").Pack} Pack
 * @typedef {import("./roster.mjs").Client} Client
 * @typedef {import("./kit.mjs").Kit} Kit
 * @typedef {{ clients: Client[], packs: Pack[], kit: Kit | null }} Here
 * @typedef {{ how: string, names: string[], to?: string }} News   `how`: one of the words below
 */

const FORMAT = 3 // 1 knew packs and clients by their names, 2 had no dose of its own in an item; they are read as well

/** @param {Here} kept */
export const exported = ({ clients, packs, kit }) =>
  JSON.stringify({ counterpoise: FORMAT, clients, packs, kit }, null, 1)

const PACK = { added: "pack-added", replaced: "pack-replaced", beside: "pack-beside" }
const CLIENT = { added: "client-added", replaced: "client-replaced", beside: "client-beside" }

/**
 * What a file holds, and how many of its parts cannot be used; or {fault: no-file | newer | full | full-packs}.
 * @param {string} text
 * @returns {(Here & { odd: number, fault?: undefined }) | { fault: string }}
 */
export function imported(text) {
  let raw
  try {
    raw = JSON.parse(text)
  } catch {
    return { fault: "no-file" }
  }
  const format = raw?.counterpoise
  if (!Number.isInteger(format) || format < 1 || !Array.isArray(raw.clients) || !Array.isArray(raw.packs))
    return { fault: "no-file" }
  if (format > FORMAT) return { fault: "newer" }
  if (raw.clients.length > MOST) return { fault: "full" }
  if (raw.packs.length > MOST_PACKS) return { fault: "full-packs" }
  let odd = 0
  const note = () => {
    odd += 1
    return null
  }
  return {
    clients: soundClients(raw.clients, note),
    packs: soundPacks(raw.packs, note),
    kit: raw.kit == null ? null : soundKit(raw.kit, note),
    odd, // counted by now
  }
}

/**
 * What a file changes in what is here: {packs, clients} as changes, kit (null: stays), and news. Nothing here goes but
 * for what the file has by the same id. fault: full | full-packs, where there would be too many.
 * @param {Here} found
 * @param {Here} here
 */
export function merging(found, here) {
  const packs = coming(PACK, found.packs, here.packs)
  const clients = coming(CLIENT, found.clients, here.clients)
  const news = [...packs.news, ...clients.news]
  const given = found.kit && { ...found.kit, id: here.kit?.id ?? found.kit.id }
  const kit = same(given, here.kit) ? null : given
  if (kit) news.push({ how: here.kit?.name ? "kit-replaced" : "kit-added", names: [kit.name] })
  const full = changed(here.clients, clients.changes).length > MOST && "full"
  const fault = full || (changed(here.packs, packs.changes).length > MOST_PACKS && "full-packs")
  return { packs: packs.changes, clients: clients.changes, kit, news, fault }
}

/**
 * @template {Pack | Client} E
 * @param {typeof PACK} words what is said of those added, replaced, or kept beside one of the same name
 * @param {E[]} entries
 * @param {E[]} here
 */
function coming(words, entries, here) {
  const ids = new Map(here.map((entry) => [entry.id, entry]))
  /** @type {import("../kept/entries.mjs").Changes<E>} */
  const changes = []
  /** @type {string[][]} */
  const [added, replaced] = [[], []]
  /** @type {News[]} */
  const beside = []
  const names = [...here]
  for (const entry of entries) {
    const was = ids.get(entry.id)
    if (was && same(was, withReply(entry, was))) continue
    const others = names.filter((other) => other.id !== entry.id)
    const name = freeName(entry.name, others)
    const kept = { ...withReply(entry, was), name }
    changes.push([entry.id, kept])
    names.push(kept)
    if (was) replaced.push(was.name === name ? name : `${was.name} → ${name}`)
    else if (name !== entry.name) beside.push({ how: words.beside, names: [entry.name], to: name })
    else added.push(name)
  }
  const lists = [
    [words.added, added],
    [words.replaced, replaced],
  ].filter(([, list]) => list.length)
  return { changes, news: [...lists.map(([how, list]) => ({ how, names: list })), ...beside] }
}

/**
 * What came back from a client stays where a file knows nothing of it, or of less than is here.
 * @template {any} E
 * @param {E} entry
 * @param {any} was
 * @returns {E}
 */
const withReply = (entry, was) =>
  was?.reply ? { .../** @type {any} */ (entry), reply: later(was.reply, /** @type {any} */ (entry).reply) } : entry
