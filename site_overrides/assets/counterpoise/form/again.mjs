// A check taken again: whose it is, begun empty but for what stays, and put beside the ones before; and what matters to
// the person, up to three things, told before the result. What comes of it is Python's to say.
//
//   [data-again]        shown on the first step where an earlier check is kept: [data-again-text], [data-again-people];
//                       data-action="again" data-who=NAME (without a name: of whoever's result is shown)
//   [data-activities]   below the answers, before the result: [data-matter] with input and select

import { dayTold } from "../day.mjs"
import { looks, same } from "../kept/entries.mjs"
import { Results, soundActivities } from "../kept/results.mjs"
import { answer, clear, questions, read, write } from "./answers.mjs"
import { Earlier, toldOf } from "./earlier.mjs"

export class Again {
  #tool
  #results
  #seat
  #recall
  /** @type {import("../result/result.mjs").Assessed | null} */
  #shown = null // the result
  earlier

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {import("./seat.mjs").Seat} seat
   * @param {import("./recall.mjs").Recall} recall knows whose answers these are
   * @param {() => void} sat somebody has sat down
   * @param {() => void} begun the form is empty but for what stays
   */
  constructor(tool, seat, recall, sat, begun) {
    this.#tool = tool
    this.earlier = new Earlier(tool)
    this.#results = new Results(tool.root)
    this.#seat = seat
    this.#recall = recall
    recall.sits = (who, anew) => {
      seat.take(who, anew)
      this.#show()
      sat()
    }
    recall.kept = (who, before) => {
      seat.give(who)
      if (before !== null && before !== who) this.#results.give({ of: this.#of, who: before, on: seat.on }, who)
      this.keep()
    }
    tool.actions.again = ({ dataset }) => this.#begin(dataset.who ?? recall.who).then(begun)
    this.#offer()
    this.#show()
    tool.on("input", () => this.#matters(), tool.find("activities"))
  }

  /** What Python is told beside the answers. */
  get request() {
    return {
      before: this.#before.map(({ on, answers, activities }) => ({ on, answers, activities })),
      activities: this.#told,
    }
  }

  /**
   * Keep a result, to be compared with later; one that is only shown again is kept already.
   * @param {import("../result/result.mjs").Assessed | null} assessment
   */
  keep(assessment = this.#shown) {
    const { who } = this.#recall
    this.#shown = assessment
    const measured = assessment?.measured ?? [] // the questions that Python named
    if (!assessment || !measured.length || who === null || this.#seat.left) return
    const all = read(this.#seat.form)
    const answers = Object.fromEntries(measured.filter((q) => q in all).map((q) => [q, all[q]]))
    const told = toldOf(assessment, this.#tool.say)
    const value = { of: this.#of, who, on: this.#seat.on, answers, activities: this.#told, told }
    if (!this.#results.keep(value)) this.#seat.told(false)
  }

  /**
   * Forget the checks of whoever this one is about; who sits here begins anew.
   * @param {import("./recall.mjs").Who} sitting
   */
  forget(sitting) {
    const { who } = this.#recall
    if (who !== null) this.#results.forget({ of: this.#of, who })
    this.#shown = null
    this.#recall.begins(sitting)
    this.#offer()
  }

  /**
   * The form is asked, and not only shown: what was answered on a day before leads nobody. Where it would be compared
   * with itself, all is asked afresh but for what stays.
   */
  async afresh() {
    const { left } = this.#seat
    if (!left) return
    const { who } = this.#recall
    if (who !== null && this.#results.list({ of: this.#of, who }).length) {
      const stays = await this.#staying(left)
      for (const q of questions(this.#seat.form)) {
        const { question: id = "", safety } = q.dataset
        if (safety === undefined && same(left[id], answer(q)) && !(id in stays)) clear(q)
      }
    }
    this.#seat.begin()
  }

  get #of() {
    return this.#seat.desk.form
  }

  /** Checks of the same person from a day before the one in the form. */
  get #before() {
    const { who } = this.#recall
    return who === null ? [] : this.#results.list({ of: this.#of, who }).filter(({ on }) => on < this.#seat.on)
  }

  /** @param {string | null} who null: nobody knows, and nothing is filled in */
  async #begin(who) {
    this.#recall.begins(who)
    const last = who === null ? undefined : this.#results.list({ of: this.#of, who }).at(-1)
    const { answers = {}, activities = [] } = last ?? {}
    this.#tool.find("again").dataset.kept = "0" // it is being done
    write(this.#seat.form, await this.#staying(answers))
    this.#show(activities.map(({ name }) => ({ name, score: null })))
    this.#matters()
  }

  /**
   * Of earlier answers those that cannot have changed.
   * @param {Record<string, any>} answers
   * @returns {Promise<Record<string, any>>}
   */
  async #staying(answers) {
    const request = { op: /** @type {const} */ ("again"), questionnaire: this.#of, answers }
    const reply = await this.#tool.engine.ask(request).catch(() => null)
    return Object.fromEntries((reply?.ok?.stays ?? []).map((q) => [q, answers[q]]))
  }

  #matters() {
    if (!this.#seat.desk.activities.save(this.#told)) this.#seat.told(false)
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

  #show(activities = this.#seat.desk.activities.load() ?? []) {
    const rows = [...this.#tool.querySelectorAll("[data-matter]")]
    for (const [i, row] of rows.entries()) {
      row.querySelector("input").value = activities[i]?.name ?? ""
      row.querySelector("select").value = activities[i]?.score ?? ""
    }
    this.#tool.find("activities").open = activities.length > 0
  }

  /** Where earlier checks are kept, the page opens with the way to take one again. */
  #offer() {
    const all = this.#results.list({ of: this.#of })
    const people = [...new Map(all.map((one) => [looks(one.who), one])).values()]
    const place = this.#tool.find("again")
    place.dataset.kept = String(people.length)
    this.earlier.show(all)
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
