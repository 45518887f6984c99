// <counterpoise-body-map>: a picture of the list of places beside it; a tap on a place ticks that option.
//
// Given        hidden, until this script runs: without it nothing can be tapped
// Inside it    [data-place=VALUE]   a place of the body; the same value as an input of the question around it
//              [data-place-name]    shows the name of the place that was last touched or is under the pointer
//
// Beside it    details[data-places]  the list, which is folded while there is a picture to tap
//
// The list stays the one control: it has a name, a state and a tab stop for each place, in words. As further controls
// the map's 38 shapes would double them all, most of them twice (front and back), and say nothing new. So the map is
// aria-hidden and takes no focus; the option that has the keyboard's focus is outlined on the map. What is ticked shows
// on the map by body-places.css alone, which reads the list: the two cannot come apart.

import { arrive } from "../later.mjs"

class BodyMap extends HTMLElement {
  #left

  connectedCallback() {
    this.hidden = false
    for (const list of this.parentElement.querySelectorAll("details[data-places]")) list.open = false
    this.#left = new AbortController()
    const { signal } = this.#left
    this.addEventListener("click", (event) => this.#tapped(event.target), { signal })
    for (const name of ["pointerover", "pointerdown"]) {
      this.addEventListener(name, (event) => this.#name(event.target), { signal })
    }
  }

  disconnectedCallback() {
    this.#left.abort()
  }

  #input(target) {
    const value = target.closest("[data-place]")?.dataset.place
    return value && this.closest("[data-question]").querySelector(`input[value="${CSS.escape(value)}"]`)
  }

  #tapped(target) {
    this.#input(target)?.click() // as if it had been ticked in the list: the same events, for whoever listens
  }

  #name(target) {
    const input = this.#input(target)
    if (input) this.querySelector("[data-place-name]").textContent = input.dataset.said
  }
}

customElements.define("counterpoise-body-map", BodyMap)

/** Give each muscle of a result its look on the map in `place`: [{id, activity, side}], side left or right, or both. */
export async function paintMuscles(place, muscles) {
  for (const map of place.querySelectorAll("[data-muscle-map]")) {
    await arrive(map)
    for (const { id, activity, side } of muscles) {
      for (const shape of map.querySelectorAll(`[data-muscle="${CSS.escape(id)}"]`)) {
        if (["left", "right"].includes(side) && side !== shape.dataset.side) continue
        shape.dataset.activity = activity
        if (activity !== "unclear") shape.setAttribute("fill", `url(#${map.dataset.muscleMap}-${activity})`)
      }
    }
  }
}
