// What the custom elements of the tools share: their parts, their words, Python, and their buttons.
//
//   class Builder extends Tool    begin() when it stands in the page, turned() whenever Python has changed
//   actions                       name -> what a press on [data-action=NAME] does; it is given the button
//
// Given        data-bundle-url, data-root (to the site's start)
// Inside it    [data-NAME], template[data-template=NAME], template[data-words], [data-status]
// It sets      data-engine: idle | loading | ready | failed

import { fill, sayings } from "./fill.mjs"
import { engineFor } from "./python/engines.mjs"

const TOLD = ["no-webassembly", "no-worker", "versions", "download"] // words of engine.mjs that a reader can do something about

export class Tool extends HTMLElement {
  /** @type {Record<string, (button: any) => unknown>} */
  actions = {}
  /** @type {AbortController} */
  #left
  /** @type {() => void} */
  #unlisten

  connectedCallback() {
    /** @type {import("./fill.mjs").Say} */
    this.say = sayings(this)
    /** @type {import("./python/engine.mjs").Engine} */
    this.engine = engineFor(this.dataset.bundleUrl)
    this.#left = new AbortController()
    this.on("click", (event) => this.#pressed(event))
    this.on("pagehide", () => this.#leave(), window)
    this.on("visibilitychange", () => document.hidden && this.#leave(), document)
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

  /**
   * `now` is what engine.mjs tells.
   * @param {import("./python/engine.mjs").Now} _now
   */
  turned(_now) {}

  /**
   * Listen for as long as it stands in the page.
   * @param {string} type
   * @param {(event: any) => unknown} heard
   * @param {EventTarget} [target]
   */
  on(type, heard, target = this) {
    target.addEventListener(type, heard, { signal: this.#left.signal })
  }

  /**
   * Hear what another tab changes of some shelves, and of no others.
   * @param {{ readonly shelves: { isAt(key: string | null): boolean }[] }} of asked each time: they may be others by then
   * @param {() => unknown} heard
   */
  meets(of, heard) {
    this.on("storage", ({ key }) => of.shelves.some((shelf) => shelf.isAt(key)) && heard(), window)
  }

  /** What is typed and not left yet counts too when the page goes, or another tab comes. */
  #leave() {
    const typed = this.querySelector(":is(input:not([type=file]), textarea):focus")
    typed?.dispatchEvent(new Event("change", { bubbles: true }))
  }

  /**
   * What a form does, instead of being sent.
   * @param {Part} form
   * @param {() => unknown} action
   */
  sends(form, action) {
    /** @param {Event} event */
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

  /**
   * The first part of it that has the attribute data-NAME.
   * @template [E=Part]
   * @param {string} name
   * @returns {E}
   */
  find(name) {
    return this.querySelector(`[data-${name}]`)
  }

  /**
   * A template of its own, filled in.
   * @param {string} name
   * @param {Record<string, any>} data
   */
  filled(name, data) {
    return fill(this.querySelector(`template[data-template="${name}"]`), data)
  }

  /** Download and start Python, or try again. */
  start() {
    this.engine.start(this.dataset.bundleUrl)
  }

  /**
   * Why Python did not start, in words.
   * @param {string} word
   */
  why(word) {
    return this.say(TOLD.includes(word) ? `why-failed.${word}` : "why-failed.other")
  }

  /**
   * @param {string} word
   * @param {Record<string, any>} [values]
   */
  status(word, values) {
    this.find("status").textContent = this.say(word, values)
  }

  /**
   * Where a link has an address of its own, it may be opened elsewhere.
   * @param {MouseEvent & { target: Part }} event
   */
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
