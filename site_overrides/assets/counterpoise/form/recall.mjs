// Whoever was screened here lately is asked whether anything is new, in place of all questions; and after a result, whose
// answers are kept. What may be kept, for how long and what it spares is Python's to say.
//
//   host[data-recalling]   the card stands in place of the form, or will as soon as Python is ready
//   [data-recall]          the card: [data-recall-title], [data-recall-people] (whom it may be), [data-recall-news];
//                          data-action="person" data-person=ID, "news" data-said=no|yes|not-sure, "someone"
//   [data-remembered]      whose answers are kept: [data-remembered-text], [data-remembered-name] with
//                          input[data-person-name] and data-action="forget"; data-action="forget-checks"
//   template[data-template=person]

import { dayHere, dayTold } from "../day.mjs"
import { answersOf, named } from "../kept/desk.mjs"
import { looks, namesake } from "../kept/entries.mjs"
import { ME, peopleOf, remembering } from "../kept/people.mjs"
import { Results } from "../kept/results.mjs"
import { AnswerShelf } from "../kept/shelf.mjs"
import { answering, isAnswering } from "../kept/tab.mjs"
import { clear, clearSafety, questions, write } from "./answers.mjs"
import { ask } from "./ask.mjs"
import { isForAnother } from "./whose.mjs"

/** @typedef {import("../kept/people.mjs").Person} Person */
/** @typedef {import("../kept/desk.mjs").Who} Who */

export class Recall {
  #tool
  #form
  #people
  #results
  #text = (/** @type {Who} */ _) => "" // of the plan that is open; none in a self-assessment
  /** @type {Person | null} */
  #asked = null // whom the card asks
  /** @type {Who | undefined} */
  #who // whose answers stand in the form, as it was said
  /** @type {Who | undefined} */
  #left // whose were left there
  #new = "" // the name that was given on this page to whoever had none
  /** @type {import("../kept/people.mjs").Screen | null} */
  #kept = null
  /** @type {import("../kept/people.mjs").Screen | null} */
  #before = null // what spared this person the screen

  waits = false // for Python to say whether the card is shown
  /** Called when somebody sits down, to begin `anew` or go on. @type {(who: Who, anew: boolean) => unknown} */
  sits = () => {}
  /** Called when what stands in the form was kept as theirs. @type {(who: string, before: Who) => unknown} */
  kept = () => {}
  #resting = false // the form holds answers from before: nobody said whose
  #goesOn = false // and it was begun in this tab
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
      forget: () => this.#forgets(),
      "forget-checks": () => this.#forgetsChecks(),
    })
    this.#form = form
    this.#people = peopleOf(tool.root)
    this.#results = new Results(tool.root)
    const note = tool.find("remembered")
    if (note) tool.sends(note, () => this.#name())
  }

  /**
   * Nothing is kept of what was filled in before the page was opened: it would grow younger, or another's. What was all
   * answered today, in this tab, is of whoever sits here: they have loaded the page again. A sign forgets all the same
   * whoever it may be.
   * @param {Who} [who] whose it was then
   */
  rest(who) {
    this.#resting = true
    this.#goesOn = isAnswering()
    this.#who = who
  }

  /**
   * Nothing else is shown until Python has said whether the card is.
   * @param {Who} [who] whose answers were left in the form
   */
  wait(who) {
    this.#left = who
    this.#who = who
    answering()
    this.waits = Boolean(this.#card && this.#people.list().length)
    this.#tool.toggleAttribute("data-recalling", this.waits)
  }

  /** The form is shown. */
  close() {
    this.#show([])
  }

  /**
   * Show the card if somebody is remembered for whom it is enough.
   * @param {(who: Who) => string} text the plan's, as it is for them
   */
  async offer(text) {
    this.waits = false
    this.#text = text
    this.#who = this.#left
    this.#before = null
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
    const person = /** @type {Person} */ (this.#asked)
    const { ask: asks, answers } = await this.#ask(person, word)
    this.#sit(nameOf(person))
    clearSafety(this.#form)
    this.#before = asks === "rest" ? person.kept : null
    answering(this.#before !== null)
    if (asks === "rest") write(this.#form, answers)
    else this.#people.change([[person.id, null]])
    this.#show([])
    this.#over(asks === "rest")
  }

  /**
   * A check is begun anew: what stood in the form holds no more.
   * @param {Who} who
   */
  begins(who) {
    this.#sit(who, true)
    this.#before = null
    questions(this.#form).forEach(clear)
  }

  /** It is none of those who are remembered. */
  #someone() {
    this.begins(null)
    this.#show([])
    this.#over(false)
  }

  /** @param {Who} who @param {boolean} [anew] */
  #sit(who, anew = false) {
    this.#who = who
    this.#new = ""
    this.#kept = null
    this.#resting = false
    answering()
    this.sits(who, anew)
  }

  /**
   * The name of whoever answers, "" for the one person without a name; null: it is not known. Who answers for another,
   * or is another, is kept under a name alone.
   * @returns {Who}
   */
  get who() {
    if (this.#who) return this.#who
    if (this.#who === null || isForAnother(this.#form)) return null
    return this.#who ?? (this.#people.list().some(({ id }) => id !== ME) ? null : "")
  }

  /**
   * Keep the screen that led to a result. Where the gate is shut nothing spares anybody anything from now on: what was
   * kept of whoever it may be is forgotten, and what other forms hold of safety is asked anew.
   * @param {boolean} open the gate is
   * @param {string} mine this form, as its answers are kept
   */
  async keep(open, mine) {
    if (!open) return this.#unlearn(mine)
    if (this.#resting && !this.#goesOn) return
    const request = {
      op: /** @type {const} */ ("remember"),
      today: dayHere(),
      before: this.#before,
      ...this.#plan(this.who),
    }
    const reply = await ask(this.#tool.engine, this.#form, request).catch(() => null)
    this.#kept = /** @type {import("../kept/people.mjs").Screen | null} */ (reply?.kept ?? null)
    const { who } = this
    if (!this.#kept) this.forget()
    else if (who === null) this.#note("recall.whose")
    else this.#remember(who, who)
  }

  /** Keep it under the name that was typed: of somebody who is there already, or of somebody new. */
  #name() {
    const typed = this.#tool.find("person-name")
    if (!looks(typed.value) || !this.#kept) return typed.focus()
    const before = this.who
    const known = namesake(typed.value, this.#people.list())
    const who = known ? nameOf(known) : typed.value.trim()
    typed.value = ""
    if (!this.#remember(who, before) || who === before) return
    if (before === "") {
      this.#people.change([[ME, null]])
      named(this.#tool.root, who)
    } else if (before && before === this.#new) this.#people.change([[this.#personOf(before)?.id ?? "", null]])
    this.#new = known ? "" : who
  }

  /** @param {string} mine */
  #unlearn(mine) {
    for (const answers of AnswerShelf.all(this.#tool.root)) if (answers.form !== mine) answers.age()
    const said = this.#resting ? undefined : this.#who
    const others = this.#people.list().filter(({ id }) => !(id === ME && isForAnother(this.#form)))
    const one = said === undefined ? undefined : this.#personOf(said)
    const maybe = said === undefined ? others : one ? [one] : []
    this.#people.change(maybe.map(({ id }) => [id, null]))
    this.forget()
  }

  /** What is remembered of whoever this is. */
  forget() {
    const person = this.#personOf(this.who)
    if (person) this.#people.change([[person.id, null]])
    this.#before = null
    this.#kept = null
    this.#note("")
  }

  /** Their safety answers, wherever they are kept; that earlier checks hold some is said, and may be undone too. */
  #forgets() {
    const { who } = this
    this.forget()
    const safety = questions(this.#form).flatMap((q) => ("safety" in q.dataset ? [q.dataset.question ?? ""] : []))
    for (const answers of answersOf(this.#tool.root, who)) answers.without(safety)
    const checks = who === null ? [] : this.#results.list({ who })
    this.#note(checks.length ? "recall.forgot-but" : "recall.forgot", { name: this.#called(who) })
  }

  #forgetsChecks() {
    const { who } = this
    if (who !== null) this.#results.forget({ who })
    this.#note("recall.forgot-checks", { name: this.#called(who) })
  }

  // What is asked, and of whom

  get #card() {
    return this.#tool.find("recall")
  }

  /** @param {Who} who */
  #plan(who) {
    const text = this.#text(who)
    return text ? { text } : {}
  }

  /**
   * @param {Person} person
   * @param {string | null} said
   */
  async #ask(person, said = null) {
    const request = {
      op: /** @type {const} */ ("recall"),
      kept: person.kept,
      today: dayHere(),
      said,
      ...this.#plan(nameOf(person)),
    }
    const reply = await this.#tool.engine.ask(request).catch(() => null)
    return reply?.ok ?? { ask: "all", answers: {}, gone: false }
  }

  /** @param {Who} who */
  #personOf(who) {
    const people = this.#people.list()
    return who === "" ? people.find(({ id }) => id === ME) : who === null ? undefined : namesake(who, people)
  }

  /**
   * Whether it is kept as this person's; until then what stands in the form was somebody's of whom was said `before`.
   * @param {string} who
   * @param {Who} before
   */
  #remember(who, before) {
    const kept = /** @type {import("../kept/people.mjs").Screen} */ (this.#kept)
    const { id, name } = this.#personOf(who) ?? { id: who ? undefined : ME, name: this.#called(who) }
    const done = this.#people.change(remembering(this.#people.list(), { id, name }, kept)) !== null
    if (done) {
      this.#who = who
      this.kept(who, before)
    }
    this.#note(!done ? "recall.not-kept" : who ? "recall.kept-of" : "recall.kept", { name })
    return done
  }

  // Showing

  /** @param {Person[]} able those whom it may be */
  #show(able) {
    const one = able.length === 1 ? able[0] : null
    this.#tool.toggleAttribute("data-recalling", able.length > 0)
    if (!this.#card) return
    this.#card.hidden = !able.length
    if (!able.length) return
    this.#asked = one
    const title = this.#tool.find("recall-title")
    title.textContent = one ? this.#since(one) : this.#tool.say("recall.who")
    this.#tool.find("recall-news").hidden = !one
    this.#tool.find("recall-people").replaceChildren(...(one ? [] : able.map((p) => this.#tool.filled("person", p))))
    title.focus({ preventScroll: true })
  }

  /** @param {Who} who */
  #called(who) {
    return who || this.#tool.say("recall.me")
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
    this.#tool.find("remembered-name").hidden = word.startsWith("recall.forgot")
    this.#tool.find("forget-checks").hidden = word !== "recall.forgot-but"
    if (word) this.#tool.find("remembered-text").textContent = this.#tool.say(word, values)
  }
}

/** @param {{ id: string, name: string }} person @returns {string} "" of whoever gave none */
const nameOf = ({ id, name }) => (id === ME ? "" : name)
