// Values of a plan that Python refused: said at their fields, which keep what was typed.
//
//   template[data-template=refused]   what stands beside such a field

/**
 * Say at each field why its value was refused; the fields of `host` that were so before are good again.
 * @param {import("../element.mjs").Tool} tool
 * @param {Part} host what has the fields
 * @param {{ field: Part, why: string }[]} refused
 */
export function markRefused(tool, host, refused) {
  for (const said of host.querySelectorAll("[data-refused]")) said.remove()
  for (const field of host.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid")
    field.removeAttribute("aria-describedby")
  }
  for (const [n, { field, why }] of refused.entries()) {
    const id = `${host.id || "cb"}-refused-${n}`
    field.after(tool.filled("refused", { why, id }))
    if (!field.matches("input, select, textarea")) continue
    field.setAttribute("aria-invalid", "true")
    field.setAttribute("aria-describedby", id)
  }
}
