// The exercises of a plan in the making, as <counterpoise-builder> lists them: painted anew after every change, with
// the keyboard where it was.
//
// Inside an item   [data-title] [data-field=sets|reps|hold|metres|start|note] [data-action=remove|up|down|swap]

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

  /** What Python says of each exercise, and what the plan says of it. */
  show(told, planned) {
    const items = told.map((card, i, all) => ({
      ...card,
      dose: card.weeks[0]?.parts.join(", ") ?? null,
      cautions: card.cautions.map(({ advice }) => advice),
      note: planned[i]?.note ?? "",
      number: i + 1,
      alone: all.length === 1,
    }))
    const held = this.#held()
    this.#place.replaceChildren(this.#tool.filled("items", { items, root: this.#tool.root }))
    for (const [i, li] of this.#items.entries()) finish(li, items[i], i, items.length)
    if (held) this.item(held.at)?.querySelector(held.selector)?.focus({ preventScroll: true })
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

function finish(li, { note, start }, i, count) {
  li.querySelector("[data-field=note]").value = note
  const side = li.querySelector("[data-field=start]")
  if (side) side.value = start ?? ""
  li.querySelector("[data-action=up]").disabled = i === 0
  li.querySelector("[data-action=down]").disabled = i === count - 1
}
