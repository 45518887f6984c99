// A plan that is pasted: its link, what stands behind its #, or a whole message that holds it. Python finds the plan in it.
//
//   form[data-paste]   its field is #plan-paste

/**
 * @param {import("../element.mjs").Tool} tool
 * @param {{ open: () => void, none: (why: string) => void }} then what stands in the address is opened; there is no plan
 */
export function pastes(tool, { open, none }) {
  const field = tool.querySelector("#plan-paste")
  tool.sends(tool.find("paste"), async () => {
    if (!field.value.trim()) return field.focus()
    tool.status("plan.opening")
    tool.start()
    const reply = await tool.engine.ask({ op: "plan-open", text: field.value, tell: true }).catch(() => null)
    if (!reply) return // the engine told why
    if (!reply.ok) return none(reply.error)
    if (`#${reply.ok.text}` !== location.hash) location.hash = reply.ok.text
    else open()
  })
}
