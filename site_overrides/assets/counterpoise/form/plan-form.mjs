// The questions that an opened plan asks: painted as Python says, answered, and asked about where an answer is open.
//
//   [data-section=ID] [data-question=ID] [data-problems] [data-rushed]   inside form[data-form]
//   [data-action=to-question]
//   tool: data-busy from a change until Python has answered it

import { clear, clearSafety, keepAlone, questions, read, write } from "./answers.mjs"
import * as named from "./complaints.mjs"
import { paced } from "./leads.mjs"
import { paintQuestions, takeBack } from "./paint.mjs"
import { closeAll, paintTogether, pressedTogether } from "./together.mjs"

const PAUSE = 150 // ms without a change before Python is asked

/** @typedef {import("../../../../docs/door.d.ts").PlanOpened} Opened */

export class PlanForm {
  #tool
  #then
  #timer

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {{ changed: () => void, ask: () => void, send: () => void }} then an answer was changed; Python is to be asked;
   *   all is answered
   */
  constructor(tool, then) {
    this.#tool = tool
    this.#then = then
    this.form = tool.find("form")
    this.form.noValidate = true
    const rushed = paced(this.form, tool.find("rushed"))
    tool.on("input", (event) => this.#changed(event.target), this.form)
    tool.sends(this.form, () => rushed() || then.send())
    tool.actions["to-question"] = ({ dataset }) => this.lead(dataset.questionId)
  }

  /** @param {Part} input */
  #changed(input) {
    keepAlone(input)
    pressedTogether(input)
    const q = input.closest("[data-question], [data-leads]")
    if (!q) return
    for (const one of [q, ...q.querySelectorAll("[data-question]")]) named.clear(this.form, one)
    this.#then.changed()
    this.asking()
    this.#timer = setTimeout(() => this.#then.ask(), PAUSE)
  }

  /** Python is asked: what was to follow a change is asked with it. */
  asking() {
    this.rest()
    this.#tool.dataset.busy = ""
  }

  /** Python has answered, and nothing was changed since. */
  told() {
    if (!this.#timer) delete this.#tool.dataset.busy
  }

  /** Nothing is to follow a change. */
  rest() {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /**
   * Whether an answer went with that: then Python is to be asked again.
   * @param {Opened} opened
   */
  paint(opened) {
    const shown = new Set(opened.sections.map(({ id }) => id))
    for (const section of this.form.querySelectorAll("[data-section]"))
      section.hidden = !shown.has(section.dataset.section)
    paintQuestions(this.#tool, opened)
    const again = takeBack(this.form)
    paintTogether(this.form)
    return again
  }

  /**
   * Ask for what is open; whether there is any.
   * @param {Opened} opened
   */
  complain(opened) {
    const { say } = this.#tool
    named.clearAll(this.form)
    if (!opened.missing.length) return false
    const found = opened.sections.flatMap(({ id }) => named.complaints(this.form, id, opened, say))
    named.show(this.form, found, say)
    return true
  }

  /** @param {string} question */
  lead(question) {
    named.focusQuestion(this.form, question)
  }

  get answers() {
    return read(this.form)
  }

  /** What was answered about safety is this, and nothing else. @param {Record<string, any>} answers */
  screenedAs(answers) {
    clearSafety(this.form)
    write(this.form, answers)
  }

  /** Another plan may ask more. */
  anew() {
    clearSafety(this.form)
    closeAll(this.form)
  }

  erase() {
    questions(this.form).forEach(clear)
    closeAll(this.form)
  }
}
