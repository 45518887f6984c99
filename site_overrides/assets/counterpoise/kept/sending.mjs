// What a device sends back to a trainer: who it is (a number made up here), and what its owner chose to show. No DOM.
// The text of a reply is Python's (quiz/sessions/post.py).

import { newId } from "./entries.mjs"
import { isText, Shelf } from "./shelf.mjs"

/** @typedef {{ sender: string, shown: string[] }} Choice */

const PARTS = ["ache", "marks", "activities"]
const MOST_ID = 64

/** The address of a reply: its text stands behind #, which is never sent to any server. */
export const replyUrl = (root, text) => new URL(`${root}brand-kit/#${text}`, document.baseURI).href

/** @param {string} root */
export const sendingOf = (root) => new Shelf(root, "sending", soundChoice)

/**
 * @param {any} raw
 * @param {import("./shelf.mjs").Odd} odd
 * @returns {Choice | null}
 */
function soundChoice(raw, odd) {
  const { sender, shown } = Object(raw)
  if (!isText(sender, MOST_ID) || !Array.isArray(shown)) return odd()
  return { sender, shown: PARTS.filter((part) => shown.includes(part)) }
}

/**
 * What was chosen the last time; nothing is shown that was not ticked.
 * @param {string} root
 * @returns {Choice}
 */
export const chosen = (root) => sendingOf(root).load() ?? { sender: newId(), shown: [] }

/**
 * @param {string} root
 * @param {Choice} choice
 */
export const choose = (root, choice) => sendingOf(root).save(choice)
