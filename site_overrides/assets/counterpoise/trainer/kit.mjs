// Whose sheet it is: the site's letterhead, with the brand kit that is kept on this device laid over it. No DOM.

import { newId } from "../kept/entries.mjs"
import { Shelf } from "../kept/shelf.mjs"
import { faultOf } from "./logo.mjs"

/**
 * An entry (see entries.mjs); what is empty is the site's. `logo`: a data: address.
 * @typedef {{ id: string, kind: "kit", name: string } & Partial<Record<"tagline" | "primary" | "accent" | "logo" | "suffix" |
 *   "credentials" | "address" | "phone" | "web" | "booking" | "disclaimer" | "paper" | "report", string>>} Kit
 */

const CONTACT = ["address", "phone", "web", "booking"]
const TEXTS = ["tagline", "credentials", "disclaimer", "report", ...CONTACT]
const MOST_TEXT = 300
const COLOUR = /^#[0-9a-f]{6}$/
const LOGO = /^data:image\/(png|svg\+xml);base64,[A-Za-z0-9+/=]*$/

/** @param {string} root */
export const kitShelf = (root) => new Shelf(root, "brand", soundKit)

/**
 * The letterhead as sheet.mjs takes it. A kit has no `reference`: no file of the site tells of it.
 * @param {any} site
 * @param {Partial<Kit> | null} kit
 */
export function letterhead(site, kit) {
  if (!kit?.name) return site
  return {
    name: kit.name,
    tagline: kit.tagline || "",
    logo: kit.logo || null,
    credentials: kit.credentials || null,
    contact: CONTACT.map((key) => kit[key])
      .filter(Boolean)
      .map(shown),
    disclaimer: kit.disclaimer || site.disclaimer,
    paper: kit.paper || site.paper,
    colours: { primary: kit.primary, accent: kit.accent },
  }
}

/**
 * Whatever a shelf or a file held -> a kit with only what a kit may have; null when it is none.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Kit | null}
 */
export function soundKit(raw, odd) {
  const name = text(raw?.name)
  if (name === null) return odd()
  const fits = {
    ...Object.fromEntries(TEXTS.map((key) => [key, (value) => text(value) !== null])),
    primary: (value) => text(value) !== null && COLOUR.test(value),
    accent: (value) => text(value) !== null && COLOUR.test(value),
    paper: (value) => value === "a4" || value === "letter",
    logo: (value) => value === "" || (typeof value === "string" && LOGO.test(value)),
  }
  const said = Object.keys(fits).filter((key) => raw[key] != null && (fits[key](raw[key]) || odd()))
  /** @type {Partial<Kit>} */
  const kit = Object.fromEntries(said.map((key) => [key, text(raw[key])]))
  const suffix = LOGO.exec(kit.logo ?? "")?.[1] === "png" ? "png" : "svg"
  return {
    id: typeof raw.id === "string" ? raw.id.slice(0, 100) : newId(),
    kind: "kit",
    name,
    ...kit,
    ...(kit.logo ? { suffix } : {}),
  }
}

/**
 * A number is taken as its digits; anything else that is no text is none.
 * @param {any} raw
 */
function text(raw) {
  if (Number.isFinite(raw)) return String(raw)
  return typeof raw === "string" ? (raw.startsWith("data:") ? raw : raw.slice(0, MOST_TEXT)) : null
}

const judged = new Map() // logo -> its fault, or null

/**
 * The same kit without a logo that would not be taken today, and whether it lost one.
 * @param {Kit | null} kit
 * @param {any} rules
 */
export async function checkedKit(kit, rules) {
  if (!kit?.logo) return { kit, lost: false }
  if (!judged.has(kit.logo)) judged.set(kit.logo, await faultOf(kit.logo, rules))
  const lost = judged.get(kit.logo) !== null
  return { kit: lost ? { ...kit, logo: "" } : kit, lost }
}

/**
 * Whose sheets this device prints: the letterhead with the kit that is kept here, as far as it would be taken today.
 * @param {string} root
 * @param {any} site
 * @param {any} rules
 */
export const keptBrand = async (root, site, rules) =>
  letterhead(site, (await checkedKit(kitShelf(root).load(), rules)).kit)

const shown = (address) => address.replace(/^https:\/\//, "").replace(/\/$/, "")

/** The fields in which two kits differ. */
export const differing = (one, other) => Object.keys(one).filter((key) => key !== "id" && one[key] !== other[key])
