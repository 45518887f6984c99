// The trainer's clients, on this device only. No DOM.
//
//   client   an entry (see entries.mjs) with the id of the pack that they have, or "": {id, kind: "client", name, pack}

import { Entries, idOfName, MOST_ID, soundEntries } from "../kept/entries.mjs"

export const MOST = 500

export const rosterOf = (root) => new Entries(root, "roster", soundClients)

/** Whatever a shelf or a file held -> clients. Those without an id named their pack by its name. */
export const soundClients = (raw, odd = () => null) => soundEntries(raw, "client", rest, MOST, odd)

function rest({ id, pack }) {
  if (typeof pack !== "string") return null
  return { pack: id === undefined && pack ? idOfName(pack) : pack.slice(0, MOST_ID) }
}
