// The plan that is worked on: kept on this device after each change, and every change can be undone, back to where the
// page was opened. What of it Python refused is not kept: it stays in the plan, to be mended. No DOM.

import { same } from "../kept/entries.mjs"
import { Shelf } from "../kept/shelf.mjs"
import { sound } from "./packs.mjs"

/** @typedef {import("./packs.mjs").Plan} Plan */

export class Draft {
  /** @type {{ plan: Plan, apart: boolean }[]} */
  #before = []
  /** @type {Plan} */
  plan
  #there // what the shelf holds, as far as this page knows
  #mine = false // whether this page wrote that

  /**
   * @param {string} root
   * @param {Plan} plan where nothing is kept
   */
  constructor(root, plan) {
    this.shelf = new Shelf(root, "draft", sound)
    this.#there = this.shelf.load()
    this.plan = this.#there ?? plan
  }

  get undoable() {
    return this.#before.length > 0
  }

  /**
   * `apart`: it is another plan, not a change of this one. False when the browser does not keep it.
   * @param {Plan} plan
   * @param {boolean} [apart]
   */
  put(plan, apart = false) {
    if (!same(plan, this.plan)) this.#before.push({ plan: this.plan, apart })
    return this.#keep(plan)
  }

  /** @param {Plan} plan */
  #keep(plan) {
    this.plan = plan
    return this.#write(plan)
  }

  /** @param {Plan} plan */
  #write(plan) {
    const fitting = this.shelf.read(plan) // a text where a number belongs is for Python alone
    this.#mine = this.shelf.save(fitting)
    if (this.#mine) this.#there = fitting
    return this.#mine
  }

  /**
   * The plan was judged: only what can be used of it is kept from now, by the page that wrote it.
   * @param {Plan} sound
   */
  settle(sound) {
    if (this.#mine && sound !== this.plan) this.#write(sound)
  }

  /** What another tab made of it meanwhile goes on here, and can be undone as another plan. Whether there was any. */
  meet() {
    const found = this.shelf.load()
    if (!found || same(found, this.#there) || same(found, this.plan)) return false
    this.#before.push({ plan: this.plan, apart: true })
    this.plan = found
    this.#there = found
    this.#mine = false
    return true
  }

  /** The plan before the last change, and whether it was another one; null where nothing was changed. */
  undo() {
    const found = this.#before.pop()
    return found ? { apart: found.apart, kept: this.#keep(found.plan) } : null
  }
}
