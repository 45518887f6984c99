// The half of prepare.py that runs under Node: Pyodide tells what it imports, and compiles it.
//
//   node generator/runtime/prepare.mjs < job.json > report.json
//   job     {folder, library, work?, own?: [file...], imports: [module...], requests: [text...],
//            more: {place: {archive, module, call, samples: [text...], sources: [file...]}}}
//   report  {missing: {module: error}, unanswered: {request: error}, library: [file...], more: {place: [file...]}}
//
// With `work` (a host folder of sources: work/lib is the standard library, work/own holds quiz/, whose files are
// `own`, work/PLACE what is fetched when it is asked for) what came to be imported is compiled, each .pyc beside its
// source; the report says which files of the standard library quiz/ imports (`library`), and which others the rest does
// (`more`). Without it, `library` and the archives are only tried out.

import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import process from "node:process"
import { fileURLToPath, pathToFileURL } from "node:url"

const ABI = "2026_0" // of the pinned Pyodide; it refuses to start with another. worker.mjs has the same

/** Start the Pyodide in `folder` with `library` as its standard library; nothing is fetched. */
export async function start(folder, library = "library.zip.wasm", options = {}) {
  const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href)
  return loadPyodide({
    indexURL: resolve(folder),
    stdLibURL: resolve(folder, library),
    lockFileContents: { info: { abi_version: ABI }, packages: {} },
    env: { PYTHONHASHSEED: "0" }, // the same run every time, so that the compiled bytes are the same
    stdout: (line) => console.error(line), // our own standard output is the report's
    ...options,
  })
}

/** What Python has to say about an action: null, or the last line of its error. */
function complaint(action) {
  try {
    return action()
  } catch (error) {
    if (error.type === undefined) throw error // not Python's
    return error.message.split("\n").find((line) => line.startsWith(error.type)) ?? error.type
  }
}

/** Import, ask, and fail on purpose: whatever that pulls in is what the browser needs. */
export function exercise(python, { imports, requests }) {
  const complaints = (names, action) => {
    const pairs = names.map((name) => [name, complaint(() => action(name))])
    return Object.fromEntries(pairs.filter(([, error]) => error))
  }
  const missing = complaints(imports, (name) => void python.pyimport(name))
  if (Object.keys(missing).length) return { missing, unanswered: {} }
  const { handle } = python.pyimport("quiz.bridge")
  const unanswered = complaints(requests, (text) => (typeof handle(text) === "string" ? null : "not a text"))
  complaint(() => python.globals.get("__builtins__").int("x")) // an error's way to JavaScript imports traceback
  return { missing, unanswered }
}

/** The files of the library that hold what is imported now, sorted. */
function imported(python) {
  const { modules, path } = python.pyimport("sys")
  const library = `${Array.from(path).find((entry) => entry.endsWith(".zip"))}/`
  const origins = Array.from(modules.values(), (module) => module.__spec__?.origin ?? "")
  const ours = origins.filter((origin) => origin.startsWith(library)).map((origin) => origin.slice(library.length))
  return [...new Set(ours)].sort()
}

const LEAN = `
import marshal
from types import CodeType

def lean(code):
    consts = [lean(c) if isinstance(c, CodeType) else c for c in code.co_consts]
    if code.co_flags & 0x4000000: # it has a docstring, which comes first
        consts[0] = ""
    return code.replace(co_consts=tuple(consts), co_linetable=b"")

def write(path):
    with open(path, "r+b") as file:
        head, code = file.read(16), marshal.loads(file.read())
        file.seek(0)
        file.write(head + marshal.dumps(lean(code)))
        file.truncate()

write`

/**
 * Compile `files` under `root`, each .pyc beside its source, as this very interpreter loads it, without what it only tells:
 * docstrings and the numbers of lines.
 */
function compile(python, root, files, optimize) {
  const { compile_file } = python.pyimport("compileall")
  const { UNCHECKED_HASH } = python.pyimport("py_compile").PycInvalidationMode
  const write = python.runPython(LEAN)
  const options = { quiet: 1, legacy: true, stripdir: root, invalidation_mode: UNCHECKED_HASH, optimize }
  for (const file of files) {
    if (!compile_file.callKwargs(`${root}/${file}`, options)) throw new Error(`cannot compile ${file}`)
    write(`${root}/${file}c`)
  }
}

/** Try out what stands at `place`, a folder or an archive. Throws what Python raised. */
function attempt(python, place, { module, call, samples }) {
  python.pyimport("sys").path.insert(0, place)
  const tried = python.pyimport(module)[call]
  if (samples.some((sample) => typeof tried(sample) !== "string")) throw new Error(`${module}.${call} gave no text`)
}

async function main() {
  const job = JSON.parse(readFileSync(0, "utf8"))
  const python = await start(job.folder, job.library)
  if (job.work) {
    python.mountNodeFS("/made", job.work)
    python.pyimport("sys").path.insert(0, "/made/own")
  }
  const report = exercise(python, job)
  if (!Object.keys({ ...report.missing, ...report.unanswered }).length) {
    report.library = imported(python)
    report.more = {}
    for (const [name, one] of Object.entries(job.more)) {
      const place = job.work ? `/made/${name}` : `/${name}.zip`
      if (!job.work) python.FS.writeFile(place, readFileSync(resolve(job.folder, one.archive)))
      attempt(python, place, one)
      report.more[name] = imported(python).filter((file) => !report.library.includes(file))
    }
  }
  if (job.work && report.more) {
    const more = new Set(Object.values(report.more).flat())
    compile(python, "/made/lib", [...report.library, ...more], 2) // without docstrings and assertions
    compile(python, "/made/own", job.own, 0) // ours as CPython runs it: an assertion holds on both sides or on neither
    for (const [name, { sources }] of Object.entries(job.more)) compile(python, `/made/${name}`, sources, 0)
  }
  console.log(JSON.stringify(report))
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  // Left to itself, Node would quote the failing line: the 1.2 MB of pyodide.asm.mjs.
  await main().catch((error) => {
    console.error(String(error))
    process.exitCode = 1
  })
}
