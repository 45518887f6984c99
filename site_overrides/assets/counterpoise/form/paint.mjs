// Shows and hides what belongs to the present step. Only what Python's flow names is asked; what is hidden keeps its
// answers.
//
// Before the first flow, what carries data-conditional (a show_if in the YAML) stays hidden; in other modes than steps nothing is.

import { clear, NOT_SURE, questions } from "./answers.mjs"
import { choice, isLead, linesAsked, paintLead } from "./leads.mjs"
import { address } from "./whose.mjs"

/** Paint `host` for {mode, flow, step, before (the step to go back to), returning}. */
export function paint(host, now, say) {
  const find = (name) => host.querySelector(`[data-${name}]`)
  const steps = now.mode === "steps"
  sections(host, steps, now)
  address(host)
  find("failed").hidden = now.mode !== "plain"
  find("check").hidden = !steps || now.step !== "answers"
  find("result").hidden = !steps || now.step !== "result"
  find("nav").hidden = !steps || now.step === "result"
  find("foot").hidden = false
  find("again").hidden = !steps || find("again").dataset.kept === "0" || Boolean(now.before) || now.step === "result"
  find("activities").hidden = steps && now.step !== "answers"
  find("back").hidden = !now.before
  if (now.before) find("back").href = `#step-${now.before}`
  find("next").textContent = say(now.step === "answers" ? "finish" : now.returning ? "return" : "next")
  find("progress").hidden = !steps || now.step === "result" || !now.flow
  if (now.flow) progress(host, now, say)
}

function sections(host, steps, { flow, step }) {
  for (const section of host.querySelectorAll("[data-section]")) {
    section.hidden = steps && section.dataset.section !== step
  }
  paintQuestions(host, flow, steps)
}

/** Hide the questions and options that the flow does not name; `steps` false: none. */
export function paintQuestions(host, flow, steps = true) {
  const shown = flow && new Set(flow.sections.flatMap((section) => section.questions))
  for (const q of questions(host)) {
    const id = q.dataset.question
    q.hidden = steps && (shown ? !shown.has(id) : "conditional" in q.dataset)
    const offered = flow?.options[id]
    for (const row of q.querySelectorAll("[data-option]")) {
      const { option, conditional } = row.dataset
      row.hidden = steps && option !== NOT_SURE && !(offered ? offered.includes(option) : conditional === undefined)
    }
    if (isLead(q)) paintLead(q, steps)
  }
}

/**
 * Take back the answer to each lead that now shows a line which it did not show when it was answered: a No would stand
 * for what nobody read. Says whether there was one.
 * @param {Part} form
 */
export function takeBack(form) {
  let any = false
  for (const q of questions(form).filter(isLead)) {
    const shown = linesAsked(q)
    const read = q.dataset.read?.split(" ")
    if (choice(q) && read && shown.some((line) => !read.includes(line))) {
      clear(q)
      any = true
    }
    if (!choice(q)) delete q.dataset.read
    else if (!read) q.dataset.read = shown.join(" ")
  }
  return any
}

/** Parts that are left out are passed over, so that their number never grows. */
function progress(host, { step }, say) {
  const all = [...host.querySelectorAll("[data-section]")].map((section) => section.dataset.section)
  const part = step === "answers" ? all.length + 1 : all.indexOf(step) + 1
  host.querySelector("[data-progress-text]").textContent = say("progress", { part, parts: all.length + 1 })
  Object.assign(host.querySelector("progress"), { max: all.length + 1, value: part - 1 })
}

/** Of elements in the page's order the one that is read now: that has the focus, or is the first not above the view. */
export function inView(elements) {
  const below = elements.filter((el) => el.getBoundingClientRect().bottom > innerHeight / 4)
  return (
    below.find((el) => el.contains(document.activeElement) && el.getBoundingClientRect().top < innerHeight) ??
    below[0] ??
    elements.at(-1)
  )
}
