// Who sits at a self-assessment, and what they left there: the form is filled in with it, and kept as it changes. What
// another tab changes meanwhile is filled in here, too.
//
//   [data-storage]     whether the answers are kept
//   [data-restored]    that they are from before: [data-restored-text], [data-restored-safety]
//   [data-aside]       that something could not be read

import { EDITION } from "../build.mjs"
import { dayHere, daysAgo } from "../day.mjs"
import { Desk } from "../kept/desk.mjs"
import { tookAside } from "../kept/shelf.mjs"
import { clear, clearSafety, questions, write } from "./answers.mjs"
import { Shared } from "./shared.mjs"

/** @typedef {import("../kept/desk.mjs").Who} Who */

export class Seat {
  #tool
  #shared
  /** @type {Desk} */
  desk
  /** The day on which the check in the form was begun. */
  on = dayHere()
  /** Answers from a day before that still stand there; null: none. @type {import("./shared.mjs").Answers | null} */
  left = null

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Part} form
   */
  constructor(tool, form) {
    this.#tool = tool
    this.form = form
    this.#shared = new Shared(
      form,
      () => this.desk.answers.load()?.answers ?? {},
      (answers) => this.desk.answers.save(answers, { on: this.on, who: this.desk.who }),
    )
  }

  /**
   * What was left here last; whoever it was may sit here again. Whether it is of today.
   * @param {Who} who whose it is where nothing was left
   */
  open(who) {
    const last = Desk.last(this.#tool.root, this.#questionnaire, this.#of)
    this.desk = last ?? this.#deskOf(who)
    const fresh = this.#fill()
    this.#tool.find("aside").hidden = !tookAside()
    return { who: last?.who, fresh }
  }

  /**
   * Somebody sits down.
   * @param {Who} who
   * @param {boolean} anew nothing of what they left is filled in
   */
  take(who, anew) {
    this.desk = this.#deskOf(who)
    questions(this.form).forEach(clear)
    this.#tool.find("restored").hidden = true
    if (anew) this.desk.clear()
    this.#fill()
  }

  /** What stands here was somebody's whose name is another. @param {string} who */
  give(who) {
    if (this.desk.who === who) return
    const { say } = this.#tool
    const called = (/** @type {string} */ name) =>
      name === say("sheet-title") ? say("sheet-for", { name: who }) : name
    if (this.desk.give(who, called)) this.desk = this.#deskOf(who)
  }

  /** What stands in the form counts as answered today. */
  begin() {
    this.left = null
    this.on = dayHere()
  }

  keep() {
    this.told(this.#shared.keep())
  }

  /** What another tab answered since is filled in here. Whether there was any. */
  meet() {
    return this.#shared.meet()
  }

  /** What of the desk changes what is shown here when another tab changes it. */
  get shelves() {
    return [this.desk.answers.shelf, this.desk.shape]
  }

  get #questionnaire() {
    return /** @type {string} */ (this.#tool.dataset.questionnaire)
  }

  #of = () => EDITION

  /** @param {Who} who */
  #deskOf(who) {
    return new Desk(this.#tool.root, this.#questionnaire, who, this.#of)
  }

  /** Whether what was filled in is of today. */
  #fill() {
    const found = this.desk.answers.load()
    this.begin()
    this.told(true)
    this.#shared.begin({})
    if (!found || !Object.keys(found.answers).length) return false
    write(this.form, found.answers)
    const known = new Set(questions(this.form).map((q) => q.dataset.question))
    const stale = found.stale || Object.keys(found.answers).some((id) => !known.has(id)) // or asked otherwise by now
    if (stale) clearSafety(this.form)
    this.on = found.on
    this.left = found.on < daysAgo(1) || (stale && found.on < dayHere()) ? found.answers : null
    this.#shared.begin(found.answers)
    this.#restored(stale)
    return !stale
  }

  /** @param {boolean} stale */
  #restored(stale) {
    const { who } = this.desk
    this.#tool.find("restored").hidden = false
    this.#tool.find("restored-text").textContent = this.#tool.say(who ? "restored-of" : "restored", { name: who })
    this.#tool.find("restored-safety").hidden = !stale
  }

  /** Whether what belongs to this desk is kept. @param {boolean} kept */
  told(kept) {
    this.#tool.find("storage").textContent = this.#tool.say(kept ? "stored" : "not-stored")
  }
}
