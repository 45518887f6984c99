// A brand kit -> the text of a fork's local/brand.yml. Texts stand in double quotes, as JSON writes them: YAML reads
// them alike.

import { contrast, nearest } from "./colour.mjs"

const OWN = ["address", "phone", "web", "booking", "credentials", "report"]
const LEFT = [...OWN, "logo", "repository", "branch"] // who someone else is, and where to reach them

/** `site` is the brand file of this site as data, `surfaces` {light, dark}; what the kit leaves empty is the site's. */
export function brandFile(site, kit, { surfaces, contrast: wanted }) {
  const made = Object.fromEntries(Object.entries(site).filter(([key]) => !LEFT.includes(key)))
  made.name = kit.name
  made.tagline = kit.tagline || site.tagline
  const colours = Object.entries(surfaces).map(([scheme, surface]) => [scheme, schemeOf(kit, surface, wanted)])
  made.colours = Object.fromEntries(colours)
  for (const key of OWN) if (kit[key]) made[key] = kit[key]
  made.disclaimer = kit.disclaimer || site.disclaimer
  made.paper = kit.paper || site.paper
  if (kit.logo) made.logo = { light: `logo.${kit.suffix}` }
  return `${lines(made).join("\n")}\n`
}

function schemeOf(kit, surface, wanted) {
  const fitting = (colour) => (contrast(colour, surface) >= wanted ? colour : nearest(colour, surface, wanted))
  return { primary: fitting(kit.primary), accent: fitting(kit.accent) }
}

function lines(value) {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (Array.isArray(inner)) return inner.length ? [`${key}:`, ...inner.flatMap(item)] : []
    if (typeof inner === "object" && inner !== null) return [`${key}:`, ...lines(inner).map((line) => `  ${line}`)]
    return inner === null ? [] : [`${key}: ${JSON.stringify(inner)}`]
  })
}

function item(value) {
  const inner = typeof value === "object" ? lines(value) : [JSON.stringify(value)]
  return inner.map((line, i) => `  ${i ? " " : "-"} ${line}`)
}
