// The trainer's clients, on this device only. No DOM.

import { Entries, idOfName, MOST_ID, soundEntries } from "../kept/entries.mjs"

/** @typedef {{ id: string, kind: "client", name: string, pack: string }} Client   an entry with the id of its pack, or "" */

export const MOST = 500

/** @param {string} root */
export const rosterOf = (root) => new Entries(root, "roster", soundClients)

/**
 * Whatever a shelf or a file held -> clients. Those without an id named their pack by its name.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} [odd]
 * @returns {Client[]}
 */
export const soundClients = (raw, odd = () => null) => soundEntries(raw, "client", rest, MOST, odd)

/** @param {any} raw */
function rest({ id, pack }) {
  if (typeof pack !== "string") return null
  return { pack: id === undefined && pack ? idOfName(pack) : pack.slice(0, MOST_ID) }
}
