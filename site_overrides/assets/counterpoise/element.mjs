// What the custom elements of the tools share: their parts, their words, Python, and their buttons.
//
//   class Builder extends Tool    begin() when it stands in the page, turned() whenever Python has changed
//   actions                       name -> what a press on [data-action=NAME] does; it is given the button
//
// Given        data-bundle-url, data-root (to the site's start)
// Inside it    [data-NAME], template[data-template=NAME], template[data-words], [data-status]
// It sets      data-engine: idle | loading | ready | failed

import { fill, sayings } from "./fill.mjs"
import { Engine } from "./python/engine.mjs"

const engines = new Map() // bundle address -> Engine: a second tool on a page finds it ready
const TOLD = ["no-webassembly", "no-worker", "versions", "download"] // words of engine.mjs that a reader can do something about

function engineFor(bundle) {
  const { href } = new URL(bundle, document.baseURI)
  return engines.get(href) ?? engines.set(href, new Engine()).get(href)
}

export class Tool extends HTMLElement {
  actions = {}
  #left
  #unlisten

  connectedCallback() {
    this.say = sayings(this)
    this.engine = engineFor(this.dataset.bundleUrl)
    this.#left = new AbortController()
    this.on("click", (event) => this.#pressed(event))
    this.begin()
    this.#unlisten = this.engine.listen((now) => {
      this.dataset.engine = now.state
      this.turned(now)
    })
  }

  disconnectedCallback() {
    this.#left.abort()
    this.#unlisten()
  }

  begin() {}

  /** `now` is what engine.mjs tells: {state, step, error}. */
  turned(_now) {}

  /** Listen for as long as it stands in the page. */
  on(type, heard, target = this) {
    target.addEventListener(type, heard, { signal: this.#left.signal })
  }

  /** What a form does, instead of being sent. */
  sends(form, action) {
    const heard = (event) => {
      event.preventDefault()
      action()
    }
    this.on("submit", heard, form)
  }

  /** Leads to the site's start. */
  get root() {
    return this.dataset.root
  }

  find(name) {
    return this.querySelector(`[data-${name}]`)
  }

  /** A template of its own, filled in. */
  filled(name, data) {
    return fill(this.querySelector(`template[data-template="${name}"]`), data)
  }

  /** Download and start Python, or try again. */
  start() {
    this.engine.start(this.dataset.bundleUrl)
  }

  /** Why Python did not start, in words. */
  why(word) {
    return this.say(TOLD.includes(word) ? `why-failed.${word}` : "why-failed.other")
  }

  status(word, values) {
    this.find("status").textContent = this.say(word, values)
  }

  /** Where a link has an address of its own, it may be opened elsewhere. */
  #pressed(event) {
    const target = event.target.closest("[data-action]")
    if (!target) return
    if (target.matches("a")) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
    }
    this.actions[target.dataset.action]?.(target)
  }
}
