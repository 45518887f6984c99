// <counterpoise-why>: one path of whys, from what a person notices to where something can be changed. Without this script
// every stop is listed and its answers lead from one to the next.
//
// Inside it    [data-starts] a[data-why=STOP]   where a path begins
//              [data-path][hidden]              gets copies of the stops on the path
//              [data-again][hidden]             shown while there is a path
//              template[data-back]              the link that opens a stop's other answers again
//              [data-all] [data-node=STOP]      the stops, hidden by this script
//                [data-answers] a[data-why=STOP]  what may stand behind a stop, in a list or two
//
// The address carries the path (#symptoms-knot/causes-chronic-stress): it can be linked, kept and gone back on.

class Why extends HTMLElement {
  #left
  #stops
  #shown = ""

  connectedCallback() {
    this.#left = new AbortController()
    this.#stops = new Map([...this.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]))
    this.querySelector("[data-all]").hidden = true
    addEventListener("hashchange", () => this.#follow(true), { signal: this.#left.signal })
    this.#follow(location.hash.length > 1)
  }

  disconnectedCallback() {
    this.#left.abort()
  }

  /** Show the path of the address; a name that no answer of the stop before leads to ends it. */
  #follow(move) {
    const names = decoded(location.hash.slice(1)).split("/")
    const path = []
    for (const name of names) {
      if (!this.#stops.has(name) || (path.length && !this.#leads(path.at(-1), name))) break
      path.push(name)
    }
    const shown = path.join("/")
    if (shown === this.#shown) return
    this.#shown = shown
    const box = this.querySelector("[data-path]")
    box.replaceChildren(...path.map((name, i) => this.#stop(name, path.slice(0, i + 1), path[i + 1])))
    box.hidden = !path.length
    this.querySelector("[data-starts]").hidden = path.length > 0
    this.querySelector("[data-again]").hidden = !path.length
    if (move && path.length) this.#reach(box.lastElementChild)
  }

  #leads(from, to) {
    return this.#stops.get(from).querySelector(`[data-why="${CSS.escape(to)}"]`) !== null
  }

  /** A stop as it stands on the path: with all its answers, or only the one that was chosen. */
  #stop(name, path, chosen) {
    const copy = this.#stops.get(name).cloneNode(true)
    for (const el of [copy, ...copy.querySelectorAll("[id]")]) el.removeAttribute("id")
    for (const link of copy.querySelectorAll("[data-why]"))
      link.setAttribute("href", `#${[...path, link.dataset.why].join("/")}`)
    if (!chosen) return copy
    const answer = copy.querySelector(`[data-why="${CSS.escape(chosen)}"]`)
    const group = answer.closest("[data-answers]")
    const row = answer.closest("li")
    const list = group.querySelector("ul")
    for (const other of copy.querySelectorAll("[data-answers]")) if (other !== group) other.remove()
    list.replaceChildren(row)
    group.querySelector("details")?.remove()
    const back = this.querySelector("template[data-back]").content.firstElementChild.cloneNode(true)
    back.setAttribute("href", `#${path.join("/")}`)
    answer.replaceWith(document.createTextNode(answer.textContent))
    list.after(back)
    copy.setAttribute("data-passed", "")
    return copy
  }

  #reach(stop) {
    const heading = stop.querySelector("h3")
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    stop.scrollIntoView({ block: "start" })
  }
}

/** An address may be cut off in the middle of a sign; it then leads nowhere. */
function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}

customElements.define("counterpoise-why", Why)
