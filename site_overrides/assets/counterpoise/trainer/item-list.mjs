// The exercises of a plan in the making, as <counterpoise-builder> lists them: painted anew after every change, with
// the keyboard where it was.
//
//   template[data-template=refused]   what refused.mjs puts beside a field
//
// Inside an item   [data-title] [data-more] [data-action=remove|up|down|swap]
//                  [data-field=side|note|growth|tempo|load, or an amount, or to-AMOUNT: up to how much it grows]

import { grown } from "./packs.mjs"
import { markRefused } from "./refused.mjs"

/** What is shown of an exercise that Python could not read. */
const UNREAD = {
  exercise: "",
  step: "",
  sent: "yes",
  amounts: [],
  doses: [],
  always: [],
  cautions: [],
  notes: [],
  instead: [],
}

export class ItemList {
  #place
  #tool

  /** `tool`: the element around it. */
  constructor(tool) {
    this.#place = tool.find("items")
    this.#tool = tool
  }

  get #items() {
    return [...this.#place.querySelectorAll("[data-item]")]
  }

  /** The item at a place of the list; undefined where there is none. */
  item(at) {
    return this.#items.at(at)
  }

  /** Which item an element is part of; -1: none. */
  at(element) {
    return this.#items.indexOf(element.closest("[data-item]"))
  }

  has(element) {
    return this.#place.contains(element)
  }

  /** What Python says of each exercise (null: it could not be read), what the plan says of it, and what was refused. */
  show(told, planned, wrong) {
    const items = planned.map((item, i) => this.#view(told[i] ?? { ...UNREAD, title: titleOf(item) }, item, i))
    const [held, open] = [this.#held(), this.#unfolded()]
    this.#place.replaceChildren(this.#tool.filled("items", { items, root: this.#tool.root }))
    for (const [i, li] of this.#items.entries()) {
      finish(li, items[i], i, items.length)
      li.querySelector("[data-more]").open = open.has(li.dataset.exercise)
      this.#refuse(
        li,
        planned[i],
        i,
        wrong.filter(({ at }) => at === i),
      )
    }
    if (held) this.item(held.at)?.querySelector(held.selector)?.focus({ preventScroll: true })
  }

  /** What was typed stays in its field, which is shown; what is wrong with all of it stands under its head. */
  #refuse(li, item, i, wrong) {
    li.id = `cb-item-${i}`
    const refused = wrong.map(({ field: key, why }) => {
      const field = key && li.querySelector(`[data-field="${key}"]`)
      if (!field) return { field: li.querySelector(".cb-item__head"), why }
      field.value = key.startsWith("to-")
        ? grown(item).to?.[key.slice(3)]
        : (item.dose?.[key] ?? item[key] ?? field.value)
      if (li.querySelector("[data-more]").contains(field)) li.querySelector("[data-more]").open = true
      return { field, why }
    })
    markRefused(this.#tool, li, refused)
  }

  /** Lead to an item. */
  lead(at) {
    const title = this.item(at)?.querySelector("[data-title]")
    title?.scrollIntoView({ block: "nearest" })
    title?.focus()
  }

  #view(card, planned, i) {
    const { rule = "", to = {} } = grown(planned)
    const growing = rule && rule !== "steady"
    const upTo = ({ key, title, ...amount }) => {
      const what = this.#tool.say("builder.up-to", { what: title })
      return { ...amount, key: `to-${key}`, title: what, value: to[key] ?? null, usual: null, beside: null }
    }
    return {
      ...card,
      own_id: planned.own?.id ?? null,
      stuck: card.instead.length || card.sent ? null : "yes",
      unscreened: card.sent && !card.sent.demands ? "yes" : null,
      doses: card.doses.map(({ title, amount, own }) => ({ title, text: [amount.join(" "), ...own].join(", ") })),
      always: card.always.join(", "),
      advice: [...card.cautions.map(({ advice }) => advice), ...card.notes],
      first: card.amounts.filter(({ first }) => first),
      rest: card.amounts.filter(({ first }) => !first),
      grown: growing ? card.amounts.filter(({ first, key }) => first || key === "effort").map(upTo) : [],
      load: planned.dose?.load ?? null,
      tempo: [planned.dose?.tempo ?? []].flat().join("-") || null,
      growth: rule,
      note: planned.note ?? "",
      number: i + 1,
    }
  }

  /** The exercises of which the whole dose is shown. */
  #unfolded() {
    const open = this.#items.filter((li) => li.querySelector("[data-more]").open)
    return new Set(open.map((li) => li.dataset.exercise))
  }

  /** Where the keyboard is. */
  #held() {
    const { activeElement } = document
    if (!activeElement || !this.has(activeElement)) return null
    const { field, action } = activeElement.dataset
    const selector = field ? `[data-field="${field}"]` : action ? `[data-action="${action}"]` : "[data-title]"
    return { at: this.at(activeElement), selector }
  }
}

const titleOf = ({ card, own }) => own?.title ?? card ?? ""

function finish(li, { note, start, growth }, i, count) {
  li.querySelector("[data-field=note]").value = note
  li.querySelector("[data-field=growth]").value = growth
  const side = li.querySelector("[data-field=side]")
  if (side) side.value = start ?? ""
  li.querySelector("[data-action=up]").disabled = i === 0
  li.querySelector("[data-action=down]").disabled = i === count - 1
}
