// The plan that is worked on: kept on this device after each change, and every change can be undone, back to where the
// page was opened. No DOM.

import { Shelf } from "../kept/shelf.mjs"
import { sound } from "./packs.mjs"

/** @typedef {import("./packs.mjs").Plan} Plan */

export class Draft {
  /** @type {{ plan: Plan, apart: boolean }[]} */
  #before = []
  /** @type {Plan} */
  plan

  /**
   * @param {string} root
   * @param {Plan} plan where nothing is kept
   */
  constructor(root, plan) {
    this.shelf = new Shelf(root, "draft", sound)
    this.plan = this.shelf.load() ?? plan
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
    if (JSON.stringify(plan) !== JSON.stringify(this.plan)) this.#before.push({ plan: this.plan, apart })
    this.plan = plan
    return this.shelf.save(plan)
  }

  /** What another tab made of it meanwhile goes on here, and can be undone as another plan. Whether there was any. */
  meet() {
    const found = this.shelf.load()
    if (!found || JSON.stringify(found) === JSON.stringify(this.plan)) return false
    this.#before.push({ plan: this.plan, apart: true })
    this.plan = found
    return true
  }

  /** The plan before the last change, and whether it was another one; null where nothing was changed. */
  undo() {
    const found = this.#before.pop()
    if (!found) return null
    this.plan = found.plan
    return { apart: found.apart, kept: this.shelf.save(found.plan) }
  }
}
