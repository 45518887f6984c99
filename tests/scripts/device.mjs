// What modules without a page ask of a browser: where they are, and a store of only so much room.

/**
 * @param {number} [room] how many characters the store takes
 * @returns {Map<string, string>} what is in it
 */
export function device(room = Infinity) {
  /** @type {Map<string, string>} */
  const kept = new Map()
  const localStorage = {
    get length() {
      return kept.size
    },
    key: (/** @type {number} */ i) => [...kept.keys()][i] ?? null,
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    removeItem: (/** @type {string} */ key) => kept.delete(key),
    setItem(/** @type {string} */ key, /** @type {string} */ text) {
      const others = [...kept].filter(([name]) => name !== key).reduce((sum, [, other]) => sum + other.length, 0)
      if (others + text.length > room) throw new Error("QuotaExceededError")
      kept.set(key, text)
    },
  }
  Object.assign(globalThis, {
    document: { baseURI: "https://site.example/builder/", querySelectorAll: () => [] },
    localStorage,
  })
  return kept
}
