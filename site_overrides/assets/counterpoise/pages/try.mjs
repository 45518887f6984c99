// "Try it now" on an exercise's page: a session of it alone, in its lowest dose, which the site was built with.
//
//   [data-try] data-root data-exercise   the button, hidden until this has come

import { addressOf } from "../build.mjs"
import { play, resume } from "../player/start.mjs"

for (const button of document.querySelectorAll("[data-try]")) {
  const { root, exercise } = button.dataset
  const compile = () => fetch(addressOf(`alone/${exercise}.json`)).then((reply) => (reply.ok ? reply.json() : null))
  button.addEventListener("click", () => play({ root, plan: "", due: true, compile, routine: null }))
  button.hidden = false
  resume(root)
}
