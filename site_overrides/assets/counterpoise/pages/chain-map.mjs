// <counterpoise-chain>: choose a place of the kinetic-chain map; what may come before and after it stands out, with its
// words beside the picture. Without this script the picture's dots lead to the same words further down the page.
//
// Given        a figure with a[data-node=ID] and g[data-from=ID][data-to=ID]
// Inside it    [data-pick] > select[data-choose]   hidden until this script runs
//              [data-chosen]   gets a copy of the page's [data-entry=ID], whose [data-way] name the neighbours
// It sets      data-on on itself; data-look on nodes: chosen, before, after; data-on on the links between them

const TARGET = 'a[href^="#node-"]'
const idOf = (link) => link.getAttribute("href").slice("#node-".length)

class Chain extends HTMLElement {
  #left

  connectedCallback() {
    this.#left = new AbortController()
    const { signal } = this.#left
    this.querySelector("[data-pick]").hidden = false
    const choice = this.querySelector("[data-choose]")
    choice.addEventListener("change", () => this.#choose(choice.value), { signal })
    this.addEventListener("click", (event) => this.#clicked(event), { signal })
    this.#choose(choice.value) // a browser may have restored it
  }

  disconnectedCallback() {
    this.#left.abort()
  }

  #clicked(event) {
    const link = event.target.closest(TARGET)
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.querySelector("[data-choose]").value = idOf(link)
    this.#choose(idOf(link))
  }

  #choose(id) {
    const entry = id && document.querySelector(`[data-entry="${CSS.escape(id)}"]`)
    this.toggleAttribute("data-on", Boolean(entry))
    this.querySelector("[data-chosen]").replaceChildren(...(entry ? [this.#copy(entry)] : []))
    const named = (way) => (entry ? [...entry.querySelectorAll(`[data-way="${way}"] ${TARGET}`)].map(idOf) : [])
    const [before, after] = [new Set(named("before")), new Set(named("after"))]
    for (const node of this.querySelectorAll("[data-node]")) {
      const own = node.dataset.node
      this.#mark(node, own === id ? "chosen" : before.has(own) ? "before" : after.has(own) ? "after" : null)
    }
    for (const link of this.querySelectorAll("[data-from]")) {
      const { from, to } = link.dataset
      const leads = before.has(from) && (before.has(to) || to === id)
      link.toggleAttribute("data-on", leads || (after.has(to) && (after.has(from) || from === id)))
    }
  }

  #mark(node, look) {
    if (look) node.dataset.look = look
    else delete node.dataset.look
  }

  #copy(entry) {
    const copy = entry.cloneNode(true)
    for (const el of [copy, ...copy.querySelectorAll("[id]")]) el.removeAttribute("id")
    copy.removeAttribute("data-entry")
    copy.open = true
    return copy
  }
}

customElements.define("counterpoise-chain", Chain)
