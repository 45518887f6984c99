// Keeps answers on this device, where the browser allows it. Forks on one host share an origin: keys start with the path.

const FORMAT = 1
const FRESH = 24 * 60 * 60 * 1000 // safety answers older than this are asked again

export class Storage {
  #key

  constructor(root, questionnaire) {
    this.#key = `${new URL(root, document.baseURI).pathname}counterpoise/answers/${FORMAT}/${questionnaire}`
  }

  /** {answers, stale}: stale when safety questions should be asked anew; null when nothing usable is there. */
  load() {
    try {
      const { answers, at } = JSON.parse(localStorage.getItem(this.#key))
      return typeof answers === "object" && answers ? { answers, stale: !(Date.now() - at < FRESH) } : null
    } catch {
      return null
    }
  }

  /** False when the browser refuses. */
  save(answers) {
    return attempt(() => localStorage.setItem(this.#key, JSON.stringify({ answers, at: Date.now() })))
  }

  erase() {
    return attempt(() => localStorage.removeItem(this.#key))
  }
}

function attempt(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}
