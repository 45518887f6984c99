// Whoever was screened here lately is asked whether anything is new, in place of all questions; and after a result, whose
// answers are kept. What may be kept, for how long and what it spares is Python's to say.
//
//   host[data-recalling]   the card stands in place of the form, or will as soon as Python is ready
//   [data-recall]          the card: [data-recall-title], [data-recall-people] (whom it may be), [data-recall-news];
//                          data-action="person" data-person=ID, "news" data-said=no|yes|not-sure, "someone"
//   [data-remembered]      whose answers are kept: [data-remembered-text], input[data-person-name], data-action="forget"
//   template[data-template=person]

import { dayHere, dayTold } from "../day.mjs"
import { looks, namesake } from "../kept/entries.mjs"
import { ME, peopleOf, remembering } from "../kept/people.mjs"
import { AnswerShelf } from "../kept/shelf.mjs"
import { clear, clearSafety, questions, write } from "./answers.mjs"
import { ask } from "./ask.mjs"
import { isForAnother } from "./whose.mjs"

/** @typedef {import("../kept/people.mjs").Person} Person */

export class Recall {
  #tool
  #form
  #people
  #text = "" // of the plan that is open; none in a self-assessment
  /** @type {Person | null} */
  #person = null // whose answers stand in the form
  #other = false // said to be of somebody who is not remembered
  /** @type {import("../kept/people.mjs").Screen | null} */
  #kept = null
  /** @type {import("../kept/people.mjs").Screen | null} */
  #before = null // what spared this person the screen

  known = () => {} // called when it has been said whose answers these are
  another = () => {} // called when they are of somebody who is not remembered
  #resting = false // the form holds answers from before: nobody said whose
  #over

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Part} form
   * @param {(spared: boolean) => unknown} over the card is answered: what still holds is filled in, or all is asked
   */
  constructor(tool, form, over) {
    this.#tool = tool
    this.#over = over
    Object.assign(tool.actions, {
      person: ({ dataset }) => this.#choose(dataset.person),
      news: ({ dataset }) => this.#said(dataset.said),
      someone: () => this.#someone(),
      forget: () => this.forget(),
    })
    this.#form = form
    this.#people = peopleOf(tool.root)
    const note = tool.find("remembered")
    if (note) tool.sends(note, () => this.#name())
  }

  /** Nothing is kept of what was filled in before the page was opened: it would grow younger, or another's. */
  rest() {
    this.#resting = true
  }

  /** Nothing else is shown until Python has said whether the card is. */
  wait() {
    this.#tool.toggleAttribute("data-recalling", Boolean(this.#card && this.#people.list().length))
  }

  /** The form is shown. */
  close() {
    this.#show([])
  }

  /**
   * Show the card if somebody is remembered for whom it is enough.
   * @param {string} [text] the plan's
   */
  async offer(text = "") {
    this.#text = text
    this.#before = null
    this.#person = null
    this.#other = false
    /** @type {Person[]} */
    const able = []
    for (const person of this.#card ? this.#people.list() : []) {
      const { ask: asks, gone } = await this.#ask(person)
      if (asks === "card") able.push(person)
      if (gone) this.#people.change([[person.id, null]])
    }
    this.#show(able)
    return able.length > 0
  }

  /** @param {string} id */
  #choose(id) {
    this.#show(this.#people.list().filter((person) => person.id === id))
  }

  /** @param {string} word whether anything is new */
  async #said(word) {
    const person = /** @type {Person} */ (this.#person)
    this.#resting = false
    const { ask: asks, answers } = await this.#ask(person, word)
    clearSafety(this.#form)
    this.#before = asks === "rest" ? person.kept : null
    if (asks === "rest") write(this.#form, answers)
    else this.#people.change([[person.id, null]])
    this.#show([])
    this.#over(asks === "rest")
  }

  /**
   * A check is begun anew, of whoever has this name ("" without one), or of nobody knows whom: what stood in the form of
   * another holds no more.
   * @param {string | null} who
   */
  begins(who) {
    const people = this.#people.list()
    this.#person = people.find(({ id, name }) => (id === ME ? "" : name) === who) ?? null
    this.#other = !this.#person && (who !== "" || people.length > 0)
    this.#before = null
    this.#resting = false
  }

  /** It is none of those who are remembered. */
  #someone() {
    this.#person = null
    this.#other = true
    this.#resting = false
    questions(this.#form).forEach(clear)
    this.another()
    this.#show([])
    this.#over(false)
  }

  /** The name of whoever answers, "" for the one person without a name; null: it is not known. */
  get who() {
    const person = this.#whose()
    return person && (person.id === ME ? "" : person.name)
  }

  /**
   * Keep the screen that led to a result. Where the gate is shut nothing spares anybody anything from now on: what was
   * kept of whoever it may be is forgotten, and what other forms hold of safety is asked anew.
   * @param {boolean} open the gate is
   * @param {string} mine this form, as its answers are kept
   */
  async keep(open, mine) {
    if (!open) return this.#unlearn(mine)
    if (this.#resting) return
    const request = { op: /** @type {const} */ ("remember"), today: dayHere(), before: this.#before, ...this.#plan }
    const reply = await ask(this.#tool.engine, this.#form, request).catch(() => null)
    this.#kept = /** @type {import("../kept/people.mjs").Screen | null} */ (reply?.kept ?? null)
    const person = this.#whose()
    if (!this.#kept) this.forget()
    else if (person) this.#remember(person)
    else this.#note("recall.whose")
  }

  /** Keep it under the name that was typed: of somebody who is there already, or of somebody new. */
  #name() {
    const typed = this.#tool.find("person-name")
    if (!looks(typed.value) || !this.#kept) return typed.focus()
    const before = this.#person
    this.#remember(namesake(typed.value, this.#people.list()) ?? { name: typed.value.trim() })
    if (before?.id === ME && this.#person?.id !== ME) this.#people.change([[ME, null]])
    typed.value = ""
  }

  /** @param {string} mine */
  #unlearn(mine) {
    for (const answers of AnswerShelf.all(this.#tool.root)) if (answers.form !== mine) answers.age()
    const others = this.#other ? [] : this.#people.list().filter(({ id }) => !(id === ME && isForAnother(this.#form)))
    const maybe = this.#person ? [this.#person] : others
    this.#people.change(maybe.map(({ id }) => [id, null]))
    this.forget()
  }

  forget() {
    if (this.#person) this.#people.change([[this.#person.id, null]])
    this.#person = null
    this.#before = null
    this.#kept = null
    this.#note("")
  }

  // What is asked, and of whom

  get #card() {
    return this.#tool.find("recall")
  }

  get #plan() {
    return this.#text ? { text: this.#text } : {}
  }

  /**
   * @param {Person} person
   * @param {string | null} said
   */
  async #ask(person, said = null) {
    const request = { op: /** @type {const} */ ("recall"), kept: person.kept, today: dayHere(), said, ...this.#plan }
    const reply = await this.#tool.engine.ask(request).catch(() => null)
    return reply?.ok ?? { ask: "all", answers: {}, gone: false }
  }

  /** Without a name there is one person; who answers for another, or is another, is kept under a name alone. */
  #whose() {
    const people = this.#people.list()
    const other = this.#other || isForAnother(this.#form)
    if (this.#person && !(other && this.#person.id === ME)) return this.#person
    return other || people.some(({ id }) => id !== ME) ? null : { id: ME, name: this.#tool.say("recall.me") }
  }

  /** @param {{ id?: string, name: string }} person */
  #remember(person) {
    const kept = /** @type {import("../kept/people.mjs").Screen} */ (this.#kept)
    const changes = remembering(this.#people.list(), person, kept)
    if (!this.#people.change(changes)) return this.#note("")
    this.#person = changes.at(-1)?.[1] ?? null
    this.known()
    this.#note(this.#person?.id === ME ? "recall.kept" : "recall.kept-of", { name: person.name })
  }

  // Showing

  /** @param {Person[]} able those whom it may be */
  #show(able) {
    const one = able.length === 1 ? able[0] : null
    this.#tool.toggleAttribute("data-recalling", able.length > 0)
    if (!this.#card) return
    this.#card.hidden = !able.length
    if (!able.length) return
    this.#person = one
    const title = this.#tool.find("recall-title")
    title.textContent = one ? this.#since(one) : this.#tool.say("recall.who")
    this.#tool.find("recall-news").hidden = !one
    this.#tool.find("recall-people").replaceChildren(...(one ? [] : able.map((p) => this.#tool.filled("person", p))))
    title.focus({ preventScroll: true })
  }

  /** @param {Person} person */
  #since({ id, name, kept }) {
    return this.#tool.say(id === ME ? "recall.ask" : "recall.ask-of", { name, date: dayTold(kept.on) })
  }

  /**
   * @param {string} word "" for nothing to say
   * @param {Record<string, string>} [values]
   */
  #note(word, values) {
    const note = this.#tool.find("remembered")
    if (!note) return
    note.hidden = !word
    if (word) this.#tool.find("remembered-text").textContent = this.#tool.say(word, values)
  }
}
