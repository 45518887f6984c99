// The last step of prepare.py, under Node: writes the memory of a Python that has started and holds quiz/.
//
//   node generator/runtime/memory.mjs < job.json
//   job   {folder, imports: [module...], requests: [text...], out: file}
//
// What is imported now is there without the library, which a browser then does not fetch. Nothing in it may be of this
// machine, or of this moment: what is random would be the same for everyone.

import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import process from "node:process"
import { pathToFileURL } from "node:url"

import { taking } from "../../site_overrides/assets/counterpoise/python/memory.mjs"
import { exercise, start } from "./prepare.mjs"

const RANDOM = ["random", "secrets", "uuid"]
const TIDY = `
import gc, re, sys, zipimport
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()
re.purge()
gc.collect()
`

process.env.TZ = "UTC" // time.timezone stays so; the time of the day is asked of the browser
Date.now = performance.now = () => 0
const job = JSON.parse(readFileSync(0, "utf8"))
try {
  const { default: create } = await import(pathToFileURL(resolve(job.folder, "pyodide.asm.mjs")).href)
  const { options, taken } = taking(create)
  const python = await start(job.folder, undefined, options)
  exercise(python, job)
  const { modules } = python.pyimport("sys")
  const random = RANDOM.filter((name) => modules.has(name))
  if (random.length) throw new Error(`quiz/ imports ${random.join(", ")}: all who score would draw the same`)
  modules.destroy()
  python.runPython(TIDY)
  writeFileSync(job.out, taken(python))
} catch (error) {
  console.error(String(error))
  process.exitCode = 1
}
