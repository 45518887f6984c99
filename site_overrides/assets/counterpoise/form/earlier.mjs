// Earlier results, to read: what a person was told on the day of a check, and nothing of safety. Python has no part in it:
// nothing is worked out anew from it, and nobody is spared a question by it.
//
//   [data-earlier] [data-earlier-list]   the fold on the first step, and what is put there
//   template[data-template=earlier]

import { dayTold } from "../day.mjs"

/**
 * What is kept of a result, as it was told.
 * @param {any} assessment
 * @param {import("../fill.mjs").Say} say
 * @returns {import("../kept/results.mjs").Told}
 */
export function toldOf({ headline, lead, places, routine }, say) {
  const row = (/** @type {string} */ name, /** @type {string} */ what) => say("again.row", { name, what })
  const found = places.map(({ title, pattern, pathways }) =>
    row(title, pattern ? `${pattern.title} (${pattern.band_title})` : pathways.map((one) => one.title).join(", ")),
  )
  return {
    headline,
    lines: [...(lead ? [lead] : []), ...found],
    cards: (routine?.cards ?? []).map(({ title, weeks }) => row(title, weeks[0].parts.join(", "))),
  }
}

/**
 * List them, the last one first.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../kept/results.mjs").Value[]} checks
 */
export function showEarlier(tool, checks) {
  const told = checks.filter((one) => one.told).reverse()
  tool.find("earlier").hidden = !told.length
  const rows = told.map((one) => {
    const date = dayTold(one.on, { year: "numeric" })
    const title = tool.say(one.who ? "again.earlier-of" : "again.earlier", { name: one.who, date })
    return tool.filled("earlier", { ...one.told, title })
  })
  tool.find("earlier-list").replaceChildren(...rows)
}
