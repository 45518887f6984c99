// The browser's Python under Node, for parity tests: one start, many requests.
//
//   node tests/runtime_node.mjs [FOLDER] < requests > answers      FOLDER: build/runtime unless named
//
// Each line in is a request's text for quiz.bridge.handle; each line out is its answer as one JSON string.

import process from "node:process"
import { fileURLToPath } from "node:url"

import { start } from "../generator/runtime/prepare.mjs"

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

try {
  const { handle } = (await start(folder)).pyimport("quiz.bridge")
  for await (const line of lines(process.stdin)) process.stdout.write(`${JSON.stringify(handle(line))}\n`)
} catch (error) {
  console.error(String(error)) // not the error itself: Node would quote the line it stands in, which is 1.2 MB
  process.exitCode = 1
}
