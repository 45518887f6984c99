// The page's side of Python: one Engine holds one worker (worker.mjs) and one opened bundle. No DOM, no sentences.
//
//   const engine = new Engine()
//   const stop = engine.listen(({ state, step, error }) => ...)   called at once, then on every change
//   engine.start(bundleUrl)         again after "failed": a new try; otherwise nothing happens a second time
//   await engine.ask({ op: ... })   the answer of quiz.bridge.handle, parsed; asked while loading, it waits
//   await engine.qr(text)           {size, path}: a QR code as generator/runtime/qr.py draws it
//   engine.stop()                   ends the worker: back to "idle"
//
// States        idle -> loading (step: download, python, bundle) -> ready; failed (error: a word) from anywhere
// Words         those of worker.mjs; no-worker (no module workers in this browser, or the script did not arrive);
//               and for a single request: idle (not started, or stopped), python, qr
// A request that fails rejects with an Error whose message is the word.
// A worker that dies while answering is replaced: what it was at rejects with "crash", as that may be the cause, and
// what waited behind it is asked again. If the next one dies without a single answer, the engine fails.

import { BUILD, MIXED } from "../build.mjs"

export class Engine {
  state = "idle"
  step = null
  error = null
  #bundle = null
  #create
  #worker = null
  #waiting = new Map() // id -> {message, resolve, reject}, in the order asked
  #last = 0
  #mayReplace = false
  #listeners = new Set()

  /** `create` makes the worker; tests give their own. */
  constructor(create = () => new Worker(new URL("worker.mjs", import.meta.url), { type: "module" })) {
    this.#create = create
  }

  start(bundleUrl) {
    if (this.state === "loading" || this.state === "ready") return
    this.#bundle = new URL(bundleUrl, globalThis.location?.href).href
    this.#mayReplace = true
    this.#launch()
  }

  stop() {
    this.#end("idle", null, "idle")
  }

  ask(request) {
    return this.#send({ text: JSON.stringify(request) })
  }

  qr(text) {
    return this.#send({ qr: text })
  }

  #send(message) {
    if (this.state === "idle") return Promise.reject(new Error("idle"))
    if (this.state === "failed") return Promise.reject(new Error(this.error))
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#waiting.set(id, { message, resolve, reject })
      this.#worker.postMessage({ id, ...message })
    })
  }

  listen(listener) {
    this.#listeners.add(listener)
    listener({ state: this.state, step: this.step, error: this.error })
    return () => this.#listeners.delete(listener)
  }

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
    const silent = (message) => (message?.includes(MIXED) ? "versions" : this.state === "ready" ? "crash" : "no-worker")
    worker.onerror = ({ message }) => worker === this.#worker && this.#fail(silent(message))
    worker.postMessage({ open: this.#bundle, build: BUILD })
    for (const [id, { message }] of this.#waiting) worker.postMessage({ id, ...message })
    this.#change("loading", "download")
  }

  #receive({ id, text, state, step, error }) {
    if (state === "failed") return this.#fail(error)
    if (state) return this.#change(state, step)
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    this.#mayReplace = true
    if (error) return asked?.reject(new Error(error))
    asked?.resolve(JSON.parse(text))
  }

  #fail(word) {
    if (word !== "crash" || !this.#mayReplace) return this.#end("failed", word)
    this.#mayReplace = false
    const [culprit] = this.#waiting.keys()
    this.#waiting.get(culprit)?.reject(new Error(word))
    this.#waiting.delete(culprit)
    this.#worker.terminate()
    this.#launch()
  }

  #end(state, error, word = error) {
    this.#worker?.terminate()
    this.#worker = null
    const asked = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#change(state, null, error)
    for (const { reject } of asked) reject(new Error(word))
  }
}
