// What an exercise shows, for those who need it elsewhere: how to get ready, the steps, the figure's key poses.
//
//   await cardOf(exercise, moving) -> {setup, movement, figure}   clones; each is null where there is none; `figure` shows
//                                                         the key poses, with `moving` the moving one too. Rejects when
//                                                         its card does not arrive. Each is fetched once
//   giveOwn(cards)   exercises in their sender's own words ({exercise, sent}, as Python tells them) are shown as these
//   [data-exercise-setup] [data-exercise-movement] .cpf   what is looked for in cards/EXERCISE.html of this build,
//                                                         which generator/site/cards.py makes

import { addressOf } from "../build.mjs"
import { parsed } from "../trust.mjs"

const cards = new Map() // exercise -> the promise of its card

export async function cardOf(exercise, moving = false) {
  if (!cards.has(exercise)) cards.set(exercise, load(exercise))
  const parts = await cards.get(exercise).catch((error) => {
    cards.delete(exercise) // the next one tries anew
    throw error
  })
  const [setup, movement, figure] = parts.map((part) => part && document.importNode(part, true))
  if (!moving) figure?.querySelector(".cpf-live")?.remove()
  return { setup, movement, figure }
}

export function giveOwn(told) {
  for (const { exercise, sent } of told) if (sent) cards.set(exercise, Promise.resolve(inWords(sent)))
}

/** Plain text, a line each. */
function inWords({ lines }) {
  const list = document.createElement("ul")
  list.dir = "auto"
  for (const line of lines) list.appendChild(document.createElement("li")).textContent = line
  return [null, list, null]
}

/** The parts of a card. What a host may send in place of a file that is gone has none of them. */
async function load(exercise) {
  const response = await fetch(addressOf(`cards/${exercise}.html`))
  if (!response.ok) throw new Error(String(response.status))
  const card = parsed(await response.text())
  const parts = ["[data-exercise-setup]", "[data-exercise-movement]", ".cpf"].map((part) => card.querySelector(part))
  if (!parts[0] || !parts[1]) throw new Error("not the card of an exercise")
  return parts
}
