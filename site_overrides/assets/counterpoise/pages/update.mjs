// <counterpoise-update>: on every page. Keeps the site on this device once a self-assessment or a plan was opened, and says
// when a new version is there, or could not be kept. When the reader says so it takes the old one's place. Pages that are
// open elsewhere are loaded again where nobody enters anything in them; the others say it, and go on till they are told.
//
// Given        data-root (to the site's start)
// Inside it    [data-ready] with button[data-now], [data-taken] with button[data-reload-now], [data-fault=full|broken],
//              button[data-close]
// What goes with it: generator/offline/worker.js. Nothing of this is there while the site is edited (make serve).

import { keepSite, registrationOf, unwanted } from "../kept/offline.mjs"

const KEEPS = "counterpoise-assessment, counterpoise-plan"
const USED = "[data-build], dialog[open]" // a tool, or what a page has opened: something may be entered in it

class Update extends HTMLElement {
  #pressed = false

  async connectedCallback() {
    const root = /** @type {string} */ (this.dataset.root)
    const registration = await registrationOf(root).catch(() => undefined)
    if (registration) this.#watch(registration)
    else if (!unwanted(root).load()) this.#keep(root)
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    const { serviceWorker } = navigator
    const look = () => this.#look(registration)
    /** @param {ServiceWorker | null} worker */
    const follow = (worker) => worker?.addEventListener("statechange", look)
    registration.addEventListener("updatefound", () => follow(registration.installing))
    follow(registration.waiting)
    if (serviceWorker.controller) {
      serviceWorker.addEventListener("controllerchange", () => this.#taken(), { once: true })
      serviceWorker.addEventListener("message", ({ data }) => data.fault && this.#show("fault", data.fault))
    }
    this.querySelector("[data-now]")?.addEventListener("click", () => {
      this.#pressed = true
      registration.waiting?.postMessage("now")
    })
    this.querySelector("[data-reload-now]")?.addEventListener("click", () => location.reload())
    this.querySelector("[data-close]")?.addEventListener("click", () => (this.hidden = true))
    look()
  }

  /**
   * A version waits where another one is at work: what comes first, on a first visit, waits for nobody.
   * @param {ServiceWorkerRegistration} registration
   */
  #look({ waiting }) {
    const ready = /** @type {HTMLElement} */ (this.querySelector("[data-ready]"))
    if (waiting && navigator.serviceWorker.controller) this.#show("ready")
    else if (!ready.hidden) this.hidden = ready.hidden = true
  }

  /** The new version is there for all pages; what somebody is at here goes on until they say so. */
  #taken() {
    if (this.#pressed || !document.querySelector(USED)) location.reload()
    else this.#show("taken")
  }

  /**
   * @param {"ready" | "taken" | "fault"} part
   * @param {string} [value]
   */
  #show(part, value = "") {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("p")))
      one.hidden = one.dataset[part] !== value
    this.hidden = false
  }

  /**
   * Once Python is there: till then the line is needed for it, and after it most is in the browser already.
   * @param {string} root
   */
  #keep(root) {
    const tool = /** @type {HTMLElement | null} */ (document.querySelector(KEEPS))
    if (!tool || !navigator.serviceWorker || this.#sparing) return
    const ready = () => tool.dataset.engine === "ready"
    const watched = new MutationObserver(() => ready() && begin())
    const begin = () => {
      watched.disconnect()
      keepSite(root).then(
        (registration) => this.#watch(registration),
        () => {}, // without https, or where the reader's browser keeps nothing: the page says so where that is asked for
      )
    }
    watched.observe(tool, { attributeFilter: ["data-engine"] })
    if (ready()) begin()
  }

  get #sparing() {
    return /** @type {any} */ (navigator).connection?.saveData === true
  }
}

customElements.define("counterpoise-update", Update)
