// <counterpoise-update>: on every page. Keeps the site on this device once a self-assessment or a plan was opened, and says
// when a new version is there: it takes the old one's place in all tabs at once, when the reader says so.
//
// Given        data-root (to the site's start)
// Inside it    button[data-now]
// What goes with it: generator/offline/worker.js. Nothing of this is there while the site is edited (make serve).

import { keepSite, registrationOf } from "../kept/offline.mjs"

const KEEPS = "counterpoise-assessment, counterpoise-plan"

class Update extends HTMLElement {
  async connectedCallback() {
    const root = /** @type {string} */ (this.dataset.root)
    const registration = await registrationOf(root).catch(() => undefined)
    if (registration) this.#watch(registration)
    else this.#keep(root)
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    const show = () => {
      this.hidden = !registration.waiting
    }
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", show))
    if (navigator.serviceWorker.controller)
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true })
    this.querySelector("[data-now]")?.addEventListener("click", () => registration.waiting?.postMessage("now"))
    show()
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
