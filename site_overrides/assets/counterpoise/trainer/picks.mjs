// What a trainer's device remembers of choosing exercises: which are starred, which were used last, and what is added with
// each, such as 3 x 10. No DOM.

import { isText, Shelf } from "../kept/shelf.mjs"

/** @typedef {{ stars: string[], used: string[], sets: number | null, reps: number | null }} Value   ids, the last used first */

const MOST = 1000
const LAST = 24 // so many were used last

/** @param {any} raw */
const ids = (raw) => (Array.isArray(raw) ? raw.filter((one) => isText(one)).slice(0, MOST) : [])
/** @param {any} raw */
const count = (raw, most) => (Number.isInteger(raw) && raw >= 1 && raw <= most ? raw : null)

/**
 * @param {any} raw
 * @returns {Value}
 */
const sound = (raw) => ({
  stars: ids(raw?.stars),
  used: ids(raw?.used),
  sets: count(raw?.sets, 20),
  reps: count(raw?.reps, 200),
})

export class Picks {
  #shelf
  /** @type {Value} */
  now

  /** @param {string} root */
  constructor(root) {
    this.#shelf = new Shelf(root, "picks", sound)
    this.now = this.#shelf.load() ?? sound(null)
  }

  /** @param {Partial<Value>} changes */
  set(changes) {
    this.now = { ...(this.#shelf.load() ?? this.now), ...changes }
    this.#shelf.save(this.now)
  }

  /** @param {string} id */
  used(id) {
    this.set({ used: [id, ...this.now.used.filter((one) => one !== id)].slice(0, LAST) })
  }

  /** Whether it is starred from now on. */
  star(/** @type {string} */ id) {
    const was = this.now.stars.includes(id)
    this.set({ stars: was ? this.now.stars.filter((one) => one !== id) : [...this.now.stars, id] })
    return !was
  }

  /**
   * What is written of a dose when one is added: nothing, where nothing is remembered.
   * @param {boolean} counted whether it counts repetitions
   */
  dose(counted) {
    const { sets, reps } = this.now
    const dose = { ...(sets ? { sets } : {}), ...(reps && counted ? { reps } : {}) }
    return Object.keys(dose).length ? dose : undefined
  }
}
