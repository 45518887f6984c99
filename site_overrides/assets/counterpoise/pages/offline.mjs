// <counterpoise-offline>: what of the site this device keeps, to keep all of it, and to keep nothing.
//
// Given        data-root (to the site's start)
// Inside it    [data-missing] (where a page that is not kept was asked for), [data-state], [data-action=keep|sheets|forget],
//              template[data-words]: offline.NAME

import { sayings } from "../fill.mjs"
import { asked, canKeep, forgetSite, keepSite, registrationOf } from "../kept/offline.mjs"

const MEGABYTE = 1e6
const FAULTS = ["full", "broken"] // as the worker names them

class Offline extends HTMLElement {
  /** @type {import("../fill.mjs").Say} */
  #say
  #fault = ""

  connectedCallback() {
    this.#say = sayings(this)
    this.#part("missing").hidden = location.search !== "?missing"
    for (const button of this.querySelectorAll("button")) button.addEventListener("click", () => this.#press(button))
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (FAULTS.includes(data.fault)) this.#fault = data.fault
      this.#show()
    })
    navigator.serviceWorker?.startMessages()
    this.#show()
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
    this.#buttons({})
    this.#tell("working")
    const action = { keep: () => this.#keep(), sheets: () => this.#keepSheets(), forget: () => forgetSite(this.#root) }
    await action[/** @type {"keep" | "sheets" | "forget"} */ (button.dataset.action)]().catch(() => {
      this.#fault ||= "broken"
    })
    await this.#show()
  }

  async #keep() {
    const registration = await keepSite(this.#root)
    navigator.storage?.persist?.() // so that no need of room takes it away
    const coming = registration.installing
    if (coming)
      await new Promise((done) => coming.addEventListener("statechange", () => coming.state !== "installed" && done(0)))
    if (coming?.state === "redundant") throw new Error()
  }

  async #keepSheets() {
    const registration = await registrationOf(this.#root)
    const { fault } = registration ? await asked(registration, "sheets") : { fault: "broken" }
    this.#fault = fault ?? ""
  }

  async #show() {
    if (!document.querySelector("counterpoise-update")) return this.#tell("edited")
    if (!canKeep()) return this.#tell("cannot")
    const registration = await registrationOf(this.#root)
    if (registration?.installing && !registration.active) return this.#tell("working")
    const state = registration?.active ? await asked(registration, "state") : null
    const sheets = state?.sheets ?? false
    this.#buttons({ keep: !state, sheets: Boolean(state?.bytes) && !sheets, forget: Boolean(state) })
    this.#tell(this.#fault || (state ? (sheets ? "all" : "kept") : "none"), {
      n: Math.ceil((state?.bytes ?? 0) / MEGABYTE),
    })
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
    this.#part("state").textContent = this.#say(`offline.${word}`, values)
  }
}

customElements.define("counterpoise-offline", Offline)
