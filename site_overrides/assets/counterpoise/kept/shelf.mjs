// What is kept on this device as JSON, where the browser allows it. Forks on one host share an origin: keys start with
// the site's path. Whatever is read was written by anyone: each reader passes it through `sound(raw, odd)`, which keeps
// what can be used and calls odd(), which is null, for what cannot. Then the text as it was is set aside, and the rest goes on.

import { siteAt } from "../build.mjs"
import { dayHere, isDay } from "../day.mjs"

const FORMAT = 1
const FRESH = 24 * 60 * 60 * 1000 // ms; safety answers older than this are asked again

/**
 * @typedef {() => null} Odd
 * @typedef {string | null} Text as it stands on a shelf
 */

/** @param {string} root */
const room = (root) => `${siteAt(root).pathname}counterpoise/`
let aside = false

/**
 * One value.
 * @template T
 */
export class Shelf {
  #key
  #sound

  /**
   * @param {string} root
   * @param {string} name
   * @param {(raw: any, odd: Odd) => T | null} sound makes of anything a value, or null
   * @param {string} [part] tells several of a name apart
   */
  constructor(root, name, sound, part) {
    this.#key = [room(root) + name, FORMAT, part].filter(Boolean).join("/")
    this.#sound = sound
  }

  /**
   * Whatever a file held -> what can be used of it, or null.
   * @param {any} raw
   */
  read(raw) {
    return this.#sound(raw, () => null)
  }

  /** What was kept, or null. */
  load() {
    const text = this.text()
    if (text === null) return null
    let whole = true
    const odd = () => {
      whole = false
      return null
    }
    const value = this.#sound(parsed(text, odd), odd)
    if (!whole) this.#setAside(text, value)
    return value
  }

  /**
   * False when the browser refuses, or has no room.
   * @param {T} value
   */
  save(value) {
    return this.write(JSON.stringify(value))
  }

  /**
   * Whether it is what is kept under a key; null: under all of them, as a browser says where everything was erased.
   * @param {string | null} key
   */
  isAt(key) {
    return key === null || key === this.#key
  }

  /** Forget it, and what was set aside of it. */
  erase() {
    return attempt(() => {
      for (const key of keys()) if (key === this.#key || key.startsWith(`${this.#key}/`)) localStorage.removeItem(key)
    })
  }

  /** As it stands there; null when there is nothing, or the browser refuses. */
  text() {
    try {
      return localStorage.getItem(this.#key)
    } catch {
      return null
    }
  }

  /** @param {Text} text */
  write(text) {
    return attempt(() => (text === null ? localStorage.removeItem(this.#key) : localStorage.setItem(this.#key, text)))
  }

  /**
   * Where there is no room for it twice, it stays as it stands, and is read with care each time.
   * @param {string} text
   * @param {T | null} value
   */
  #setAside(text, value) {
    aside = true
    const done = attempt(() => {
      let place = `${this.#key}/aside`
      for (let n = 2; ![null, text].includes(localStorage.getItem(place)); n += 1) place = `${this.#key}/aside/${n}`
      localStorage.setItem(place, text)
    })
    if (done) this.write(value === null ? null : JSON.stringify(value))
  }
}

/** Whether something was set aside since this was asked last: people are told once. */
export function tookAside() {
  const was = aside
  aside = false
  return was
}

/**
 * Keep all of [[shelf, value]], or leave everything as it was: a refused write has changed nothing.
 * @param {[Shelf<any>, any][]} pairs
 */
export function saveAll(pairs) {
  /** @type {[Shelf<any>, Text][]} */
  const written = []
  for (const [shelf, value] of pairs) {
    const before = shelf.text()
    if (value === null ? shelf.write(null) : shelf.save(value)) written.push([shelf, before])
    else {
      for (const [one] of written) one.write(null) // first, so that there is room for what was there
      for (const [one, text] of written) one.write(text)
      return false
    }
  }
  return true
}

/**
 * What stands on each of some shelves.
 * @param {Record<string, Shelf<any>>} shelves
 */
export const loaded = (shelves) =>
  Object.fromEntries(Object.entries(shelves).map(([name, shelf]) => [name, shelf.load()]))

const ANSWERS = "answers"

/** The answers of a form, which grow old. */
export class AnswerShelf {
  /**
   * Of every form that has any, a fork's own too.
   * @param {string} root
   */
  static all(root) {
    const own = `${room(root)}${ANSWERS}/${FORMAT}/`
    /** @type {string[]} */
    let forms = []
    attempt(() => {
      forms = keys().flatMap((key) => (key.startsWith(own) ? key.slice(own.length) : []))
    })
    return forms.filter((form) => !form.includes("/")).map((form) => new AnswerShelf(root, form))
  }

  /**
   * @param {string} root
   * @param {string} form
   * @param {() => string} [of] what they are answers to: this build, this plan; answers to anything else are stale
   */
  constructor(root, form, of = () => "") {
    this.shelf = new Shelf(root, ANSWERS, soundAnswers, form)
    this.form = form
    this.of = of
  }

  /**
   * Null when nothing usable is there. `stale`: safety questions should be asked anew; `on`: the day on which they were
   * begun; `who`: whose they are, where somebody said it.
   */
  load() {
    const found = this.shelf.load()
    if (!found) return null
    const { at, of, ...rest } = found
    const age = Date.now() - at
    return { ...rest, stale: !(age >= 0 && age < FRESH) || of !== this.of() }
  }

  /**
   * @param {Record<string, any>} answers
   * @param {{ on?: string, who?: string | null }} [about] the day on which they were begun; whose they are
   */
  save(answers, { on = dayHere(), who } = {}) {
    return this.shelf.save({ answers, at: Date.now(), of: this.of(), on, ...(who ? { who } : {}) })
  }

  /** From now on its safety questions are asked anew. */
  age() {
    const found = this.shelf.load()
    if (found) this.shelf.save({ ...found, at: 0 })
  }

  /** @param {string[]} questions whose answers are kept no longer */
  without(questions) {
    const found = this.shelf.load()
    if (!found) return
    const answers = Object.entries(found.answers).filter(([question]) => !questions.includes(question))
    this.shelf.save({ ...found, answers: Object.fromEntries(answers) })
  }

  erase() {
    return this.shelf.erase()
  }
}

export const MOST_TEXT = 8000 // characters of a plan's link or a reply's, and of whatever else has no shorter measure

/**
 * Whether it is a text of which something shows.
 * @param {any} raw
 * @param {number} [most] characters; an id has no more than 100
 */
export const isText = (raw, most = 100) => typeof raw === "string" && raw.trim() !== "" && raw.length <= most

/** @param {any} raw */
export const isObject = (raw) => typeof raw === "object" && raw !== null && !Array.isArray(raw)
/** @param {any} raw */
export const isPlain = (raw) => (typeof raw === "string" && raw.length <= 200) || Number.isFinite(raw)
const isAnswer = (raw) => isPlain(raw) || (Array.isArray(raw) && raw.length <= 200 && raw.every(isPlain))
const isSided = (raw) =>
  isObject(raw) && Object.entries(raw).every(([key, one]) => ["left", "right"].includes(key) && isAnswer(one))

/**
 * Whether each value of it could be an answer.
 * @param {any} raw
 */
export const isAnswers = (raw) => isObject(raw) && Object.values(raw).every((one) => isAnswer(one) || isSided(one))

/**
 * Whatever was kept -> what could be answers, whoever asks; null when it is none.
 * @param {any} raw
 * @param {Odd} odd
 */
function soundAnswers(raw, odd) {
  if (!isObject(raw?.answers)) return odd()
  const answers = Object.entries(raw.answers).filter(([, value]) => isAnswer(value) || isSided(value) || odd())
  if (!Number.isFinite(raw.at)) odd()
  const of = typeof raw.of === "string" ? raw.of : ""
  const at = Number.isFinite(raw.at) ? raw.at : 0
  const who = isPlain(raw.who) ? { who: String(raw.who) } : {}
  return { answers: Object.fromEntries(answers), at, of, on: isDay(raw.on) ? raw.on : dayOf(at), ...who }
}

/** @param {number} at */
const dayOf = (at) => dayHere(new Date(Math.min(Math.max(at, 0), Date.now())))

/** Ask that no need of room takes away what is kept here. */
export const persist = () => globalThis.navigator?.storage?.persist?.()

/**
 * Erase every shelf of this site. False when the browser refuses.
 * @param {string} root
 */
export const eraseShelves = (root) =>
  attempt(() => {
    const own = room(root)
    const deeper = `${own}counterpoise/` // of a site that is published below this one, under that name
    for (const key of keys()) if (key.startsWith(own) && !key.startsWith(deeper)) localStorage.removeItem(key)
  })

/** Every key that stands in this browser. Throws where it refuses. */
const keys = () => Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "")

/**
 * @param {string} text
 * @param {Odd} odd
 */
function parsed(text, odd) {
  try {
    return JSON.parse(text)
  } catch {
    return odd()
  }
}

/** @param {() => void} action */
function attempt(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}
