// A check taken again: whose it is, begun empty but for what stays, and put beside the ones before; and what matters to
// the person, up to three things, told before the result. What comes of it is Python's to say.
//
//   [data-again]        shown on the first step where an earlier check is kept: [data-again-text], [data-again-people];
//                       data-action="again" data-who=NAME (without a name: of whoever's result is shown)
//   [data-activities]   below the answers, before the result: [data-matter] with input and select

import { dayHere, dayTold } from "../day.mjs"
import { activitiesOf, Results, soundActivities } from "../kept/results.mjs"
import { clear, questions, read, write } from "./answers.mjs"

export class Again {
  #tool
  #form
  #results
  #activities
  #recall
  /** @type {string[]} */
  #measured = [] // of the result that is shown
  /** @type {string | null} */
  #who = null // whose check is taken again, as far as that was said

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Part} form
   * @param {import("./recall.mjs").Recall} recall knows whose answers these are
   * @param {() => void} begun the form is empty but for what stays
   */
  constructor(tool, form, recall, begun) {
    this.#tool = tool
    this.#form = form
    this.#results = new Results(tool.root)
    this.#activities = activitiesOf(tool.root, tool.dataset.questionnaire)
    this.#recall = recall
    recall.known = () => this.keep()
    recall.another = () => this.#matter([])
    tool.actions.again = ({ dataset }) => this.#begin(dataset.who ?? this.#whose).then(begun)
    this.#offer()
    this.#show(this.#activities.load() ?? [])
    tool.on("input", () => this.#activities.save(this.#told), tool.find("activities"))
  }

  /** What Python is told beside the answers. */
  get request() {
    return {
      before: this.#before.map(({ on, answers, activities }) => ({ on, answers, activities })),
      activities: this.#told,
    }
  }

  /**
   * Keep a result, to be compared with later.
   * @param {string[]} measured the questions that Python named
   */
  keep(measured = this.#measured) {
    const who = this.#whose
    this.#measured = measured
    if (!measured.length || who === null) return
    const all = read(this.#form)
    const answers = Object.fromEntries(measured.filter((q) => q in all).map((q) => [q, all[q]]))
    this.#results.keep({ of: this.#of, who, on: dayHere(), answers, activities: this.#told })
  }

  forget() {
    this.#activities.erase()
    this.#results.forget(this.#of)
    this.#who = null
    this.#measured = []
    this.#show([])
    this.#offer()
  }

  get #of() {
    return /** @type {string} */ (this.#tool.dataset.questionnaire)
  }

  get #whose() {
    return this.#who ?? this.#recall.who
  }

  get #before() {
    return this.#results.list(this.#of).filter(({ who }) => who === this.#whose)
  }

  /** @param {string | null} who null: nobody knows, and nothing is filled in */
  async #begin(who) {
    this.#who = who
    this.#recall.begins(who)
    const last = who === null ? undefined : this.#before.at(-1)
    const { answers = {}, activities = [] } = last ?? {}
    const request = { op: /** @type {const} */ ("again"), questionnaire: this.#of, answers }
    const reply = await this.#tool.engine.ask(request).catch(() => null)
    const stays = reply?.ok?.stays ?? []
    this.#tool.find("again").dataset.kept = "0" // it is being done
    questions(this.#form).forEach(clear)
    write(this.#form, Object.fromEntries(stays.map((q) => [q, answers[q]])))
    this.#matter(activities.map(({ name }) => ({ name, score: null })))
  }

  /** @param {import("../kept/results.mjs").Activity[]} activities */
  #matter(activities) {
    this.#show(activities)
    this.#activities.save(this.#told)
  }

  // What matters

  get #told() {
    const rows = [...this.#tool.querySelectorAll("[data-matter]")]
    return soundActivities(
      rows.map((row) => {
        const { value } = row.querySelector("select")
        return { name: row.querySelector("input").value, score: value === "" ? null : Number(value) }
      }),
    )
  }

  /** @param {import("../kept/results.mjs").Activity[]} activities */
  #show(activities) {
    const rows = [...this.#tool.querySelectorAll("[data-matter]")]
    for (const [i, row] of rows.entries()) {
      row.querySelector("input").value = activities[i]?.name ?? ""
      row.querySelector("select").value = activities[i]?.score ?? ""
    }
    this.#tool.find("activities").open = activities.length > 0
  }

  /** Where earlier checks are kept, the page opens with the way to take one again. */
  #offer() {
    const all = this.#results.list(this.#of)
    const people = [...new Map(all.map((one) => [one.who, one])).values()]
    const place = this.#tool.find("again")
    place.dataset.kept = String(people.length)
    if (!people.length) return
    const me = this.#tool.say("recall.me")
    const told = people.map(({ who, on }) => ({ who, name: who || me, date: dayTold(on) }))
    this.#tool.find("again-text").textContent = this.#tool.say("again.text", told[0])
    const buttons = told.map((one) =>
      this.#tool.filled("again", { ...one, title: this.#tool.say(people.length > 1 ? "again.of" : "again.now", one) }),
    )
    this.#tool.find("again-people").replaceChildren(...buttons)
  }
}
