// The plans that this device keeps, in a list: each opened, called otherwise, or removed, with a way back.
//
//   [data-kept] [data-kept-plans]         the list and what stands around it
//   template[data-template=kept-plan|kept-name|kept-gone]
//   [data-action=kept-rename|kept-remove|kept-undo]   inside [data-kept-plan] data-id

import { dayTold } from "../day.mjs"
import { Plans } from "../kept/plans.mjs"

export class KeptList {
  #tool
  #plans

  /** @param {import("../element.mjs").Tool} tool */
  constructor(tool) {
    this.#tool = tool
    this.#plans = new Plans(tool.root)
    Object.assign(tool.actions, {
      "kept-rename": (button) => this.#rename(rowOf(button)),
      "kept-remove": (button) => this.#remove(rowOf(button)),
    })
    tool.meets({ shelves: [this.#plans.shelf] }, () => this.#elsewhere())
  }

  /** Another tab may have changed some; what is being renamed here goes on. */
  #elsewhere() {
    if (!this.#tool.find("kept-plans").querySelector("form")) this.show()
  }

  show() {
    const kept = this.#plans.list()
    this.#tool.find("kept").hidden = !kept.length
    this.#tool.find("kept-plans").replaceChildren(...kept.map((one) => this.#row(one)))
  }

  #row({ id, value }) {
    const since = this.#tool.say("kept.made", { date: dayTold(value.made) })
    return this.#tool.filled("kept-plan", { ...value, id, since })
  }

  /** @param {Part} row */
  #rename(row) {
    const { id = "" } = row.dataset
    const value = this.#plans.of(id)?.value
    if (!value) return this.show()
    row.replaceChildren(this.#tool.filled("kept-name", { name: value.name }))
    const field = row.querySelector("input")
    field.select()
    this.#tool.sends(row.querySelector("form"), () => {
      const name = field.value.trim()
      if (name && !this.#plans.put(id, { ...value, name })) return this.#tool.status("kept.not-kept")
      this.show()
      this.#focus(id, "[data-action=kept-rename]")
    })
  }

  /** @param {Part} row */
  #remove(row) {
    const { id = "" } = row.dataset
    const value = this.#plans.of(id)?.value
    if (!value) return this.show()
    if (!this.#plans.put(id, null)) return this.#tool.status("kept.not-kept")
    const text = this.#tool.say("kept.removed", { name: value.name })
    row.replaceChildren(this.#tool.filled("kept-gone", { text }))
    const undo = row.querySelector("button")
    undo.addEventListener("click", () => {
      if (!this.#plans.put(id, value)) return this.#tool.status("kept.not-kept")
      this.show()
      this.#focus(id, "a")
    })
    undo.focus()
  }

  /** Lead to the plan that was open. @param {string} text */
  lead(text) {
    this.#tool.querySelector(`[data-kept-plan] a[href="#${CSS.escape(text)}"]`)?.focus()
  }

  /** @param {string} id @param {string} part */
  #focus(id, part) {
    this.#tool.querySelector(`[data-kept-plan][data-id="${CSS.escape(id)}"] ${part}`)?.focus()
  }
}

/** @param {Part} button */
const rowOf = (button) => button.closest("[data-kept-plan]")
