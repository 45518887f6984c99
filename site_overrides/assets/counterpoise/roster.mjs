// The trainer's clients: a name and the pack each one has, on this device only. No DOM.
//
//   client   {name, pack}; the file that moves everything to another device also holds the packs and the brand kit

import { soundKit } from "./kit.mjs"
import { soundPacks } from "./packs.mjs"
import { Shelf } from "./shelf.mjs"

export const MOST = 500
const MOST_NAME = 80
const FORMAT = 1

export class Roster {
  #shelf

  constructor(root) {
    this.#shelf = new Shelf(root, "roster")
  }

  /** By name; Client 2 before Client 10. */
  list() {
    return soundClients(this.#shelf.load()).sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  }

  /** Whether there is room for them. */
  fits(clients) {
    return this.#with(clients).length <= MOST
  }

  /** Those of the same name take its place. False when that is too many, or the browser does not let us. */
  put(clients) {
    return this.fits(clients) && this.#shelf.save(this.#with(clients))
  }

  remove(name) {
    return this.#shelf.save(this.list().filter((client) => client.name !== name))
  }

  #with(clients) {
    return soundClients([...this.list(), ...clients])
  }
}

/** Whatever a shelf or a file held -> clients, the last of each name. */
function soundClients(raw) {
  const found = (Array.isArray(raw) ? raw : []).filter(isClient).map(({ name, pack }) => [name.slice(0, MOST_NAME), pack])
  return [...new Map(found)].map(([name, pack]) => ({ name, pack }))
}

const isClient = (raw) => typeof raw?.name === "string" && raw.name.length > 0 && typeof raw.pack === "string"

/** All that is kept here, as the text of a file. */
export const exported = (clients, packs, kit) => JSON.stringify({ counterpoise: FORMAT, clients, packs, kit }, null, 1)

/** {clients, packs, kit}, or null when the text is no such file. */
export function imported(text) {
  try {
    const { counterpoise, clients, packs, kit } = JSON.parse(text)
    if (counterpoise !== FORMAT || !Array.isArray(clients) || !Array.isArray(packs)) return null
    return { clients: soundClients(clients), packs: soundPacks(packs), kit: soundKit(kit) }
  } catch {
    return null
  }
}
