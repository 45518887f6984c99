// A name that is taken: asks whether the one who has it gives way, both stay, or nothing happens.
//
//   dialog[data-taken]   its buttons' values are the answers: replace | both | "" ; [data-taken-text] [data-taken-replace]

/**
 * "replace", "both", or "" when it was closed. `replace`: whether the one who has the name may give way at all.
 * @param {Element} host
 * @param {string} text
 * @param {{ replace: boolean }} may
 * @returns {Promise<string>}
 */
export function askTaken(host, text, { replace }) {
  const dialog = host.querySelector("[data-taken]")
  dialog.querySelector("[data-taken-text]").textContent = text
  dialog.querySelector("[data-taken-replace]").hidden = !replace
  return answered(dialog)
}

/**
 * Open a dialog whose form closes it: the value of the button that did, "" for none.
 * @param {Part} dialog
 * @returns {Promise<string>}
 */
export function answered(dialog) {
  dialog.returnValue = ""
  dialog.showModal()
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }))
}
