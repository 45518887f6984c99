// Plans in the making, and packs: plans that were given a name and kept on this device. No DOM.
//
import { Entries, soundEntries } from "../kept/entries.mjs"

/**
 * An amount that was never set is absent: it is then the card's, and grows over four weeks.
 * @typedef {{ exercise: string, start?: "left" | "right", sets?: number, reps?: number, hold?: number, metres?: number,
 *   note?: string }} Item
 *
 * @typedef {{ days: number, cautions: string[], items: Item[] }} Plan   `cautions`: their ids
 * @typedef {{ id: string, kind: "pack", name: string, plan: Plan }} Pack   an entry (see entries.mjs) with its plan
 */

export const MOST = 20
export const MOST_PACKS = 500
const MOST_CAUTIONS = 100
const MOST_NOTE = 300
const AMOUNTS = ["sets", "reps", "hold", "metres"]

/** @returns {Plan} */
export const empty = () => ({ days: 3, cautions: [], items: [] })

/** @type {(plan: Plan, exercise: string) => Plan} */
export const add = (plan, exercise) => ({ ...plan, items: [...plan.items, { exercise }] })
/** @type {(plan: Plan, at: number) => Plan} */
export const remove = (plan, at) => ({ ...plan, items: plan.items.filter((_, i) => i !== at) })
/** @type {(plan: Plan, at: number, changes: Partial<Item>) => Plan} */
export const set = (plan, at, changes) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? { ...item, ...changes } : item)),
})

/**
 * Another exercise in its place: its doses are its own.
 * @type {(plan: Plan, at: number, exercise: string) => Plan}
 */
export const swap = (plan, at, exercise) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? { exercise } : item)),
})

/** @type {(plan: Plan, from: number, to: number) => Plan} */
export function move(plan, from, to) {
  const items = [...plan.items]
  items.splice(to, 0, ...items.splice(from, 1))
  return { ...plan, items }
}

/**
 * The same plan with the doses of the cards.
 * @type {(plan: Plan) => Plan}
 */
export const withoutAmounts = (plan) => ({
  ...plan,
  items: plan.items.map(({ exercise, ...item }) => {
    const kept = Object.entries(item).filter(([key]) => !AMOUNTS.includes(key))
    return { exercise, ...Object.fromEntries(kept) }
  }),
})

/**
 * What Python is asked about a plan, and whose it is: no note and no client's name is part of it.
 * @param {Plan} plan
 * @param {string} questionnaire
 * @param {{ reference?: string | null }} brand
 * @returns {import("../python/engine.mjs").Request<"plan-check">}
 */
export function request(plan, questionnaire, brand) {
  const exercises = plan.items.map((item) => {
    const said = Object.entries(item).filter(([key, value]) => [...AMOUNTS, "exercise", "start"].includes(key) && value)
    return Object.fromEntries(said)
  })
  const made = { questionnaire, days: plan.days, brand: brand.reference ?? null, exercises }
  return { op: "plan-check", plan: made, cautions: plan.cautions, tell: true }
}

/**
 * A routine as Python tells it, with the notes of the plan it was made of.
 * @param {import("../../../../docs/door.d.ts").Json} routine
 * @param {Plan} plan
 */
export const noted = (routine, plan) => ({
  ...routine,
  cards: routine.cards.map((card, i) => ({ ...card, note: plan.items[i]?.note ?? null })),
})

/**
 * Whatever a shelf or a file held -> a plan with only what a plan may have; null when it is none.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} [odd]
 * @returns {Plan | null}
 */
export function sound(raw, odd = () => null) {
  if (!raw || !Array.isArray(raw.items) || !Array.isArray(raw.cautions)) return odd()
  const fits = Number.isInteger(raw.days) && raw.days >= 1 && raw.days <= 7
  const items = raw.items.filter((item) => isId(item?.exercise) || odd())
  const cautions = raw.cautions.filter((caution) => isId(caution) || odd())
  if (!fits || items.length > MOST || cautions.length > MOST_CAUTIONS) odd()
  return {
    days: fits ? raw.days : empty().days,
    cautions: cautions.slice(0, MOST_CAUTIONS),
    items: items.slice(0, MOST).map((item) => soundItem(item, odd)),
  }
}

/** @param {any} raw */
const isId = (raw) => typeof raw === "string" && raw.length > 0 && raw.length <= 100

/**
 * A shelf leaves out what is undefined: only what is there and odd is noted.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} odd
 * @returns {Item}
 */
function soundItem(raw, odd) {
  const fits = {
    start: (value) => value === "left" || value === "right",
    note: (value) => typeof value === "string" && value.length <= MOST_NOTE,
    ...Object.fromEntries(AMOUNTS.map((key) => [key, (value) => Number.isInteger(value) && value > 0 && value < 1e6])),
  }
  const said = Object.keys(fits).filter((key) => raw[key] != null && (fits[key](raw[key]) || odd()))
  return { exercise: raw.exercise, ...Object.fromEntries(said.map((key) => [key, raw[key]])) }
}

/**
 * Whatever a shelf or a file held -> packs.
 * @param {any} raw
 * @param {import("../kept/shelf.mjs").Odd} [odd]
 * @returns {Pack[]}
 */
export function soundPacks(raw, odd = () => null) {
  const rest = ({ plan: found }) => {
    const plan = sound(found, odd)
    return plan && { plan }
  }
  return soundEntries(raw, "pack", rest, MOST_PACKS, odd)
}

/** @param {string} root */
export const packsOf = (root) => new Entries(root, "packs", soundPacks)
