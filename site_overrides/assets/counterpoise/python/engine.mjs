// The page's side of Python: one Engine holds one worker (worker.mjs) and one opened bundle. No DOM, no sentences.
//
//   const engine = new Engine()
//   const stop = engine.listen((now) => ...)   called at once, then on every change
//   engine.start(bundleUrl)         again after "failed": a new try; otherwise nothing happens a second time
//   await engine.ask({ op: ... })   the answer of quiz.bridge.handle, parsed; asked while loading, it waits
//   await engine.qr(text)           {size, path}: a QR code as generator/runtime/qr.py draws it
//   await engine.table(request)     a table read, as generator/imports/browser.py tells it
//   engine.stop()                   ends the worker: back to "idle"
//
// States        idle -> loading (step: download, python, bundle) -> ready; failed (error: a word) from anywhere
// Words         those of worker.mjs; no-worker (no module workers in this browser, or the script did not arrive);
//               and for a single request: idle (not started, or stopped), python, qr, table
// A request that fails rejects with an Error whose message is the word.
// A worker that dies while answering is replaced: what it was at rejects with "crash", as that may be the cause, and
// what waited behind it is asked again. If the next one dies without a single answer, the engine fails.

import { BUILD, MIXED } from "../build.mjs"
import { workerAt } from "../trust.mjs"

/**
 * @typedef {import("../../../../docs/door.d.ts").Requests} Requests
 * @typedef {{ state: string, step: string | null, error: string | null }} Now
 * @typedef {{ postMessage(message: object): void, terminate(): void, onmessage: ((event: any) => void) | null, onerror: ((event: any) => void) | null }} Helper
 */
/**
 * @template {keyof Requests} Op
 * @typedef {{ op: Op, tell?: boolean } & Requests[Op]} Request
 */
/**
 * @template {keyof Requests} Op
 * @typedef {import("../../../../docs/door.d.ts").Reply<Op>} Reply
 */

export class Engine {
  state = "idle"
  /** @type {string | null} */
  step = null
  /** @type {string | null} */
  error = null
  #bundle = ""
  #create
  /** @type {Helper | null} */
  #worker = null
  /** @type {Map<number, {message: object, resolve: (answer: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map() // id -> {message, resolve, reject}, in the order asked
  #last = 0
  #mayReplace = false
  /** @type {Set<(now: Now) => void>} */
  #listeners = new Set()

  /** @param {() => Helper} create makes the worker; tests give their own */
  constructor(create = () => workerAt(new URL("worker.mjs", import.meta.url).href)) {
    this.#create = create
  }

  /** @param {string} bundleUrl */
  start(bundleUrl) {
    if (this.state === "loading" || this.state === "ready") return
    this.#bundle = new URL(bundleUrl, globalThis.location?.href).href
    this.#mayReplace = true
    this.#launch()
  }

  stop() {
    this.#end("idle", "idle")
  }

  /**
   * @template {keyof Requests} Op
   * @param {Request<Op>} request
   * @returns {Promise<Reply<Op>>}
   */
  ask(request) {
    return this.#send({ text: JSON.stringify(request) })
  }

  /**
   * @param {string} text
   * @returns {Promise<{size: number, path: string}>}
   */
  qr(text) {
    return this.#send({ qr: text })
  }

  /**
   * @param {{ kind?: "clients", text?: string, bytes?: string, map?: Record<string, string>,
   *   words: Record<string, string> }} request
   * @returns {Promise<any>}
   */
  table(request) {
    return this.#send({ table: JSON.stringify(request) })
  }

  /**
   * @param {object} message
   * @returns {Promise<any>}
   */
  #send(message) {
    const worker = this.#worker
    if (!worker) return Promise.reject(new Error(this.error ?? "idle"))
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#waiting.set(id, { message, resolve, reject })
      worker.postMessage({ id, ...message })
    })
  }

  /**
   * @param {(now: Now) => void} listener
   * @returns {() => void}
   */
  listen(listener) {
    this.#listeners.add(listener)
    listener({ state: this.state, step: this.step, error: this.error })
    return () => this.#listeners.delete(listener)
  }

  /**
   * @param {string} state
   * @param {string | null} [step]
   * @param {string | null} [error]
   */
  #change(state, step = null, error = null) {
    Object.assign(this, { state, step, error })
    for (const listener of [...this.#listeners]) listener({ state, step, error })
  }

  #launch() {
    let worker
    try {
      worker = this.#create()
    } catch {
      return this.#end("failed", "no-worker")
    }
    this.#worker = worker // a dead one's last words must not be heard
    worker.onmessage = ({ data }) => worker === this.#worker && this.#receive(data)
    // An error event where the worker itself said nothing: its script did not arrive, did not parse, or is another build's.
    /** @param {string | undefined} message */
    const silent = (message) => (message?.includes(MIXED) ? "versions" : this.state === "ready" ? "crash" : "no-worker")
    worker.onerror = ({ message }) => worker === this.#worker && this.#fail(silent(message))
    worker.postMessage({ open: this.#bundle, build: BUILD })
    for (const [id, { message }] of this.#waiting) worker.postMessage({ id, ...message })
    this.#change("loading", "download")
  }

  /** @param {{ id: number, text: string, state?: string, step?: string, error: string }} data */
  #receive({ id, text, state, step, error }) {
    if (state === "failed") return this.#fail(error)
    if (state) return this.#change(state, step)
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#mayReplace = true
    if (error) return asked?.reject(new Error(error))
    asked?.resolve(JSON.parse(text))
  }

  /** @param {string} word */
  #fail(word) {
    if (word !== "crash" || !this.#mayReplace) return this.#end("failed", word)
    this.#mayReplace = false
    const [culprit] = this.#waiting
    if (culprit) {
      culprit[1].reject(new Error(word))
      this.#waiting.delete(culprit[0])
    }
    this.#worker?.terminate()
    this.#launch()
  }

  /**
   * @param {"idle" | "failed"} state
   * @param {string} word what whoever waits is told
   */
  #end(state, word) {
    this.#worker?.terminate()
    this.#worker = null
    const asked = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#change(state, null, state === "failed" ? word : null)
    for (const { reject } of asked) reject(new Error(word))
  }
}
