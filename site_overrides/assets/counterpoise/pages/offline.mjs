// <counterpoise-offline>: what of the site this device keeps, to keep all of it, and to keep nothing. Where what is asked
// does not answer within some seconds, what can be done is said.
//
// Given        data-root (to the site's start)
// Inside it    [data-missing] (where a page that is not kept was asked for), [data-state], [data-action=keep|sheets|forget],
//              template[data-words]: offline.NAME

import { sayings } from "../fill.mjs"
import { asked, canKeep, forgetSite, keepSite, registrationOf, unwanted } from "../kept/offline.mjs"
import { persist } from "../kept/shelf.mjs"

const MEGABYTE = 1e6
const PATIENCE = 8000 // ms
const FAULTS = ["full", "broken"] // as the worker names them

class Offline extends HTMLElement {
  /** @type {import("../fill.mjs").Say} */
  #say
  #fault = ""
  #late

  connectedCallback() {
    this.#say = sayings(this)
    this.#part("missing").hidden = location.search !== "?missing"
    for (const button of this.querySelectorAll("button")) button.addEventListener("click", () => this.#press(button))
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (FAULTS.includes(data.fault)) this.#fault = data.fault
      this.#show()
    })
    navigator.serviceWorker?.startMessages()
    this.#wait("asking")
    this.#show()
  }

  disconnectedCallback() {
    clearTimeout(this.#late)
  }

  get #root() {
    return /** @type {string} */ (this.dataset.root)
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`))
  }

  /** @param {Part} button */
  async #press(button) {
    this.#fault = ""
    this.#wait(button.dataset.action === "forget" ? "asking" : "working")
    const action = { keep: () => this.#keep(), sheets: () => this.#keepSheets(), forget: () => this.#forget() }
    await action[/** @type {"keep" | "sheets" | "forget"} */ (button.dataset.action)]().catch(() => {
      this.#fault ||= "broken"
    })
    await this.#show()
  }

  async #keep() {
    unwanted(this.#root).erase()
    const registration = await keepSite(this.#root)
    persist()
    const coming = registration.installing
    if (coming) await settled(coming)
    if (coming?.state === "redundant") throw new Error()
  }

  async #keepSheets() {
    const registration = await registrationOf(this.#root)
    const { fault } = registration ? await asked(registration, "sheets") : { fault: "broken" }
    this.#fault = fault ?? ""
  }

  async #forget() {
    unwanted(this.#root).save(true)
    await forgetSite(this.#root)
  }

  async #show() {
    if (!document.querySelector("counterpoise-update")) return this.#tell("edited")
    if (!canKeep()) return this.#tell("cannot")
    const registration = await registrationOf(this.#root)
    if (registration?.installing && !registration.active) {
      settled(registration.installing).then(() => this.#show())
      return this.#wait("working")
    }
    const state = registration?.active ? await asked(registration, "state") : null
    const sheets = state?.sheets ?? false
    const none = unwanted(this.#root).load() ? "unwanted" : "none"
    this.#buttons({ keep: !state, sheets: Boolean(state?.bytes) && !sheets, forget: Boolean(state) })
    this.#tell(this.#fault || (state ? (sheets ? "all" : "kept") : none), {
      n: Math.ceil((state?.bytes ?? 0) / MEGABYTE),
    })
  }

  /** @param {string} word said until it is known how it went, or that this takes long */
  #wait(word) {
    this.#buttons({})
    this.#tell(word)
    this.#late = setTimeout(() => {
      this.#buttons({ forget: true })
      this.#tell("late")
    }, PATIENCE)
  }

  /** @param {Record<string, boolean>} shown */
  #buttons(shown) {
    for (const button of this.querySelectorAll("button")) button.hidden = !shown[button.dataset.action ?? ""]
  }

  /**
   * @param {string} word
   * @param {Record<string, any>} [values]
   */
  #tell(word, values) {
    clearTimeout(this.#late)
    this.#part("state").textContent = this.#say(`offline.${word}`, values)
  }
}

/** @param {ServiceWorker} coming */
const settled = (coming) =>
  new Promise((done) =>
    coming.addEventListener("statechange", () => coming.state !== "installed" && done(coming.state)),
  )

customElements.define("counterpoise-offline", Offline)
