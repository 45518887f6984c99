// What a tab knows of itself, until it is closed: that it plays, that somebody began a form in it. No DOM, nobody's name.

import { dayHere } from "../day.mjs"

const FOLDER = "counterpoise/"

/**
 * False where the browser does not let us: then the tab knows nothing after a reload.
 * @param {string} name
 * @param {string | null} value null: it holds no more
 */
export function mark(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(FOLDER + name)
    else sessionStorage.setItem(FOLDER + name, value)
    return true
  } catch {
    return false
  }
}

/** @param {string} name */
export function marked(name) {
  try {
    return sessionStorage.getItem(FOLDER + name)
  } catch {
    return null
  }
}

const form = () => `answering ${location.pathname}`

/** Somebody answers all that is asked on this page, from now on; or it was `spared` them. */
export const answering = (spared = false) => mark(form(), spared ? null : dayHere())

/** Whether they began today. */
export const isAnswering = () => marked(form()) === dayHere()
