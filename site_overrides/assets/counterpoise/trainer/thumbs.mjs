// Small pictures of exercises in long lists: each is fetched when its place comes near.
//
//   new Thumbs()   see(place, exercise): an element that is to hold the exercise's figure

import { cardOf } from "../result/card.mjs"

export class Thumbs {
  /** @type {Map<Element, string>} */
  #waiting = new Map()
  #near = new IntersectionObserver((places) => this.#came(places), { rootMargin: "200px" })

  /**
   * @param {Element | null} place one that has its picture already, or none, is left alone
   * @param {string} exercise
   */
  see(place, exercise) {
    if (!place || place.firstElementChild) return
    this.#waiting.set(place, exercise)
    this.#near.observe(place)
  }

  #came(places) {
    for (const { target, isIntersecting } of places) {
      if (!isIntersecting) continue
      this.#near.unobserve(target)
      const exercise = this.#waiting.get(target)
      this.#waiting.delete(target)
      if (exercise)
        cardOf(exercise).then(
          ({ figure }) => figure && target.replaceChildren(figure),
          () => {}, // its words stand beside it
        )
    }
  }
}
