// The list to choose exercises from: the trainer's own first, with pictures, found by words that need not be exact.
//
//   [data-cards]     the list; a card of it: [data-card] data-exercise data-text data-muscle ..., one of the trainer's own
//                    data-own too; in it [data-title] [data-thumb] [data-action=add|star]
//   [data-own-cards] where those of the trainer's own stand;  template[data-template=own-cards]
//   input[name=show] all | own | stars | used;  [data-as=sets|reps]  what is added with each
//   counterpoise-filter   around the search: told which cards answer it
//   template[data-muscle-words] JSON: muscle -> how people call it

import { addressOf } from "../build.mjs"
import { indexOf, matches } from "../find/match.mjs"
import { numberFault, numberOf } from "../form/numbers.mjs"
import { soundWords } from "../kept/own.mjs"
import { Picks } from "./picks.mjs"
import { Thumbs } from "./thumbs.mjs"

export class Picker {
  picks
  #tool
  #own
  /** @type {Promise<(query: string) => string[]> | null} */
  #index = null
  #thumbs = new Thumbs((place) => place.closest("[data-exercise]").dataset.exercise)

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {import("../kept/own.mjs").OwnExercises} own
   */
  constructor(tool, own) {
    this.#tool = tool
    this.#own = own
    this.picks = new Picks(tool.root)
    tool.on("change", ({ target }) => this.#changed(target))
    for (const key of ["sets", "reps"]) tool.find(`as=${key}`).value = this.picks.now[key] ?? ""
    const filter = /** @type {any} */ (tool.querySelector("counterpoise-filter"))
    customElements.whenDefined("counterpoise-filter").then(() => {
      filter.finds = (words) => this.#found(words)
      filter.fits = (card) => this.#shown(card)
      this.paint()
    })
  }

  /** Every card that can be chosen. */
  get #cards() {
    return [...this.#tool.querySelectorAll("#cb-cards [data-card]")]
  }

  /** The card of an exercise, or of one of the trainer's own; null for what is no longer there. */
  card(id) {
    return this.#tool.querySelector(`#cb-cards [data-card][data-exercise="${CSS.escape(id)}"]`)
  }

  /** The trainer's own, as they are kept now, and the stars. */
  paint() {
    const own = this.#own.list().map(({ id, value }) => ({
      id,
      title: value.title,
      text: `${value.title} ${value.how}`,
      step: value.step,
    }))
    const place = this.#tool.find("own-cards")
    place.replaceChildren(this.#tool.filled("own-cards", { own }))
    for (const [at, card] of [...place.querySelectorAll("[data-card]")].entries()) card.dataset.text = own[at].text
    this.#index = null
    for (const card of this.#cards) {
      const star = card.querySelector("[data-action=star]")
      star.setAttribute("aria-pressed", String(this.picks.now.stars.includes(card.dataset.exercise)))
      this.#thumbs.see(card.querySelector("[data-thumb]"))
    }
    this.#tool.querySelector("counterpoise-filter").apply?.()
  }

  star(button) {
    const { exercise } = button.closest("[data-card]").dataset
    button.setAttribute("aria-pressed", String(this.picks.star(exercise)))
  }

  /** An item of a plan for a card, with what is added with each. */
  item(card) {
    const { exercise, own, counted } = card.dataset
    this.picks.used(exercise)
    if (own === undefined) return { card: exercise, dose: this.picks.dose(counted !== undefined) }
    const kept = this.#own.find(exercise)
    if (!kept) return null
    return { own: { id: exercise, ...soundWords(kept.value) }, dose: kept.value.dose }
  }

  #changed(field) {
    if (field.name === "show") this.#tool.querySelector("counterpoise-filter").apply()
    const key = field.dataset.as
    if (!key) return
    const number = field.value.trim() && !numberFault(field) ? numberOf(field) : null
    this.picks.set({ [key]: number })
    field.value = number ?? ""
  }

  /** Whether a card belongs to what is shown: all of them, the own, the starred, the last used. */
  #shown({ dataset: { exercise, own } }) {
    const { stars, used } = this.picks.now
    const show = this.#tool.querySelector("input[name=show]:checked").value
    if (show === "own") return own !== undefined
    return show === "all" || (show === "stars" ? stars : used).includes(exercise)
  }

  // Words

  /** The cards that answer a query, the best first. */
  async #found(query) {
    this.#index ??= this.#opened()
    const search = await this.#index.catch(() => {
      this.#index = null
      return null
    })
    if (!search) return null
    return search(query).map((id) => this.card(id))
  }

  async #opened() {
    const { default: MiniSearch } = await import(addressOf("minisearch.mjs"))
    const lay = JSON.parse(this.#tool.querySelector("template[data-muscle-words]").content.textContent)
    const entries = this.#cards.map((card) => ({
      location: card.dataset.exercise,
      title: card.querySelector("[data-title]").textContent,
      text: card.dataset.text,
      lay: (card.dataset.muscle ?? "").split(" ").filter((muscle) => muscle in lay),
    }))
    const index = indexOf(MiniSearch, { entries, lay })
    return (query) => matches(index, query).map(([{ location }]) => location)
  }
}
