// What is kept on this device as JSON, where the browser allows it. Forks on one host share an origin: keys start with
// the site's path.

const FORMAT = 1
const FRESH = 24 * 60 * 60 * 1000 // ms; safety answers older than this are asked again

const room = (root) => `${new URL(root, document.baseURI).pathname}counterpoise/`

/** One value. */
export class Shelf {
  #key

  /** `part` tells several of a name apart. */
  constructor(root, name, part) {
    this.#key = [room(root) + name, FORMAT, part].filter(Boolean).join("/")
  }

  /** What was kept, or null. */
  load() {
    try {
      return JSON.parse(localStorage.getItem(this.#key))
    } catch {
      return null
    }
  }

  /** False when the browser refuses, or has no room. */
  save(value) {
    return attempt(() => localStorage.setItem(this.#key, JSON.stringify(value)))
  }

  erase() {
    return attempt(() => localStorage.removeItem(this.#key))
  }
}

/** The answers of a form, which grow old. */
export class AnswerShelf extends Shelf {
  constructor(root, form) {
    super(root, "answers", form)
  }

  /** {answers, stale}: stale when safety questions should be asked anew; null when nothing usable is there. */
  load() {
    const { answers, at } = super.load() ?? {}
    return typeof answers === "object" && answers ? { answers, stale: !(Date.now() - at < FRESH) } : null
  }

  save(answers) {
    return super.save({ answers, at: Date.now() })
  }
}

/** Erase every value of this site: answers, plans, packs, clients and the brand. False when the browser refuses. */
export function eraseAll(root) {
  return attempt(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(room(root))) localStorage.removeItem(key)
  })
}

function attempt(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}
