import assert from "node:assert/strict"
import { test } from "node:test"

import { Engine } from "../../site_overrides/assets/counterpoise/python/engine.mjs"

/** An engine whose workers the test speaks for: `workers` are all that were made, `heard` what a page was told. */
function engine() {
  /** @type {any[]} */
  const workers = []
  const made = new Engine(() => {
    const worker = {
      asked: /** @type {any[]} */ ([]),
      ended: false,
      onmessage: /** @type {any} */ (null),
      onerror: /** @type {any} */ (null),
      postMessage: (/** @type {any} */ message) => void worker.asked.push(message),
      terminate: () => {
        worker.ended = true
      },
      say: (/** @type {any} */ data) => worker.onmessage({ data }),
    }
    workers.push(worker)
    return worker
  })
  /** @type {string[]} */
  const heard = []
  made.listen(({ state, step, error }) => heard.push([state, step ?? error].filter(Boolean).join(" ")))
  const ready = () => {
    made.start("https://site.example/bundle.json")
    workers.at(-1).say({ state: "ready" })
  }
  /** What comes of a request for a flow: its answer, or the word that it is refused with. */
  const flow = (questionnaire = "quick") =>
    made.ask({ op: "flow", questionnaire }).then(
      (reply) => reply,
      (error) => error.message,
    )
  return { made, workers, heard, ready, flow }
}

test("it says each step, starts once, and answers by id whatever the order", async () => {
  const { made, workers, heard, ready, flow } = engine()
  ready()
  made.start("https://site.example/bundle.json")
  const answers = [flow(), flow()]
  const [{ asked, say }] = workers
  say({ id: asked[2].id, text: '{"ok":2}' })
  say({ id: asked[1].id, text: '{"ok":1}' })
  assert.deepEqual(await Promise.all(answers), [{ ok: 1 }, { ok: 2 }])
  assert.equal(workers.length, 1)
  assert.deepEqual(heard, ["idle", "loading download", "ready"])
})

test("what is asked before it was started is refused; what is asked while it loads waits", async () => {
  const { made, workers, flow } = engine()
  assert.equal(await flow(), "idle")
  made.start("https://site.example/bundle.json")
  const answer = flow()
  workers[0].say({ state: "ready" })
  workers[0].say({ id: workers[0].asked[1].id, text: '{"ok":1}' })
  assert.deepEqual(await answer, { ok: 1 })
})

test("one request that fails is one request that fails", async () => {
  const { made, workers, ready, flow } = engine()
  ready()
  const answer = flow()
  workers[0].say({ id: workers[0].asked[1].id, error: "python" })
  assert.equal(await answer, "python")
  assert.equal(made.state, "ready")
})

test("a worker that dies takes what it was at with it; what waited behind is asked of the next", async () => {
  const { made, workers, ready, flow } = engine()
  ready()
  const [culprit, behind] = [flow("full"), flow("quick")]
  workers[0].say({ state: "failed", error: "crash" })
  assert.equal(await culprit, "crash")
  assert.ok(workers[0].ended)
  const [open, again] = workers[1].asked
  assert.equal(open.open, "https://site.example/bundle.json")
  assert.match(again.text, /quick/)
  workers[0].say({ id: again.id, text: '{"ok":"from the dead"}' })
  workers[1].say({ state: "ready" })
  workers[1].say({ id: again.id, text: '{"ok":1}' })
  assert.deepEqual(await behind, { ok: 1 })
  assert.equal(made.state, "ready")
})

test("a second that dies without a single answer ends it, after an answer it is replaced again", async () => {
  const { made, workers, ready, flow } = engine()
  ready()
  workers[0].say({ state: "failed", error: "crash" })
  const answer = flow()
  workers[1].say({ id: workers[1].asked.at(-1).id, text: '{"ok":1}' })
  await answer
  workers[1].say({ state: "failed", error: "crash" })
  assert.equal(workers.length, 3)
  const last = flow()
  workers[2].say({ state: "failed", error: "crash" })
  assert.equal(await last, "crash")
  assert.deepEqual([made.state, made.error, workers.length], ["failed", "crash", 3])
  assert.equal(await flow(), "crash")
})

test("a script that did not come, one of another build, and one that fell over are told apart", () => {
  const failing = (/** @type {string | undefined} */ message) => {
    const { made, workers } = engine()
    made.start("https://site.example/bundle.json")
    workers[0].onerror({ message })
    return made.error
  }
  assert.equal(failing(undefined), "no-worker")
  assert.equal(failing("Uncaught Error: counterpoise: parts of two versions"), "versions")
  const { made, workers, ready } = engine()
  ready()
  workers[0].onerror({ message: "out of memory" })
  assert.deepEqual([made.state, workers.length], ["loading", 2])
})

test("after a failure it can be started anew; stopped, it is idle and refuses what waited", async () => {
  const { made, workers, heard, flow } = engine()
  made.start("https://site.example/bundle.json")
  const first = flow()
  workers[0].say({ state: "failed", error: "download" })
  assert.equal(await first, "download")
  made.start("https://site.example/bundle.json")
  const second = flow()
  made.stop()
  assert.equal(await second, "idle")
  assert.ok(workers[1].ended)
  assert.deepEqual(heard, ["idle", "loading download", "failed download", "loading download", "idle"])
})

test("where no worker can be made it fails, and does not throw", () => {
  const made = new Engine(() => {
    throw new Error("refused")
  })
  made.start("https://site.example/bundle.json")
  assert.deepEqual([made.state, made.error], ["failed", "no-worker"])
})
