// Whoever answers for someone else reads "they" in place of "you": [data-they] holds what is said then.

// What arrives later (later.mjs) is said the same way.

const FOR_ANOTHER = '[data-question="for-whom"] input[value="someone"]:checked'

/** @param {ParentNode} form */
export const isForAnother = (form) => form.querySelector(FOR_ANOTHER) !== null

/**
 * Say what stands in `place` of whom the answers in `form` are about. An input's words are those that tell it again.
 * @param {ParentNode} place
 * @param {ParentNode} form
 */
export function address(place, form = place) {
  const other = isForAnother(form)
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-they]"))) {
    const input = el.matches("input")
    el.dataset.you ??= (input ? el.dataset.said : el.textContent) ?? ""
    const text = /** @type {string} */ (other ? el.dataset.they : el.dataset.you)
    if (input) el.dataset.said = text
    if (input) el.ariaLabel = text
    else if (el.textContent !== text) el.textContent = text
  }
}

globalThis.addEventListener?.("arrived", (/** @type {any} */ { target }) => {
  const form = target.closest("form")
  if (form) address(target, form)
})
