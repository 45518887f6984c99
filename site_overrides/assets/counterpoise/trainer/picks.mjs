// What a trainer's device remembers of choosing exercises: which are starred, which were used last, and what is added with
// each, such as 3 x 10. No DOM.

import { isObject, isText, Shelf } from "../kept/shelf.mjs"

/** @typedef {{ stars: string[], used: string[], sets: number | null, reps: number | null }} Value   ids, the last used first */

const MOST = 1000
const LAST = 24 // so many were used last

/** @type {Value} */
const NONE = { stars: [], used: [], sets: null, reps: null }

/** @param {any} raw @param {import("../kept/shelf.mjs").Odd} odd */
const ids = (raw, odd) =>
  Array.isArray(raw) ? raw.filter((one) => isText(one) || odd()).slice(0, MOST) : (odd() ?? [])
/** @param {any} raw @param {number} most @param {import("../kept/shelf.mjs").Odd} odd */
const count = (raw, most, odd) => (raw === null || (Number.isInteger(raw) && raw >= 1 && raw <= most) ? raw : odd())

/**
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Value | null}
 */
function sound(raw, odd) {
  if (!isObject(raw)) return odd()
  const { stars, used, sets, reps } = { ...NONE, ...raw }
  return { stars: ids(stars, odd), used: ids(used, odd), sets: count(sets, 20, odd), reps: count(reps, 200, odd) }
}

export class Picks {
  /** @type {Value} */
  now

  /** @param {string} root */
  constructor(root) {
    this.shelf = new Shelf(root, "picks", sound)
    this.now = this.shelf.load() ?? NONE
  }

  /** @param {Partial<Value>} changes */
  set(changes) {
    this.now = { ...(this.shelf.load() ?? this.now), ...changes }
    this.shelf.save(this.now)
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
