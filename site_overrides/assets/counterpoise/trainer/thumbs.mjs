// Small pictures of exercises in long lists: each is fetched when its place comes near.
//
//   new Thumbs(exerciseOf)   whose figure a place is to hold
//   see(place)               an element that is to hold it

import { cardOf } from "../result/card.mjs"

export class Thumbs {
  #exerciseOf
  #near = new IntersectionObserver((places) => this.#came(places), { rootMargin: "200px" })

  /** @param {(place: any) => string} exerciseOf */
  constructor(exerciseOf) {
    this.#exerciseOf = exerciseOf
  }

  /** @param {Element | null} place one that has its picture already, or none, is left alone */
  see(place) {
    if (place && !place.firstElementChild) this.#near.observe(place)
  }

  #came(places) {
    for (const { target, isIntersecting } of places) {
      if (!isIntersecting) continue
      this.#near.unobserve(target)
      cardOf(this.#exerciseOf(target)).then(
        ({ figure }) => figure && target.replaceChildren(figure),
        () => {}, // its words stand beside it
      )
    }
  }
}
