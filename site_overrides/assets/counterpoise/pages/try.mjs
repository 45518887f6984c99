// "Try it now" on an exercise's page: a session of it alone, in its lowest dose, which the site was built with.
//
//   [data-try] data-root data-exercise   the button, hidden until this has come
//   [data-try-missing=WORDS]             where it is said that the player does not come

import { addressOf } from "../build.mjs"
import { Sessions } from "../kept/sessions.mjs"
import { played, resume } from "../player/start.mjs"

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-try]"))) {
  const { root, exercise } = button.dataset
  const missing = /** @type {HTMLElement} */ (button.parentElement?.querySelector("[data-try-missing]"))
  const compile = async () => {
    if (new Sessions(root).halted) return /** @type {any} */ ({ stop: true })
    const reply = await fetch(addressOf(`alone/${exercise}.json`))
    return reply.ok ? reply.json() : null
  }
  button.addEventListener("click", () => {
    missing.textContent = ""
    played({ root, plan: "", due: true, compile, routine: null }, () => {
      missing.textContent = missing.dataset.tryMissing ?? ""
    })
  })
  button.hidden = false
  resume(root)
}
