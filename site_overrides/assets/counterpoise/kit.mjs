// Whose sheet it is: the site's letterhead, with the brand kit that is kept on this device laid over it. No DOM.
//
//   kit   {name, tagline, primary, accent, logo (a data: address), credentials, address, phone, web, booking,
//         disclaimer, paper, report}; what is empty is the site's

import { Shelf } from "./shelf.mjs"

const CONTACT = ["address", "phone", "web", "booking"]

export const kitShelf = (root) => new Shelf(root, "brand")

/** The letterhead as sheet.mjs takes it. A kit has no `reference`: no file of the site tells of it. */
export function letterhead(site, kit) {
  if (!kit?.name) return site
  return {
    name: kit.name,
    tagline: kit.tagline || "",
    logo: kit.logo || null,
    credentials: kit.credentials || null,
    contact: CONTACT.map((key) => kit[key]).filter(Boolean).map(shown),
    disclaimer: kit.disclaimer || site.disclaimer,
    paper: kit.paper || site.paper,
    colours: { primary: kit.primary, accent: kit.accent },
  }
}

const TEXTS = ["name", "tagline", "credentials", "disclaimer", "report", ...CONTACT]
const COLOUR = /^#[0-9a-f]{6}$/
const LOGO = /^data:image\/(png|svg\+xml);base64,[A-Za-z0-9+/=]*$/

/** Whatever a file held -> a kit with only what a kit may have; null when it is none. */
export function soundKit(raw) {
  if (typeof raw?.name !== "string") return null
  const kit = Object.fromEntries(TEXTS.map((key) => [key, typeof raw[key] === "string" ? raw[key].slice(0, 300) : ""]))
  for (const key of ["primary", "accent"]) if (COLOUR.test(raw[key])) kit[key] = raw[key]
  if (raw.paper === "a4" || raw.paper === "letter") kit.paper = raw.paper
  const [, type] = LOGO.exec(raw.logo) ?? []
  return type ? { ...kit, logo: raw.logo, suffix: type === "png" ? "png" : "svg" } : kit
}

const shown = (text) => text.replace(/^https:\/\//, "").replace(/\/$/, "")
