// <counterpoise-kept>: where this device keeps a plan, the start page and the self-assessments open with it. Without
// script, or without a plan, nothing of it is seen.
//
// Given        data-root (to the site's start), data-retest (days until a check is taken again)
// Inside it    [data-kept-open] (its address is set), [data-kept-name] [data-kept-facts],
//              [data-kept-again] (a check is due, with [data-kept-again-open]), [data-kept-copy] (it is time to save one), template[data-words]: facts,
//              done

import { dayHere, dayTold } from "../day.mjs"
import { sayings } from "../fill.mjs"
import { copyDue, dueFrom } from "../kept/copy.mjs"
import { Plans, planUrl } from "../kept/plans.mjs"
import { Results } from "../kept/results.mjs"
import { Sessions } from "../kept/sessions.mjs"

class Kept extends HTMLElement {
  #heard

  connectedCallback() {
    const shelves = dueFrom(this.#root)
    this.#heard = ({ key }) => shelves.some((shelf) => shelf.isAt(key)) && this.#show()
    window.addEventListener("storage", this.#heard)
    this.#show()
  }

  disconnectedCallback() {
    window.removeEventListener("storage", this.#heard)
  }

  get #root() {
    return /** @type {string} */ (this.dataset.root)
  }

  #show() {
    const root = this.#root
    const [plan] = new Plans(root).list()
    this.hidden = !plan
    if (!plan) return
    const { text, name, made } = plan.value
    const done = new Sessions(root).list().filter(({ value }) => value?.plan === text).length
    const say = sayings(this)
    this.#part("name").textContent = name
    this.#part("facts").textContent = done ? say("kept.done", { n: done }) : say("kept.made", { date: dayTold(made) })
    this.#part("open").href = planUrl(root, text)
    this.#part("copy").hidden = !copyDue(root)
    this.#again()
  }

  /** So many days after the last check the next one is due: it leads to the same self-assessment. */
  #again() {
    const next = new Results(this.#root).again(Number(this.dataset.retest))
    this.#part("again").hidden = !next || next.on > dayHere()
    if (next) this.#part("again-open").href = new URL(`${this.#root}assessments/${next.of}/`, document.baseURI).href
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement & { href: string }} */ (this.querySelector(`[data-kept-${name}]`))
  }
}

customElements.define("counterpoise-kept", Kept)
