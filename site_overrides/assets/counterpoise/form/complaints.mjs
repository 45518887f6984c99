// Names what is unanswered or unusable: a summary with role=alert, and a word at each question.
//
//   [data-problems]   the summary; its links carry data-action="to-question" data-question-id
//   [data-error]      the line inside a question, which its aria-describedby names

import { badNumber, firstOpen, inputs, question } from "./answers.mjs"
import { choice, isLead } from "./leads.mjs"
import { faultSaid, numberFault } from "./numbers.mjs"
import { standsFor } from "./together.mjs"

/** What is wrong in this section: [{id, text, open}], in order; `open`: unanswered, otherwise answered with what cannot be used. */
export function complaints(form, section, flow, say) {
  const shown = flow.sections.find(({ id }) => id === section)?.questions ?? []
  const met = new Set()
  return shown.flatMap((id) => {
    const q = question(form, id)
    const group = standsFor(q)
    if (group !== q) return !flow.missing.includes(id) || met.has(group) ? [] : [met.add(group) && lead(id, say)]
    const bad = badNumber(q)
    if (bad) return [{ id, text: faultSaid(bad, numberFault(bad), say), open: false }]
    if (!flow.missing.includes(id)) return []
    const sided = q.querySelector("[data-side]")
    const kind =
      (isLead(q) && (choice(q) ? "lines" : "lead")) ||
      ({ multiple: "tick", regions: "places", number: "number" }[q.dataset.kind] ?? "choose")
    return [{ id, text: say(sided ? "problem.sides" : `problem.${kind}`), open: true }]
  })
}

const lead = (id, say) => ({ id, text: say("problem.lead"), open: true })

export function show(form, found, say) {
  clearAll(form)
  if (!found.length) return
  const title = document.createElement("p")
  const open = found.filter((one) => one.open).length
  const kind = open === found.length ? "title" : open ? "both" : "unusable"
  title.textContent = say(`problem.${kind}`, { n: found.length })
  const list = document.createElement("ul")
  for (const { id, text } of found) {
    const q = standsFor(question(form, id))
    const line = q.querySelector("[data-error]")
    line.textContent = text
    line.hidden = false
    mark(q, true)
    const link = document.createElement("a")
    link.href = `#${q.id}`
    link.dataset.action = "to-question"
    link.dataset.questionId = id
    link.textContent = q.querySelector("[data-ask]").textContent
    const row = document.createElement("li")
    row.append(link)
    list.append(row)
  }
  const summary = form.querySelector("[data-problems]")
  summary.hidden = false
  summary.replaceChildren(title, list)
  focusQuestion(form, found[0].id)
}

/** Take one question's word away once it is answered, and the summary with the last. */
export function clear(form, q) {
  q.querySelector("[data-error]").hidden = true
  mark(q, false)
  if (![...form.querySelectorAll("[data-error]")].some((line) => !line.hidden)) {
    form.querySelector("[data-problems]").hidden = true
  }
}

export function clearAll(form) {
  for (const q of form.querySelectorAll("[data-question], [data-leads]")) clear(form, q)
}

export function focusQuestion(form, id) {
  const q = standsFor(question(form, id))
  firstOpen(q)?.focus({ preventScroll: true })
  q.scrollIntoView({ block: "start" })
}

/** aria-invalid stands where ARIA allows it: on groups of radios, on checkboxes and numbers. */
function mark(q, invalid) {
  const radios = [q, ...q.querySelectorAll("[data-side]")].filter((el) => el.getAttribute("role") === "radiogroup")
  const fields = q.hasAttribute("data-leads") ? [] : inputs(q).filter((input) => input.type !== "radio")
  for (const el of [...radios, ...fields]) {
    if (invalid) el.setAttribute("aria-invalid", "true")
    else el.removeAttribute("aria-invalid")
  }
  q.toggleAttribute("data-invalid", invalid)
}
