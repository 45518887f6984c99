// What is answered to the plan that is open: kept on this device until another plan is answered to, and shared with other
// tabs in which the same person has it open.

import { EDITION } from "../build.mjs"
import { newId } from "../kept/entries.mjs"
import { AnswerShelf } from "../kept/shelf.mjs"
import { write } from "./answers.mjs"
import { Shared } from "./shared.mjs"

export class PlanAnswers {
  #form
  #kept
  #shared
  #whose = "" // nobody said

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Part} form
   */
  constructor(tool, form) {
    this.#form = form
    this.#kept = new AnswerShelf(tool.root, "plan", () => `${EDITION} ${location.hash.slice(1)}`)
    this.#shared = new Shared(
      form,
      () => this.#there,
      (answers) => this.#kept.save(answers, { who: this.#whose }),
    )
  }

  get shelves() {
    return [this.#kept.shelf]
  }

  /** Those to this plan of whoever sits here; null where they are to another, another's, or old. */
  get #there() {
    const found = this.#kept.load()
    if (!found) return {}
    const { answers, stale, who = "" } = found
    return stale || who !== this.#whose ? null : answers
  }

  /** Fill the form in with what was answered before; what is to another plan, or old, gives way. Whether there was any. */
  restore() {
    const found = this.#kept.load()
    if (found?.stale) this.#kept.save({}) // nothing is erased: a tab that has the other plan open goes on
    const { answers, who = "" } = found && !found.stale ? found : { answers: {} }
    this.#whose = who
    write(this.#form, answers)
    this.#shared.begin(answers)
    return Object.keys(answers).length > 0
  }

  /**
   * Somebody sat down: what stands in the form now is theirs.
   * @param {import("../kept/desk.mjs").Who} who somebody of whom nobody said who it is is like nobody in another tab
   */
  begin(who) {
    this.#whose = who ?? newId()
    this.keep()
  }

  /** Fill in what another tab answered since. Whether there was any. */
  meet() {
    return this.#shared.meet()
  }

  keep() {
    this.#shared.keep()
  }

  erase() {
    this.#kept.erase()
    this.#shared.begin({})
  }
}
