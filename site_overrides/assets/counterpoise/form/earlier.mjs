// Earlier results, to read: what a person was told on the day of a check, and nothing of safety. Python has no part in it:
// nothing is worked out anew from it, and nobody is spared a question by it.
//
//   [data-earlier] [data-earlier-list]   the fold on the first step, and what is put there
//   template[data-template=earlier]      one of them, folded
//   Address   #result=DAY                the one that is open; with a sum of the name of whoever it is of

import { dayTold } from "../day.mjs"
import { cut } from "../kept/entries.mjs"

const PLACE = "#result="

/**
 * What is kept of a result, as it was told.
 * @param {any} assessment
 * @param {import("../fill.mjs").Say} say
 * @returns {import("../kept/results.mjs").Told}
 */
export function toldOf({ headline, lead, places, routine }, say) {
  const row = (/** @type {string} */ name, /** @type {string} */ what) => say("again.row", { name, what })
  const found = places.map(({ title, pattern, pathways }) =>
    row(title, pattern ? `${pattern.title} (${pattern.band_title})` : pathways.map((one) => one.title).join(", ")),
  )
  return {
    headline,
    lines: [...(lead ? [lead] : []), ...found],
    cards: (routine?.cards ?? []).map(({ title, weeks }) => row(title, weeks[0].parts.join(", "))),
  }
}

export class Earlier {
  #tool

  /** @param {import("../element.mjs").Tool} tool */
  constructor(tool) {
    this.#tool = tool
    tool.on("popstate", () => this.follow(), window)
  }

  /** Whether the address names one. */
  get named() {
    return location.hash.startsWith(PLACE)
  }

  get #rows() {
    return /** @type {Part[]} */ ([...this.#tool.find("earlier-list").children])
  }

  /**
   * List them, the last one first.
   * @param {import("../kept/results.mjs").Value[]} checks
   */
  show(checks) {
    const told = checks.filter((one) => one.told).reverse()
    this.#tool.find("earlier").hidden = !told.length
    this.#tool.find("earlier-list").replaceChildren(...told.map((one) => this.#row(one)))
    for (const row of this.#rows) row.ontoggle = () => this.#toggled(row)
    this.follow()
  }

  /** @param {import("../kept/results.mjs").Value} check */
  #row({ on, who, told }) {
    const date = dayTold(on, { year: "numeric" })
    const title = this.#tool.say(who ? "again.earlier-of" : "again.earlier", { name: who, date })
    return this.#tool.filled("earlier", { ...told, title, place: `${PLACE}${on}${cut(who, 0)}` })
  }

  /** @param {Part} row */
  #toggled({ open, dataset: { place } }) {
    const here = location.hash === place
    if (open && !here) history.pushState(history.state, "", place)
    if (!open && here) history.replaceState(history.state, "", location.pathname + location.search)
  }

  /** The one that the address names is open, and no other. */
  follow() {
    for (const row of this.#rows) row.open = row.dataset.place === location.hash
    const named = this.#rows.find((row) => row.open)
    if (!named) return
    this.#tool.find("earlier").open = true
    named.querySelector("summary").focus()
  }
}
