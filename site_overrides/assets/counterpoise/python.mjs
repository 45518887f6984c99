// One request to Python with the form's answers: a second try for a worker that died, answers it cannot use taken out;
// and what is said when it did not start.

import { clear, question, read } from "./answers.mjs"
import { Engine } from "./engine.mjs"

const engines = new Map() // bundle address -> Engine: a second assessment on a page finds it ready

export function engineFor(bundle) {
  const { href } = new URL(bundle, document.baseURI)
  return engines.get(href) ?? engines.set(href, new Engine()).get(href)
}

const TOLD = ["no-webassembly", "no-worker", "versions", "download"] // words of engine.mjs that a reader can do something about

/** Why Python did not start, in words. */
export const whyFailed = (say, word) => say(TOLD.includes(word) ? `why-failed.${word}` : "why-failed.other")

/**
 * What quiz.bridge.handle answers under "ok". Rejects with an Error whose message is a word of engine.mjs, or
 * "refused": then `said` is what quiz has to say about it.
 */
export async function ask(engine, form, request) {
  const full = { ...request, answers: read(form) }
  const reply = await engine.ask(full).catch((error) => {
    if (error.message === "crash") return engine.ask(full)
    throw error
  })
  if ("ok" in reply) return reply.ok
  const unusable = (reply.complaints ?? []).map((c) => question(form, c.question)).filter(Boolean)
  if (!unusable.length) throw Object.assign(new Error("refused"), { said: reply.error })
  unusable.forEach(clear) // kept by an older version of the questions
  return ask(engine, form, request)
}
