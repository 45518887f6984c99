// What one person has at a self-assessment on this device: the answers, what matters to them, how they shaped the routine,
// and the plan that it led to. No DOM. Whoever is called otherwise has another desk: "" is whoever gave no name, null
// somebody of whom nobody has said who it is.

import { cut, looks } from "./entries.mjs"
import { Plans } from "./plans.mjs"
import { Results, soundActivities } from "./results.mjs"
import { AnswerShelf, isObject, loaded, Shelf, saveAll } from "./shelf.mjs"

/** @typedef {string | null} Who */

const PLAN = "plan" // the form of a plan's page has no desks: it knows nobody
const MOST_PART = 60 // characters of a name in a key

/** @param {Who} who */
const partOf = (who) =>
  who === ""
    ? ""
    : `:${cut(looks(who ?? ""), MOST_PART)
        .replaceAll("%", "%25")
        .replaceAll("/", "%2F")}`

export class Desk {
  #root
  #of

  /**
   * @param {string} root
   * @param {string} form the questionnaire
   * @param {Who} who
   * @param {() => string} [of] as AnswerShelf has it
   */
  constructor(root, form, who, of) {
    const part = form + partOf(who)
    this.#root = root
    this.#of = of
    this.form = form
    this.who = who
    this.answers = new AnswerShelf(root, part, of)
    this.activities = new Shelf(root, "activities", soundActivities, part)
    this.shape = new Shelf(root, "shape", soundShape, part)
    this.plan = `result:${part}` // its id among those that are kept
  }

  /**
   * The one at which somebody sat last; undefined where none is kept, or where nobody knows whose is empty.
   * @param {string} root
   * @param {string} form
   * @param {() => string} [of]
   */
  static last(root, form, of) {
    const found = Desk.all(root).filter((one) => one.form === form && (one.some || one.who !== null))
    const [last] = found.sort((a, b) => b.at - a.at)
    return last && new Desk(root, form, last.who, of)
  }

  /**
   * Every desk that has answers.
   * @param {string} root
   * @returns {{ form: string, who: Who, at: number, some: boolean }[]} `some`: anything is answered
   */
  static all(root) {
    return AnswerShelf.all(root).flatMap((answers) => {
      const [form, name] = answers.form.split(":", 2)
      const found = form === PLAN ? null : answers.shelf.load()
      const some = Object.keys(found?.answers ?? {}).length > 0
      return found ? [{ form, at: found.at, some, who: name === undefined ? "" : (found.who ?? null) }] : []
    })
  }

  /** What stands on it but for the plan, under the names that a copy has. @returns {Record<string, Shelf<any>>} */
  get shelves() {
    return { answers: this.answers.shelf, activities: this.activities, shape: this.shape }
  }

  /** The plan that it led to; undefined where none is kept. */
  get kept() {
    return new Plans(this.#root).of(this.plan)?.value
  }

  /**
   * Keep that plan, or with null none. False when the browser does not let us.
   * @param {import("./plans.mjs").Value | null} value
   */
  keep(value) {
    return new Plans(this.#root).put(this.plan, value)
  }

  /**
   * A plan that it led to before stays beside that one, under its day.
   * @param {import("./plans.mjs").Value} value
   */
  keepBeside(value) {
    return new Plans(this.#root).put(`${this.plan}:${value.made}`, value)
  }

  /** Nothing stands on it any more but for the plan: whoever sits here begins anew. */
  clear() {
    for (const shelf of Object.values(this.shelves)) shelf.erase()
  }

  /**
   * All that stands on it is somebody's whose name is another; a plan that they had stays beside it. False when the
   * browser does not let us: then all is as it was.
   * @param {string} who
   * @param {(name: string) => string} [called] what the plan is called then
   */
  give(who, called = (name) => name) {
    const to = new Desk(this.#root, this.form, who, this.#of)
    const found = loaded(this.shelves)
    const given = { ...found, answers: found.answers && { ...found.answers, who } }
    /** @type {[Shelf<any>, any][]} */
    const cleared = Object.values(this.shelves).map((shelf) => [shelf, null])
    /** @type {[Shelf<any>, any][]} */
    const laid = Object.entries(to.shelves).map(([name, shelf]) => [shelf, given[name]])
    if (!saveAll([...cleared, ...laid])) return false
    const [mine, theirs] = [this.kept, to.kept]
    if (!mine) return true
    if (theirs && theirs.text !== mine.text) to.keepBeside(theirs)
    return to.keep({ ...mine, name: called(mine.name) }) && this.keep(null)
  }
}

/**
 * All answers that are kept of somebody, and those to the plan that was open last: whose they are nobody said.
 * @param {string} root
 * @param {Who} who
 */
export const answersOf = (root, who) => [
  ...Desk.all(root).flatMap((one) => (isOf(one.who, who) ? [new Desk(root, one.form, one.who).answers] : [])),
  new AnswerShelf(root, PLAN),
]

/** @param {Who} one @param {Who} other */
const isOf = (one, other) => partOf(one) === partOf(other)

/**
 * Whoever gave no name is called so from now on, whatever they did here; where somebody of that name did more since, that
 * stays.
 * @param {string} root
 * @param {string} who
 */
export function named(root, who) {
  const all = Desk.all(root)
  const later = (/** @type {{ form: string, at: number }} */ { form, at }) =>
    all.some((one) => one.form === form && isOf(one.who, who) && one.at > at)
  for (const one of all) if (one.who === "" && !later(one)) new Desk(root, one.form, "").give(who)
  return new Results(root).give({ who: "" }, who)
}

/** @param {any} raw @param {import("./shelf.mjs").Odd} odd @returns {Record<string, any> | null} */
const soundShape = (raw, odd) => (isObject(raw) ? raw : odd())
