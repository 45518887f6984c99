// One value kept on this device as JSON, where the browser allows it. Forks on one host share an origin: keys start
// with the site's path. Answers have their own: storage.mjs.

const FORMAT = 1

export class Shelf {
  #key

  constructor(root, name) {
    this.#key = `${new URL(root, document.baseURI).pathname}counterpoise/${name}/${FORMAT}`
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
    try {
      localStorage.setItem(this.#key, JSON.stringify(value))
      return true
    } catch {
      return false
    }
  }

  erase() {
    try {
      localStorage.removeItem(this.#key)
      return true
    } catch {
      return false
    }
  }
}
