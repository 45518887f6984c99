// Plans in the making, and packs: plans that were given a name and kept on this device. No DOM.

import { dayHere } from "../day.mjs"
import { Entries, soundEntries } from "../kept/entries.mjs"
import { soundWords } from "../kept/own.mjs"
import { isText } from "../kept/shelf.mjs"

/**
 * A plan as quiz/plans/plan.py has it, in the making: what of a dose was never written is absent, and is the card's.
 * @typedef {Record<string, number | string | number[]>} Dose
 * @typedef {string | { rule: string, to?: Record<string, number | string> }} Growth
 * @typedef {{ id?: string, title: string, how: string, step: string, each_side?: true, demands?: string[] }} Own
 *   `id`: of the one that this device keeps
 * @typedef {{ card?: string, own?: Own, side?: "left" | "right", dose?: Dose, growth?: Growth, note?: string }} Item
 *   either a card or an exercise of the trainer's own
 *
 * @typedef {{ days: number | string, growth?: string, cautions: string[], note?: string, items: Item[] }} Plan
 *   `cautions`: of the client, their ids
 * @typedef {{ id: string, kind: "pack", name: string, plan: Plan }} Pack   an entry (see entries.mjs) with its plan
 */

export const MOST = 20
export const MOST_PACKS = 500
const MOST_CAUTIONS = 100
const MOST_NOTE = 600
const RULES = ["steady", "by-week", "by-response"]
const NUMBERS = ["sets", "reps", "seconds", "metres", "rest", "effort", "reserve", "a_day", "days"]
const TEXTS = ["load", "tempo"]

/** @returns {Plan} */
export const empty = () => ({ days: 3, cautions: [], items: [] })

/** @type {(plan: Plan, item: Item) => Plan} */
export const add = (plan, item) => ({ ...plan, items: [...plan.items, said(item)] })

/**
 * The plan after an exercise that this device keeps was changed.
 * @type {(plan: Plan, own: Own) => Plan}
 */
export const renewed = (plan, own) => ({
  ...plan,
  items: plan.items.map((item) => (item.own?.id && item.own.id === own.id ? { ...item, own } : item)),
})
/** @type {(plan: Plan, at: number) => Plan} */
export const remove = (plan, at) => ({ ...plan, items: plan.items.filter((_, i) => i !== at) })
/** @type {(plan: Plan, at: number, changes: Partial<Item>) => Plan} */
export const set = (plan, at, changes) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? said({ ...item, ...changes }) : item)),
})

/**
 * One value of a dose; null: the card's again.
 * @type {(plan: Plan, at: number, key: string, value: number | string | null) => Plan}
 */
export const dose = (plan, at, key, value) => {
  const found = said({ ...plan.items[at].dose, [key]: value })
  return set(plan, at, { dose: Object.keys(found).length ? found : undefined })
}

/**
 * By which rule an exercise grows ("": as its plan or its dose has it); then up to how much of an amount.
 * @type {(plan: Plan, at: number, rule: string) => Plan}
 */
export const grow = (plan, at, rule) => {
  const { to } = grown(plan.items[at])
  return set(plan, at, { growth: rule && to ? { rule, to } : rule })
}

/** @type {(plan: Plan, at: number, key: string, most: number | string | null) => Plan} */
export const growTo = (plan, at, key, most) => {
  const { rule, to } = grown(plan.items[at])
  return rule ? set(plan, at, { growth: { rule, to: said({ ...to, [key]: most }) } }) : plan
}

/**
 * @param {Item} item
 * @returns {{ rule?: string, to?: Record<string, number | string> }}
 */
export const grown = ({ growth }) => (typeof growth === "string" ? { rule: growth } : (growth ?? {}))

/**
 * Without what is not said.
 * @param {any} object
 * @returns {any}
 */
const said = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value != null && value !== ""))

/**
 * Another exercise in its place: its doses are its own.
 * @type {(plan: Plan, at: number, card: string) => Plan}
 */
export const swap = (plan, at, card) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? { card } : item)),
})

/** @type {(plan: Plan, from: number, to: number) => Plan} */
export function move(plan, from, to) {
  const items = [...plan.items]
  items.splice(to, 0, ...items.splice(from, 1))
  return { ...plan, items }
}

/**
 * @typedef {{ at: number | null, field: string | null, why: string }} Wrong
 *   a value that Python refuses: whose of the exercises (null: the plan's), which of it (null: all of it), and why
 */

/**
 * The plan without what of it was refused: each value alone; an exercise stays.
 * @type {(plan: Plan, wrong: Wrong[]) => Plan}
 */
export function without(plan, wrong) {
  let left = plan
  for (const { at, field } of wrong) {
    if (field === null) continue
    if (at === null) left = { ...left, [field]: empty()[field] }
    else if (field.startsWith("to-")) left = growTo(left, at, field.slice(3), null)
    else if (field in (left.items[at].dose ?? {})) left = dose(left, at, field, null)
    else left = set(left, at, { [field]: undefined })
  }
  return left
}

/**
 * Begins with the low end of a range, and grows up to its high one: by week, unless another rule was chosen.
 * @type {(plan: Plan, at: number, key: string, ends: [number, number]) => Plan}
 */
export const between = (plan, at, key, [low, high]) => {
  const { rule } = grown(plan.items[at])
  const growing = rule && rule !== "steady" ? plan : grow(plan, at, "by-week")
  return growTo(dose(growing, at, key, low), at, key, high)
}

/**
 * Where an exercise stands in a plan; -1: it is none of it.
 * @type {(plan: Plan, item: Item) => number}
 */
export const placeOf = ({ items }, { card, own }) =>
  items.findIndex((item) =>
    card ? item.card === card : item.own && item.own.title === own?.title && item.own.how === own.how,
  )

/**
 * What Python is asked about a plan: whose it is, when it was made, and what of it its link is to hold. No client's
 * name is part of it.
 * @param {Plan} plan
 * @param {{ reference?: string | null, name?: string, contact?: string[], colours?: { primary?: string } }} brand
 * @param {string[]} [share]
 * @param {string} [made]   today, as 2026-11-21
 * @returns {import("../python/engine.mjs").Request<"plan-check">}
 */
export function request({ cautions, ...plan }, brand, share = [], made = dayHere()) {
  const colour = brand.colours?.primary
  const from = said({
    name: brand.name?.slice(0, 80),
    contact: brand.contact?.join(" · ").slice(0, 120),
    colour: colour && /^#[0-9a-f]{6}$/.test(colour) ? colour : undefined,
  })
  const items = plan.items.map(({ own, ...item }) => (own ? { ...item, own: soundWords(own) ?? own } : item))
  const whole = { ...plan, items, format: 2, made, brand: brand.reference ?? null, from }
  return { op: "plan-check", plan: whole, cautions, share, tell: true }
}

/**
 * Whatever a shelf or a file held -> a plan with only what a plan may have; null when it is none. The shape before
 * ({exercise, start, sets, reps, hold, metres, note}) is read: what it said of a dose was held, and the rest grew.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Plan | null}
 */
export function sound(raw, odd) {
  if (!raw || !Array.isArray(raw.items) || !Array.isArray(raw.cautions)) return odd()
  const fits = Number.isInteger(raw.days) && raw.days >= 1 && raw.days <= 7
  const items = raw.items.map(now).filter((item) => isText(item?.card) || soundWords(item?.own) || odd())
  const cautions = raw.cautions.filter((caution) => isText(caution) || odd())
  if (!fits || items.length > MOST || cautions.length > MOST_CAUTIONS) odd()
  const kept = (key, ok) => (raw[key] == null ? undefined : ok(raw[key]) ? raw[key] : (odd() ?? undefined))
  return said({
    days: fits ? raw.days : empty().days,
    growth: kept("growth", (rule) => RULES.includes(rule)),
    cautions: cautions.slice(0, MOST_CAUTIONS),
    note: kept("note", isNote),
    items: items.slice(0, MOST).map((item) => soundItem(item, odd)),
  })
}

/** @param {any} raw */
const isNote = (raw) => raw === "" || isText(raw, MOST_NOTE)
/** @param {any} raw */
const isAmount = (raw) => Number.isInteger(raw) && raw >= 0 && raw < 1e6

/**
 * An item of the shape before in today's.
 * @param {any} raw
 */
function now(raw) {
  if (!raw || typeof raw !== "object" || "card" in raw || !("exercise" in raw)) return raw
  const { exercise, start, sets, reps, hold, metres, note } = raw
  const dose = said({ sets, reps, seconds: hold, metres })
  return said({
    card: exercise,
    side: start,
    note,
    ...(Object.keys(dose).length ? { dose, growth: "plan" } : {}),
  })
}

/**
 * A shelf leaves out what is undefined: only what is there and odd is noted.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Item}
 */
function soundItem(raw, odd) {
  const amount = (/** @type {any} */ found, /** @type {string[]} */ keys, texts = /** @type {string[]} */ ([])) =>
    Object.fromEntries(
      Object.entries(found && typeof found === "object" ? found : {}).filter(
        ([key, value]) =>
          (keys.includes(key) && isAmount(value)) ||
          (texts.includes(key) && (isNote(value) || Array.isArray(value))) ||
          odd(),
      ),
    )
  const dose = amount(raw.dose, NUMBERS, TEXTS)
  const { rule, to } = grown(raw)
  const known = [...RULES, "plan"].includes(rule ?? "")
  if (rule !== undefined && !known) odd()
  const fits = { side: raw.side === "left" || raw.side === "right", note: isNote(raw.note) }
  const kept = Object.keys(fits).filter((key) => raw[key] != null && (fits[key] || odd()))
  const most = amount(to, NUMBERS)
  const own = raw.card ? null : soundWords(raw.own)
  return said({
    card: raw.card,
    own: own && { ...own, ...(isText(raw.own.id) ? { id: raw.own.id } : {}) },
    ...Object.fromEntries(kept.map((key) => [key, raw[key]])),
    dose: Object.keys(dose).length ? dose : undefined,
    growth: known ? (Object.keys(most).length ? { rule, to: most } : rule) : undefined,
  })
}

/**
 * Whatever a shelf or a file held -> packs.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Pack[]}
 */
export function soundPacks(raw, odd) {
  const rest = ({ plan: found }) => {
    const plan = sound(found, odd)
    return plan && { plan }
  }
  return soundEntries(raw, "pack", rest, MOST_PACKS, odd)
}

/** @param {string} root */
export const packsOf = (root) => new Entries(root, "packs", soundPacks)
