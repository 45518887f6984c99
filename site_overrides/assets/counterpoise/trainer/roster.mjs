// The trainer's clients, on this device only. No DOM.

import { isDay } from "../day.mjs"
import { Entries, idOfName, MOST_ID, soundEntries } from "../kept/entries.mjs"
import { isText, MOST_TEXT } from "../kept/shelf.mjs"

/**
 * @typedef {{ id: string, kind: "client", name: string, pack: string, reply?: string, since?: string }} Client
 *   an entry with the id of its pack, or ""; what came back so far, as Python wrote it; from which day the pack is done
 */

export const MOST = 500

/** @param {string} root */
export const rosterOf = (root) => new Entries(root, "roster", soundClients)

/**
 * Whatever a shelf or a file held -> clients. Those without an id named their pack by its name.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Client[]}
 */
export const soundClients = (raw, odd) => soundEntries(raw, "client", rest, MOST, odd)

/** @param {any} raw */
function rest({ id, pack, reply, since }) {
  if (typeof pack !== "string") return null
  return {
    pack: id === undefined && pack ? idOfName(pack) : pack.slice(0, MOST_ID),
    ...(isReply(reply) ? { reply } : {}),
    ...(isDay(since) ? { since } : {}),
  }
}

/**
 * The reply that was sent last; of one day, the one that holds more.
 * @param {string} one
 * @param {string} [other]
 */
export function later(one, other = "") {
  const [day, another] = [sentOn(one), sentOn(other)]
  return another > day || (another === day && other.length > one.length) ? other : one
}

/**
 * A text that grows with the day: the text of a reply (quiz/sessions/post.py) has its lowest digit first.
 * @param {string} reply
 */
const sentOn = (reply) => [...(/\.o(\w{3})\./.exec(reply)?.[1] ?? "")].reverse().join("")

/** @param {any} raw */
const isReply = (raw) => isText(raw, MOST_TEXT) && /^r\d[\w.-]+$/.test(raw)
