// Filters the cards of an index page. Everything is listed before this has run, and if it never runs.
//
//   <counterpoise-filter data-list="ID">   ID: the element whose [data-card] children are filtered
//     form                                 keeps its place unseen until this runs (entities.css); named controls, each a facet
//       [name=words]                       words, all of which must occur in a card's data-text
//       [name=FACET]                       a value that must be one of the card's data-FACET words
//       details[data-more]                 holds the facets: open where there is room, or when one is chosen
//       output[data-count]                 data-words has the sentence, with {shown}; data-one that for one card
//     [data-none][hidden]                  shown when nothing matches
//
//     data-found    the words that what is shown answers
//     finds(words)  a page with a better search sets it: the cards that answer, the best first; null: as without it
//     fits(card)    and this, for what else decides
//
// The address carries the choice (?region=neck&words=desk), so that it can be linked, kept and gone back to.

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")

class CounterpoiseFilter extends HTMLElement {
  /** @type {FormPart} */
  #form
  #list
  #output
  #none
  #asked = 0
  /** @type {Part[] | null} */
  #order = null // as the cards stood before they were sorted
  /** @type {((words: string) => Promise<Part[] | null>) | null} */
  finds = null
  /** @type {(card: Part) => boolean} */
  fits = () => true

  connectedCallback() {
    this.#form = this.querySelector("form")
    this.#output = this.querySelector("[data-count]")
    this.#none = this.querySelector("[data-none]")
    this.#list = document.getElementById(this.dataset.list)
    for (const [name, value] of new URLSearchParams(location.search)) this.#choose(name, value)
    const more = this.#form.querySelector("[data-more]")
    if (more) more.open = matchMedia("(min-width: 45em)").matches || this.#chosen().some(([name]) => name !== "words")
    this.#form.addEventListener("submit", (event) => event.preventDefault())
    this.#form.addEventListener("input", () => this.apply())
    this.#form.addEventListener("reset", () => setTimeout(() => this.apply()))
    this.apply()
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

  async apply() {
    const mine = ++this.#asked
    const chosen = this.#chosen()
    const words = chosen.find(([name]) => name === "words")?.[1]
    const found = words && this.finds ? await this.finds(words) : null
    if (mine !== this.#asked) return
    this.#show(chosen, found)
    this.dataset.found = words ?? ""
    const query = new URLSearchParams(chosen).toString()
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash)
  }

  /** `found`: the cards that answer the words, where a search told. */
  #show(chosen, found) {
    const cards = [...this.#list.querySelectorAll("[data-card]")]
    const words = plain(chosen.find(([name]) => name === "words")?.[1] ?? "")
      .split(/\s+/)
      .filter(Boolean)
    const facets = chosen.filter(([name]) => name !== "words")
    const answers = found && new Set(found)
    let shown = 0
    for (const card of cards) {
      const said = answers ? answers.has(card) : words.every((word) => plain(card.dataset.text).includes(word))
      const fits =
        said &&
        facets.every(([name, value]) => (card.dataset[name] ?? "").split(" ").includes(value)) &&
        this.fits(card)
      card.hidden = !fits
      shown += fits ? 1 : 0
    }
    this.#sort(found, cards)
    const { words: sentence, one } = this.#output.dataset
    this.#output.textContent = shown === 1 && one ? one : sentence.replace("{shown}", shown)
    this.#none.hidden = shown > 0
  }

  /** What answers best stands first; without a search all stand as they did. */
  #sort(found, cards) {
    if (found || this.#order) this.#list.scrollTop = 0
    if (found) this.#order ??= cards
    for (const card of found ?? this.#order ?? []) if (card.isConnected) card.parentElement.append(card)
    if (!found) this.#order = null
  }
}

customElements.define("counterpoise-filter", CounterpoiseFilter)
