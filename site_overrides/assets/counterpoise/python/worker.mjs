// Python in a module worker: strings in, strings out. Only engine.mjs talks to it.
//
// Beside it     pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm, memory.bin.wasm (a Python that has started; memory.mjs),
//               library.zip.wasm (what that was started from: standard library and quiz/; fetched only where the memory
//               does not come or cannot be put back), qr.zip.wasm (what draws QR codes) and tables.zip.wasm (what reads
//               tables of exercises), each fetched with the first: where build.mjs says. generator/runtime/prepare.py
// From the page {open: url, build}   first, once: the absolute address of the bundle (JSON), and the page's build
//               {id, text}    a request for quiz.bridge.handle; may come before Python is ready
//               {id, qr}      a text to draw as a QR code: the answer is qr.drawing's, see generator/runtime/qr.py
//               {id, table}   a table to read: the answer is generator/imports/browser.py's
// To the page   {state: "loading", step: "python" | "bundle"}, once it is at that
//               {state: "ready"}
//               {state: "failed", error}   the worker is of no use any more
//               {id, text}                 the answer to a request, in the order of the requests
//               {id, error: "python"}      quiz raised: a bug in it, the worker goes on
//               {id, error: "qr" | "table"}  that could not be done; the next request tries anew
// Errors        no-webassembly  the browser has none, or refuses this one
//               versions        the page is of another build
//               download        a file did not arrive, or not as build.mjs says it is
//               start           Python or quiz did not start
//               bundle          quiz refused the bundle
//               crash           the interpreter died while answering

import { addressOf, BUILD, PARTS } from "../build.mjs"
import { restoring } from "./memory.mjs"

const [CODE, MODULE, WASM] = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"].map(addressOf)
const [LIBRARY, MEMORY] = ["library.zip.wasm", "memory.bin.wasm"]
const MORE = {
  qr: { archive: "qr.zip.wasm", module: "qr", call: "drawing" },
  table: { archive: "tables.zip.wasm", module: "generator.imports.browser", call: "read" },
}
const BUNDLE = "bundle.json"
const ABI = "2026_0" // of the pinned Pyodide; it refuses to start with another. generator/runtime/prepare.mjs has the same
const NOTHING = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]) // the smallest program: does this browser run any?

class Failure extends Error {} // its message is one of the error words above

const fail = (word) => () => {
  throw new Failure(word)
}
const say = (message) => self.postMessage(message)
const network = self.fetch.bind(self)

/**
 * Start a download; a server's refusal is a failure like a broken line. With a hash, nothing but what has it arrives, in
 * plain http too. What fails may be a bad copy that the browser keeps: the second try asks the server.
 */
function download(url, integrity) {
  const get = (cache) =>
    network(url, { integrity, cache }).then((response) => (response.ok ? response : Promise.reject(response)))
  return get("default")
    .catch(() => get("reload"))
    .catch(fail("download"))
}

const part = (name, url = addressOf(name)) => download(url, PARTS[name]?.integrity)

/** Read a download to its end, so that a line that breaks half-way is noticed here. */
async function whole(download) {
  const response = await download
  return new Response(await response.arrayBuffer().catch(fail("download")))
}

/** Streaming compilation insists on the type that a plain file server may not know. */
const typed = (response) =>
  response.headers.get("Content-Type")?.startsWith("application/wasm")
    ? response // as it came: the browser caches the compiled code with it
    : new Response(response.body, { headers: { "Content-Type": "application/wasm" } })

/** The program, compiled while it comes. */
async function compiled() {
  const response = typed(await part("pyodide.asm.wasm"))
  try {
    return await WebAssembly.compileStreaming(response)
  } catch {
    await WebAssembly.compile(NOTHING).catch(fail("no-webassembly"))
    throw new Failure("download")
  }
}

/** Start Python and open the bundle; return quiz.bridge.handle, and Python itself. */
async function open(url) {
  if (typeof WebAssembly !== "object") throw new Failure("no-webassembly")
  const program = compiled()
  const memory = whole(part(MEMORY)).then((file) => file.arrayBuffer())
  const bundle = whole(part(BUNDLE, url)).then((file) => file.text())
  memory.catch(() => {}) // it is asked for below
  const scripts = Promise.all([CODE, MODULE].map((code) => import(code))).catch(fail("download"))
  const [module, text, [{ loadPyodide }, { default: create }]] = await Promise.all([program, bundle, scripts])
  const start = (library, options) => started(loadPyodide, module, library, options)
  const restored = async () => {
    const file = await memory
    say({ state: "loading", step: "python" })
    return serving(await start(new Response(), restoring(file, create)), text)
  }
  const fresh = async () => {
    const library = await whole(part(LIBRARY))
    say({ state: "loading", step: "python" })
    return serving(await start(library), text)
  }
  return restored().catch((error) => {
    if (error instanceof Failure && error.message === "bundle") throw error
    console.warn(error) // for whoever looks into the console; the reader only waits longer
    return fresh()
  })
}

/**
 * A Python. Pyodide fetches by itself, and waits for ever when that fails: it gets what is here already, nothing else,
 * and is told of what it would keep to itself.
 */
function started(loadPyodide, module, library, options = {}) {
  const files = { [WASM]: new Response(), [addressOf(LIBRARY)]: library }
  self.fetch = async (address) => files[address] ?? fail("start")()
  const lockFileContents = { info: { abi_version: ABI }, packages: {} }
  const given = { indexURL: new URL(".", CODE).href, stdLibURL: addressOf(LIBRARY), lockFileContents, ...options }
  return new Promise((done, failed) => {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      /** @type {Promise<any>} */
      const instance = WebAssembly.instantiate(module, imports)
      instance.catch(failed)
      return { module, instance: await instance }
    }
    loadPyodide(given).then(done, failed)
  })
}

/** A started Python, with the bundle opened. */
function serving(python, bundle) {
  const bridge = python.pyimport("quiz.bridge")
  const handle = bridge.handle.copy() // the one proxy that is kept; an attribute dies with what it was read from
  bridge.destroy()
  say({ state: "loading", step: "bundle" })
  const opened = handle(`{"bundle":${bundle},"op":"open"}`)
  if ("error" in JSON.parse(opened)) throw new Failure("bundle")
  return { handle, python }
}

/** Fetch what does one more thing, and put it beside the library. */
async function fetched(python, { archive, module, call }) {
  const bytes = await (await part(archive)).arrayBuffer()
  python.FS.writeFile(`/${archive}`, new Uint8Array(bytes))
  python.pyimport("sys").path.append(`/${archive}`)
  return python.pyimport(module)[call].copy()
}

let opening // a promise once {open} has come
const more = new Map() // what more it does -> a promise, once that has been asked for

/** Answer one request, or tell the page that the interpreter is lost. */
async function answer({ id, text }) {
  const { handle } = await opening
  try {
    say({ id, text: handle(text) })
  } catch (error) {
    if (error.name === "PythonError") return say({ id, error: "python" })
    lost("crash", error)
  }
}

/** Do one of MORE; nothing else hangs on it. */
async function further(name, data) {
  const { id } = data
  const { python } = await opening
  try {
    if (!more.has(name)) more.set(name, fetched(python, MORE[name]))
    say({ id, text: (await more.get(name))(data[name]) })
  } catch {
    more.delete(name)
    say({ id, error: name })
  }
}

function lost(word, error) {
  console.error(error) // for whoever looks into the console; the page has its own words
  say({ state: "failed", error: word })
  self.close()
}

self.onmessage = ({ data }) => {
  // What failed has been told.
  const name = Object.keys(MORE).find((one) => one in data)
  if (data.open === undefined) return (name ? further(name, data) : answer(data)).catch(() => {})
  opening = data.build === BUILD ? open(data.open) : Promise.reject(new Failure("versions"))
  opening.then(
    () => say({ state: "ready" }),
    (error) => lost(error instanceof Failure ? error.message : "start", error),
  )
}
