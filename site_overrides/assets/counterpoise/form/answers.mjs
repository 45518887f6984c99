// Between the form and answers as quiz/asking/answers.py reads them. The form is where answers live; nothing is copied.
//
//   [data-question=ID] data-kind (single, multiple, number, scale, regions, text), data-safety, data-optional
//   [data-side=left|right] inside it      one answer each
//   [data-option=ID]                      an option's row; input[data-exclusive] stands alone, and
//                                         input[data-yields-to=ID] does not stand beside that one
//   input[value=not-sure:ID]              a line in doubt, in that line's row
//   [data-ask] [data-label] input[data-said] [data-unit]   the words that tell an answer again

import { choice, follow, isLead, pressed } from "./leads.mjs"
import { isNumberField, numberFault, numberOf } from "./numbers.mjs"

export const NOT_SURE = "not-sure"

export const questions = (form) => [...form.querySelectorAll("[data-question]")]
export const question = (form, id) => form.querySelector(`[data-question="${CSS.escape(id)}"]`)
export const inputs = (q) => [...q.querySelectorAll("input:not([data-lead-answer]), textarea")]
const lineOf = (value) => value.replace(`${NOT_SURE}:`, "")
const sides = (q) => [...q.querySelectorAll("[data-side]")]
const wordsIn = (group) => group.querySelector("textarea")
const numberIn = (group) => group.querySelector("input[data-number]")

/** All answers in the form, hidden questions' too: quiz/ leaves out what is not asked. */
export function read(form) {
  return answered(questions(form).map((q) => [q.dataset.question, answer(q)]))
}

export function answer(q) {
  if (!sides(q).length) return one(q, q.dataset.kind)
  const pairs = answered(sides(q).map((side) => [side.dataset.side, one(side, q.dataset.kind)]))
  return Object.keys(pairs).length ? pairs : undefined
}

const answered = (pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== undefined))

function one(group, kind) {
  if (kind === "text") return wordsIn(group).value.trim() || undefined
  const ticked = ticks(group).map((input) => input.value)
  if (kind === "multiple" || kind === "regions") return ticked.length ? ticked : undefined
  if (ticked.length) return kind === "scale" && ticked[0] !== NOT_SURE ? Number(ticked[0]) : ticked[0]
  const number = numberIn(group)
  return number && !numberFault(number) ? (numberOf(number) ?? undefined) : undefined
}

const ticks = (group) => inputs(group).filter((input) => input.checked)

/** The first number that cannot be used, or undefined. */
export const badNumber = (q) => inputs(q).find((input) => isNumberField(input) && numberFault(input))

/** What to go to: the bad number, the first input of an unanswered side, the folded list of places, or the first input. */
export function firstOpen(q) {
  if (isLead(q) && !choice(q)) return q.querySelector("input")
  const folded = q.querySelector("details[data-places]:not([open]) > summary")
  if (folded) return folded
  const open = sides(q).find((side) => one(side, q.dataset.kind) === undefined)
  return badNumber(q) ?? inputs(open ?? q).find((input) => !input.closest("[hidden], details:not([open])"))
}

export function write(form, answers) {
  for (const q of questions(form)) {
    const value = answers[q.dataset.question]
    if (value === undefined) continue
    if (sides(q).length) for (const side of sides(q)) put(side, value?.[side.dataset.side])
    else put(q, value)
  }
}

export function clear(q) {
  if (sides(q).length) for (const side of sides(q)) put(side, undefined)
  else put(q, undefined)
}

/**
 * Take back what was answered about safety.
 * @param {Part} form
 */
export function clearSafety(form) {
  for (const q of questions(form)) if ("safety" in q.dataset) clear(q)
}

function put(group, value) {
  const wanted = [value].flat().map(String)
  for (const input of inputs(group)) {
    if (isNumberField(input)) input.value = typeof value === "number" ? value : ""
    else if (input === wordsIn(group)) input.value = value ?? ""
    else input.checked = value !== undefined && wanted.includes(input.value)
  }
  for (const input of inputs(group)) if (input.checked && beside(group, input.dataset.yieldsTo)) input.checked = false
  if (isLead(group)) follow(group)
}

const beside = (group, value) => value && inputs(group).some((input) => input.value === value && input.checked)

/** After `changed` was ticked or typed in: what cannot stand beside it is unticked. */
export function keepAlone(changed) {
  unticked(changed)
  pressed(changed)
}

function unticked(changed) {
  const group = changed.closest("[data-side], [data-question]")
  if (!group || changed.type === "radio" || (changed.type === "checkbox" ? !changed.checked : !changed.value)) return
  for (const other of inputs(group)) {
    if (other === changed || !apart(changed, other)) continue
    if (isNumberField(other)) other.value = ""
    else other.checked = false
  }
}

const apart = (one, other) =>
  [one, other].some((input) => input.hasAttribute("data-exclusive")) ||
  lineOf(one.value) === lineOf(other.value) ||
  one.dataset.yieldsTo === other.value ||
  other.dataset.yieldsTo === one.value

/** What the "check your answers" template shows: the sections of a flow, each question with its answer in words. */
export function check(form, flow, say) {
  return {
    sections: flow.sections.map(({ id, questions: shown }) => ({
      title: form.querySelector(`[data-section="${CSS.escape(id)}"] h2`).textContent,
      items: together(shown.map((name) => question(form, name))).map((qs) => ({
        section: id,
        question: qs[0].dataset.question,
        ask: qs.map((q) => q.querySelector("[data-ask]").textContent).join(" · "),
        answers: told(qs[0], say),
      })),
    })),
  }
}

/** Leads in a row that were answered No are told in one line. */
function together(qs) {
  const rows = []
  let last = false
  for (const q of qs) {
    const no = isLead(q) && choice(q) === "no"
    if (no && last) rows.at(-1).push(q)
    else rows.push([q])
    last = no
  }
  return rows
}

function told(q, say) {
  if (!sides(q).length) return tellOne(q, say)
  return sides(q).flatMap((side) =>
    tellOne(side, say).map((answer) => say("answer-side", { side: side.querySelector("legend").textContent, answer })),
  )
}

function tellOne(group, say) {
  const ticked = ticks(group).filter((input) => !input.closest("[hidden][data-option]"))
  if (ticked.length) return ticked.map((i) => i.dataset.said ?? i.labels[0].querySelector("[data-label]").textContent)
  const words = wordsIn(group)?.value.trim()
  if (words) return [words]
  const number = numberIn(group)
  if (!number?.value) return []
  if (numberFault(number)) return [say("answer-unusable", { value: number.value })]
  return [[numberOf(number), group.querySelector("[data-unit]")?.textContent].filter(Boolean).join(" ")]
}
