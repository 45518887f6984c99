// The answers of a form as this tab and the device share them: what is answered here is kept, and what another tab answered
// since is filled in here, where nothing else was answered meanwhile.

import { same } from "../kept/entries.mjs"
import { answer, clear, questions, read, write } from "./answers.mjs"

/** @typedef {Record<string, any>} Answers */

export class Shared {
  #form
  #there
  #save
  /** @type {Answers} */
  #base = {} // as both had them last

  /**
   * @param {Part} form
   * @param {() => Answers | null} there those that are kept; null: they do not belong here
   * @param {(answers: Answers) => boolean} save
   */
  constructor(form, there, save) {
    this.#form = form
    this.#there = there
    this.#save = save
  }

  /**
   * The form is filled in with what is kept.
   * @param {Answers} answers
   */
  begin(answers) {
    this.#base = { ...answers }
  }

  /** Fill in what another tab answered. Whether there was any. */
  meet() {
    const there = this.#there()
    if (!there) return false
    const changed = questions(this.#form).filter((q) => {
      const { question: id = "" } = q.dataset
      return !same(there[id], this.#base[id]) && same(answer(q), this.#base[id])
    })
    for (const q of changed) clear(q)
    write(this.#form, Object.fromEntries(changed.map(({ dataset: { question: id = "" } }) => [id, there[id]])))
    for (const { dataset } of changed) this.#base[dataset.question ?? ""] = there[dataset.question ?? ""]
    return changed.length > 0
  }

  /** False when the browser does not let us. */
  keep() {
    this.meet()
    const answers = read(this.#form)
    const kept = this.#save(answers)
    if (kept) this.#base = answers
    return kept
  }
}
