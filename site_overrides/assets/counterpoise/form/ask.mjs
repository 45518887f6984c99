// One request to Python with the form's answers: a second try for a worker that died, and answers that it cannot use
// are taken out.

import { clear, question, read } from "./answers.mjs"

/** @typedef {import("../../../../docs/door.d.ts").Replies} Replies */

/**
 * What quiz.bridge.handle answers under "ok". Rejects with an Error whose message is a word of engine.mjs, or
 * "refused": then `said` is what quiz has to say about it.
 *
 * @template {"flow" | "assess" | "explain" | "plan-open" | "remember"} Op
 * @param {import("../python/engine.mjs").Engine} engine
 * @param {Part} form
 * @param {import("../python/engine.mjs").Request<Op>} request
 * @returns {Promise<Replies[Op]>}
 */
export async function ask(engine, form, request) {
  const full = { ...request, answers: read(form) }
  const reply = await engine.ask(full).catch((error) => {
    if (error.message === "crash") return engine.ask(full)
    throw error
  })
  if (reply.ok) return reply.ok
  const unusable = (reply.complaints ?? []).map((c) => question(form, c.question)).filter(Boolean)
  if (!unusable.length) throw Object.assign(new Error("refused"), { said: reply.error })
  unusable.forEach(clear) // kept by an older version of the questions
  return ask(engine, form, request)
}
