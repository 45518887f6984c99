// Leads: a list of lines that is asked by its cues. No answers every line with no; Yes and Not sure open the lines.
//
//   [data-question][data-lead]           the list; input[data-lead-answer] no, yes, not-sure; its answer is its lines'
//   [data-lines]                         what opens; [data-cue=ID] words of the lead, [data-of-cue=ID] a line
//   host[data-every]                     every line is shown, whatever the leads say

const TOO_FAST = 3000 // ms

const choices = (q) => [...q.querySelectorAll("input[data-lead-answer]")]
const lines = (q) => [...q.querySelectorAll("[data-lines] input")]
const alone = (q) => q.querySelector("[data-lines] input[data-exclusive]")

export const isLead = (q) => q?.hasAttribute("data-lead")
export const choice = (q) => choices(q).find((input) => input.checked)?.value
const choose = (q, value) => {
  for (const input of choices(q)) input.checked = input.value === value
}

/** The lines that are asked now, as far as the page has been told. */
export const linesAsked = (q) =>
  [...q.querySelectorAll("[data-lines] [data-option]")].filter((row) => !row.hidden).map((row) => row.dataset.option)

/** After a press: the lead's lines follow it, or it follows its lines. What it is an answer to is what is asked by then. */
export function pressed(input) {
  const q = input.closest("[data-lead]")
  if (!q) return
  if (input.hasAttribute("data-lead-answer")) {
    q.dataset.read = linesAsked(q).join(" ")
    const no = input.value === "no"
    if (no) for (const line of lines(q)) line.checked = false
    if (no || alone(q).checked) alone(q).checked = no
  } else if (input.checked && (!choice(q) || (choice(q) === "no" && input !== alone(q)))) {
    choose(q, input === alone(q) ? "no" : input.value.startsWith("not-sure:") ? "not-sure" : "yes")
  }
  open(q)
}

/** After its lines were written or cleared: No where none is true, Yes where something is. */
export function follow(q) {
  const ticked = lines(q).filter((input) => input.checked)
  const sure = ticked.some((input) => !input.value.startsWith("not-sure:"))
  choose(q, !ticked.length ? null : alone(q).checked ? "no" : sure ? "yes" : "not-sure")
  open(q)
}

function open(q) {
  q.querySelector("[data-lines]").hidden = !["yes", "not-sure"].includes(choice(q))
}

/** Where leads stand among other questions, the time that counts is that from the first press on one to the last. */
export function paced(form, note) {
  let [first, last] = [0, Number.POSITIVE_INFINITY]
  form.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-lead-answer], [data-leads-answer]")) return
    last = Date.now()
    first ||= last
  })
  return () => rushed(form, note, last - first)
}

/** Cues without a line that is asked are hidden; `steps` false: none, and every lead is open. */
export function paintLead(q, steps) {
  for (const cue of q.querySelectorAll("[data-cue]")) {
    const own = [...q.querySelectorAll(`[data-of-cue="${cue.dataset.cue}"]`)]
    cue.hidden = steps && own.every((line) => line.hidden)
  }
  if (steps) open(q)
  else q.querySelector("[data-lines]").hidden = false
}

/** Asks once, in `note`, whether they were read, when all leads in `section` were answered No in less `time` than that takes. */
export function rushed(section, note, time) {
  const shown = [...section.querySelectorAll("[data-lead]")].filter((q) => !q.hidden)
  const allNo = shown.length > 2 && shown.every((q) => choice(q) === "no")
  const fast = !("asked" in note.dataset) && allNo && time < TOO_FAST
  if (fast) note.dataset.asked = ""
  note.hidden = !fast
  if (fast) note.focus()
  return fast
}
