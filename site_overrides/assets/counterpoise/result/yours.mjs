// A plan that its holder has changed: from which it was made, how, and where this device keeps it. Each change keeps a
// copy of one's own; the plan as it was sent stays what it is, under its own address.

import { dayHere } from "../day.mjs"
import { newId } from "../kept/entries.mjs"
import { Plans } from "../kept/plans.mjs"

export class Yours {
  sent = "" // the text of the plan that was not changed yet
  /** @type {import("./shaping.mjs").Shape} */
  shape = null
  #plans
  #name
  #id = ""
  #fresh = false // begun on this page

  /**
   * What it is shaped by is kept with the plan, once that is shown.
   * @param {import("../element.mjs").Tool} tool
   * @param {import("./shaping.mjs").Host<any>["make"]} make
   */
  constructor(tool, make) {
    this.make = make
    this.keep = () => true
    this.#plans = new Plans(tool.root)
    this.#name = tool.say("kept.changed")
  }

  /** @param {string} text of the plan that is opened: one that was sent, or one's own */
  open(text) {
    const kept = this.#plans.find(text)
    this.sent = kept?.value.first ?? text
    this.shape = kept?.value.shape ?? null
    this.#id = kept?.id ?? ""
    this.#fresh = false
  }

  /**
   * Keep it as it is now; where it is again as it was sent, no copy of it. False when the browser does not let us.
   * @param {import("./shaping.mjs").Shape} shape
   * @param {string} text
   */
  own(shape, text) {
    this.shape = shape
    if (!this.#id && !shape) return true
    this.#fresh ||= !this.#id
    this.#id ||= newId()
    if (!shape && this.#fresh) return this.#plans.put(this.#id, null)
    const { name, made } = this.#plans.of(this.#id)?.value ?? { name: this.#name, made: dayHere() }
    return this.#plans.put(this.#id, { text, name, made, ...(shape && { first: this.sent, shape }) })
  }
}
