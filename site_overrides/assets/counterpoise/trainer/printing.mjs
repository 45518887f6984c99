// One print job: a sheet for every ticked client. What cannot be printed is named, and the rest is.
//
//   [data-skipped]    whose sheet there is not, and why;  template[data-template=skipped]
//   [data-large] [data-two-sided]       boxes: how it is printed
//   printed(tool, clients, packs, brand)

import { planUrl } from "../kept/plans.mjs"
import { print, sheetOf } from "../result/sheet.mjs"
import { request } from "./packs.mjs"

/** @typedef {import("../element.mjs").Tool} Tool */

/**
 * @param {Tool} tool the element around it
 * @param {import("./roster.mjs").Client[]} clients
 * @param {import("./packs.mjs").Pack[]} packs
 * @param {any} brand whose sheets they are
 */
export async function printed(tool, clients, packs, brand) {
  const plans = new Map(packs.map(({ id, plan }) => [id, plan]))
  /** @type {HTMLElement[]} */
  const sheets = []
  /** @type {{ name: string, why: string }[]} */
  const skipped = []
  for (const { name, pack } of clients) {
    tool.status("kit.preparing", { n: sheets.length + skipped.length + 1, of: clients.length })
    const made = await sheetFor(tool, name, plans.get(pack), brand).catch((error) => error.message)
    if (typeof made === "string") skipped.push({ name, why: made })
    else sheets.push(made)
  }
  tool.find("skipped").replaceChildren(tool.filled("skipped", { skipped }))
  tool.status(sheets.length ? "kit.prepared" : "kit.none-prepared", { n: sheets.length })
  if (sheets.length) print(sheets, { large: tool.find("large").checked, twoSided: tool.find("two-sided").checked })
}

/**
 * Rejects with what is said where there is none.
 * @param {Tool} tool
 * @param {string} name
 * @param {import("./packs.mjs").Plan | undefined} plan
 * @param {any} brand
 */
async function sheetFor(tool, name, plan, brand) {
  if (!plan) throw new Error(tool.say("kit.no-plan"))
  const reply = await tool.engine.ask(request(plan, brand)).catch((error) => {
    throw new Error(tool.why(error.message))
  })
  const { text, routine, plan: told, blocked } = reply.ok ?? { blocked: reply.error }
  if (!routine) throw new Error(blocked ?? tool.say("kit.no-plan"))
  const about = { title: tool.say("sheet-for", { name }), plan: told, brand, url: text && planUrl(tool.root, text) }
  return sheetOf(routine, about, tool)
}
