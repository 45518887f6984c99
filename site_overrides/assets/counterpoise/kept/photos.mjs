// The photos of a trainer's own exercises: JPEG as data URLs, in this browser's database, where there is room for them.
// A browser that refuses is told by rejecting.

import { siteAt } from "../build.mjs"

const STORE = "photos"

/** @param {string} root */
const nameOf = (root) => `${siteAt(root).pathname}counterpoise/photos`

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export class Photos {
  #root
  /** @param {string} root */
  constructor(root) {
    this.#root = root
  }

  /** @param {IDBTransactionMode} mode */
  async #store(mode) {
    const request = indexedDB.open(nameOf(this.#root), 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    const database = await done(request)
    const transaction = database.transaction(STORE, mode)
    const over = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error)
    })
    over.then(
      () => database.close(),
      () => database.close(),
    )
    return { store: transaction.objectStore(STORE), over }
  }

  /**
   * Those of an exercise; none where the browser refuses.
   * @param {string | undefined} id
   * @returns {Promise<string[]>}
   */
  async of(id) {
    if (!id) return []
    try {
      const { store } = await this.#store("readonly")
      const found = await done(store.get(id))
      return Array.isArray(found) ? found.filter((one) => /^data:image\/jpeg;base64,/.test(one)) : []
    } catch {
      return []
    }
  }

  /**
   * Rejects where there is no room.
   * @param {string} id
   * @param {string[]} urls
   */
  async put(id, urls) {
    if (!urls.length && typeof indexedDB === "undefined") return
    const { store, over } = await this.#store("readwrite")
    if (urls.length) store.put(urls, id)
    else store.delete(id)
    await over
  }

  /**
   * Forget those of whatever else there was: a page that was closed too soon leaves some. Rejects where the browser refuses.
   * @param {() => string[]} known whose photos stay, asked once they are read
   */
  async keepOnly(known) {
    const { store, over } = await this.#store("readwrite")
    const there = await done(store.getAllKeys())
    const ids = new Set(known())
    for (const id of there) if (!ids.has(String(id))) store.delete(id)
    await over
  }
}

/**
 * Erase those of this site. One that is open elsewhere goes when that is closed: nobody waits for it.
 * @param {string} root
 */
export async function erasePhotos(root) {
  let request
  try {
    request = indexedDB.deleteDatabase(nameOf(root))
  } catch {
    return // a browser without it kept none
  }
  await Promise.race([done(request), new Promise((resolve) => (request.onblocked = resolve))])
}
