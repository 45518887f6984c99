// The box that keeps a routine: its link to copy, its QR code, its sheet to print.
//
//   template[data-template=keep]    what is put into a slot [data-keep]
//   [data-keep-link] [data-keep-status]  the address to copy; what came of it
//   [data-keep-qr]                  where the code is shown
//   [data-keep-action=copy|qr|print]
//   [data-keep-large]               in large print
//   [data-keep-here]                whether this device keeps the plan; pressed: it does

import { dayHere } from "../day.mjs"
import { newId } from "../kept/entries.mjs"
import { Plans, planUrl } from "../kept/plans.mjs"
import { drawn } from "./qr.mjs"
import { print, sheetOf } from "./sheet.mjs"

/**
 * The link, code and sheet of an assessment's routine.
 * @param {import("../element.mjs").Tool} tool
 * @param {Required<import("../../../../docs/door.d.ts").Assessed>} assessment
 */
export function keepRoutine(tool, { plan, routine, retest }, kept = true) {
  const slot = tool.find("keep")
  if (!slot) return
  const url = planUrl(tool.root, plan)
  const about = { title: tool.say("sheet-title"), brand: JSON.parse(tool.dataset.brand), plan: retest, url }
  showKeep(slot, url, tool, async (how) => print([await sheetOf(routine, about, tool)], how))
  if (plan) keepsHere(slot, plan, tool)
  if (!kept) slot.querySelector("[data-keep-status]").textContent = tool.say("kept.not-kept")
}

/**
 * Fill the slot with the box, and return that; without a link only with what prints. `tool`: the element around it;
 * `print` is called by its button with {large}, and may take a while.
 */
export function showKeep(slot, url, tool, print) {
  slot.replaceChildren(tool.filled("keep", { url }))
  slot.hidden = false
  const box = slot.firstElementChild
  const find = (name) => box.querySelector(`[data-${name}]`)
  const status = (word) => (find("keep-status").textContent = tool.say(word))
  const actions = {
    copy: () => copied(find("keep-link")).then((done) => status(done ? "keep.copied" : "keep.copy-by-hand")),
    qr: async () => {
      status("keep.drawing")
      try {
        find("keep-qr").replaceChildren(await drawn(tool, url))
        status("keep.drawn")
      } catch {
        status("keep.not-drawn")
      }
    },
    print: async () => {
      status("keep.preparing")
      try {
        await print({ large: find("keep-large").checked })
        status("keep.prepared")
      } catch {
        status("keep.not-prepared")
      }
    },
  }
  for (const button of box.querySelectorAll("[data-keep-action]")) {
    button.addEventListener("click", () => actions[button.dataset.keepAction]())
  }
  find("keep-link")?.addEventListener("focus", () => find("keep-link").select())
  return box
}

/**
 * The button by which a device keeps the plan, or forgets it.
 * @param {Part} slot filled by `showKeep`
 * @param {string} text the plan's
 * @param {import("../element.mjs").Tool} tool
 */
export function keepsHere(slot, text, tool) {
  const plans = new Plans(tool.root)
  const button = slot.querySelector("[data-keep-here]")
  const paint = () => button.setAttribute("aria-pressed", String(Boolean(plans.find(text))))
  button.hidden = false
  paint()
  button.addEventListener("click", () => {
    const there = plans.find(text)
    const value = { text, name: tool.say("sheet-title"), made: dayHere() }
    const done = there ? plans.put(there.id, null) : plans.put(newId(), value)
    const word = there ? "kept.gone" : "kept.here"
    slot.querySelector("[data-keep-status]").textContent = tool.say(done ? word : "kept.not-kept")
    paint()
  })
}

/** Whether the browser let us; else the address is selected, to be copied by hand. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.select()
    return false
  }
}
