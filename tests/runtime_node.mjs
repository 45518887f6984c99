// The browser's Python under Node, for parity tests: one start, many requests.
//
//   node tests/runtime_node.mjs [FOLDER] [MEMORY] < requests > answers      FOLDER: build/runtime unless named
//
// It starts from the library; where MEMORY names the file in FOLDER, from that, and there is no library.
//
// Each line in is a request's text for quiz.bridge.handle; each line out is its answer as one JSON string.

import { readFileSync } from "node:fs"
import { devNull } from "node:os"
import { resolve } from "node:path"
import process from "node:process"
import { fileURLToPath, pathToFileURL } from "node:url"

import { start } from "../generator/runtime/prepare.mjs"
import { restoring } from "../site_overrides/assets/counterpoise/python/memory.mjs"

const folder = process.argv[2] ?? fileURLToPath(new URL("../build/runtime", import.meta.url))

/** Lines end at \n alone: node:readline would also cut at the line separators that JSON texts may hold. */
async function* lines(stream) {
  stream.setEncoding("utf8")
  let rest = ""
  for await (const chunk of stream) {
    const whole = (rest + chunk).split("\n")
    rest = whole.pop() ?? ""
    yield* whole
  }
  if (rest) yield rest
}

async function remembered(name) {
  const { default: create } = await import(pathToFileURL(resolve(folder, "pyodide.asm.mjs")).href)
  const { buffer } = Uint8Array.from(readFileSync(resolve(folder, name)))
  return start(folder, devNull, restoring(buffer, create))
}

try {
  const python = process.argv[3] ? await remembered(process.argv[3]) : await start(folder)
  const { handle } = python.pyimport("quiz.bridge")
  for await (const line of lines(process.stdin)) process.stdout.write(`${JSON.stringify(handle(line))}\n`)
} catch (error) {
  console.error(String(error)) // not the error itself: Node would quote the line it stands in, which is 1.2 MB
  process.exitCode = 1
}
