// Filters the cards of an index page. Everything is listed before this has run, and if it never runs.
//
//   <counterpoise-filter data-list="ID">   ID: the element whose [data-card] children are filtered
//     form                                 keeps its place unseen until this runs (entities.css); named controls, each a facet
//       [name=words]                       words, all of which must occur in a card's data-text
//       [name=FACET]                       a value that must be one of the card's data-FACET words
//       details[data-more]                 holds the facets: open where there is room, or when one is chosen
//       output[data-count]                 data-words has the sentence, with {shown}
//     [data-none][hidden]                  shown when nothing matches
//
// The address carries the choice (?region=neck&words=desk), so that it can be linked, kept and gone back to.

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")

class CounterpoiseFilter extends HTMLElement {
  /** @type {FormPart} */
  #form
  #cards
  #output
  #none

  connectedCallback() {
    this.#form = this.querySelector("form")
    this.#output = this.querySelector("[data-count]")
    this.#none = this.querySelector("[data-none]")
    const cards = document.querySelectorAll(`#${CSS.escape(this.dataset.list)} [data-card]`)
    this.#cards = [...cards].map((element) => ({ element, text: plain(element.dataset.text) }))
    for (const [name, value] of new URLSearchParams(location.search)) this.#choose(name, value)
    const more = this.#form.querySelector("[data-more]")
    if (more) more.open = matchMedia("(min-width: 45em)").matches || this.#chosen().some(([name]) => name !== "words")
    this.#form.addEventListener("submit", (event) => event.preventDefault())
    this.#form.addEventListener("input", () => this.#apply())
    this.#form.addEventListener("reset", () => setTimeout(() => this.#apply()))
    this.#apply()
  }

  /** Take over a value from the address, unless the control does not offer it. */
  #choose(name, value) {
    const control = this.#form.elements.namedItem(name)
    if (!control) return
    const before = control.value
    control.value = value
    if (control.value !== value) control.value = before
  }

  /** What is chosen: [name, value], without what is left open. */
  #chosen() {
    const values = [...new FormData(this.#form)].map(([name, value]) => [name, String(value)])
    return values.filter(([, value]) => value.trim())
  }

  #apply() {
    const chosen = this.#chosen()
    const words = plain(chosen.find(([name]) => name === "words")?.[1] ?? "")
      .split(/\s+/)
      .filter(Boolean)
    const facets = chosen.filter(([name]) => name !== "words")
    let shown = 0
    for (const { element, text } of this.#cards) {
      const fits =
        words.every((word) => text.includes(word)) &&
        facets.every(([name, value]) => (element.dataset[name] ?? "").split(" ").includes(value))
      element.hidden = !fits
      shown += fits
    }
    this.#output.textContent = this.#output.dataset.words.replace("{shown}", shown)
    this.#none.hidden = shown > 0
    const query = new URLSearchParams(chosen).toString()
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash)
  }
}

customElements.define("counterpoise-filter", CounterpoiseFilter)
