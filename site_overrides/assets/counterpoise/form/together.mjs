// Leads that a link asks as one. No answers them all with no; Yes and Not sure open them.
//
//   [data-leads]                     input[data-leads-answer] no, yes, not-sure; its leads stand in [data-opened]
//   [data-brief=ID]                  few words for the cue of that id, hidden with it

import { clear } from "./answers.mjs"
import { choice, isLead, pressed } from "./leads.mjs"

const groups = (form) => form.querySelectorAll("[data-leads]")
const asked = (group) => [...group.querySelectorAll("[data-question]")].filter((q) => isLead(q) && !q.hidden)
const answers = (group) => [...group.querySelectorAll("input[data-leads-answer]")]
const said = (group) => answers(group).find((input) => input.checked)?.value
const choose = (group, value) => {
  for (const input of answers(group)) input.checked = input.value === value
  open(group)
}

/** What is asked in its place while it is closed, or the question itself. */
export const standsFor = (q) => q.closest("[data-leads]:not([data-open])") ?? q

/** After a press on an answer to all: No is each lead's, and anything else takes such a No back. */
export function pressedTogether(input) {
  if (!input.hasAttribute("data-leads-answer")) return
  const group = input.closest("[data-leads]")
  for (const q of asked(group)) {
    if (input.value === "no")
      pressed(Object.assign(q.querySelector('[data-lead-answer][value="no"]'), { checked: true }))
    else if (!group.hasAttribute("data-open")) clear(q)
  }
  open(group)
}

/** After its leads were painted, written or cleared: what is said of them all follows them. */
export function paintTogether(form) {
  for (const group of groups(form)) {
    const told = asked(group).map(choice)
    group.hidden = !told.length
    for (const words of group.querySelectorAll("[data-brief]")) {
      const cue = group.querySelector(`#${words.dataset.brief}`)
      words.hidden = cue.hidden || cue.closest("[data-question]").hidden
    }
    const no = told.every((one) => one === "no")
    if (!isOpen(group) && told.some((one) => one && one !== "no")) choose(group, "yes")
    else if (!isOpen(group)) choose(group, no ? "no" : null)
    else open(group)
  }
}

/** Nothing is said of them any more. */
export function closeAll(form) {
  for (const group of groups(form)) choose(group, null)
}

const isOpen = (group) => ["yes", "not-sure"].includes(said(group))

function open(group) {
  group.toggleAttribute("data-open", isOpen(group))
  group.querySelector("[data-opened]").hidden = !isOpen(group)
}
