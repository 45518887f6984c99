// The trainer's clients: a name and the pack each one has, on this device only. No DOM.
//
//   client   {name, pack}; the file that moves everything to another device also holds the packs and the brand kit

import { soundKit } from "./kit.mjs"
import { sound } from "./packs.mjs"
import { Shelf } from "./shelf.mjs"

export const MOST = 500
const FORMAT = 1

export class Roster {
  #shelf

  constructor(root) {
    this.#shelf = new Shelf(root, "roster")
  }

  /** By name; Client 2 before Client 10. */
  list() {
    const kept = this.#shelf.load()
    return (Array.isArray(kept) ? kept : []).filter(isClient).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  }

  /** Those of the same name take its place. False when the browser does not let us. */
  put(...clients) {
    const names = new Set(clients.map(({ name }) => name))
    return this.#shelf.save([...this.list().filter(({ name }) => !names.has(name)), ...clients].slice(0, MOST))
  }

  remove(name) {
    return this.#shelf.save(this.list().filter((client) => client.name !== name))
  }

  erase() {
    return this.#shelf.erase()
  }
}

const isClient = (raw) => typeof raw?.name === "string" && raw.name.length > 0 && typeof raw.pack === "string"

/** All that is kept here, as the text of a file. */
export const exported = (clients, packs, kit) => JSON.stringify({ counterpoise: FORMAT, clients, packs, kit }, null, 1)

/** {clients, packs, kit}, or null when the text is no such file. */
export function imported(text) {
  try {
    const { counterpoise, clients, packs, kit } = JSON.parse(text)
    if (counterpoise !== FORMAT || !Array.isArray(clients) || !Array.isArray(packs)) return null
    const plans = packs.map(({ name, plan }) => ({ name: String(name), plan: sound(plan) })).filter(({ plan }) => plan)
    const people = clients.filter(isClient).map(({ name, pack }) => ({ name: name.slice(0, 80), pack }))
    return { clients: people, packs: plans, kit: soundKit(kit) }
  } catch {
    return null
  }
}
