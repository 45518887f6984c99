// Plans in the making, and packs: plans that were given a name and kept on this device. No DOM.
//
//   plan   {days, cautions: [ids], items: [{exercise, start, sets, reps, hold, metres, note}]}; an amount that was
//          never set is absent: it is then the card's, and grows over four weeks
//   pack   {name, plan}

import { Shelf } from "./shelf.mjs"

export const MOST = 20
const MOST_NOTE = 300
const AMOUNTS = ["sets", "reps", "hold", "metres"]

export const empty = () => ({ days: 3, cautions: [], items: [] })

export const add = (plan, exercise) => ({ ...plan, items: [...plan.items, { exercise }] })
export const remove = (plan, at) => ({ ...plan, items: plan.items.filter((_, i) => i !== at) })
export const set = (plan, at, changes) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? { ...item, ...changes } : item)),
})

/** Another exercise in its place: its doses are its own. */
export const swap = (plan, at, exercise) => ({
  ...plan,
  items: plan.items.map((item, i) => (i === at ? { exercise } : item)),
})

export function move(plan, from, to) {
  const items = [...plan.items]
  items.splice(to, 0, ...items.splice(from, 1))
  return { ...plan, items }
}

/** The same plan with the doses of the cards. */
export const withoutAmounts = (plan) => ({
  ...plan,
  items: plan.items.map((item) => Object.fromEntries(Object.entries(item).filter(([key]) => !AMOUNTS.includes(key)))),
})

/** What Python is asked about a plan, and whose it is: no note and no client's name is part of it. */
export function request(plan, questionnaire, brand) {
  const exercises = plan.items.map((item) => {
    const said = Object.entries(item).filter(([key, value]) => [...AMOUNTS, "exercise", "start"].includes(key) && value)
    return Object.fromEntries(said)
  })
  const made = { questionnaire, days: plan.days, brand: brand.reference ?? null, exercises }
  return { op: "plan-check", plan: made, cautions: plan.cautions, tell: true }
}

/** A routine as Python tells it, with the notes of the plan it was made of. */
export const noted = (routine, plan) => ({
  ...routine,
  cards: routine.cards.map((card, i) => ({ ...card, note: plan.items[i]?.note ?? null })),
})

/** Whatever a shelf or a file held -> a plan with only what a plan may have; null when it is none. */
export function sound(raw) {
  if (!raw || !Array.isArray(raw.items) || !Array.isArray(raw.cautions)) return null
  const items = raw.items.filter((item) => typeof item?.exercise === "string").slice(0, MOST)
  const days = Number.isInteger(raw.days) && raw.days >= 1 && raw.days <= 7 ? raw.days : 3
  return { days, cautions: raw.cautions.filter((c) => typeof c === "string"), items: items.map(soundItem) }
}

function soundItem(raw) {
  const item = { exercise: raw.exercise }
  if (raw.start === "left" || raw.start === "right") item.start = raw.start
  for (const key of AMOUNTS) if (Number.isInteger(raw[key]) && raw[key] > 0) item[key] = raw[key]
  if (typeof raw.note === "string" && raw.note) item.note = raw.note.slice(0, MOST_NOTE)
  return item
}

/** Whatever a shelf or a file held -> packs, the last of each name. */
export function soundPacks(raw) {
  const found = (Array.isArray(raw) ? raw : []).map((pack) => [pack?.name, sound(pack?.plan)])
  const named = found.filter(([name, plan]) => typeof name === "string" && plan)
  return [...new Map(named)].map(([name, plan]) => ({ name, plan }))
}

export class Packs {
  #shelf

  constructor(root) {
    this.#shelf = new Shelf(root, "packs")
  }

  /** By name. */
  list() {
    return soundPacks(this.#shelf.load()).sort((a, b) => a.name.localeCompare(b.name))
  }

  /** Those of the same name are replaced. False when the browser does not let us. */
  put(packs) {
    return this.#shelf.save(soundPacks([...this.list(), ...packs]))
  }

  rename(from, to) {
    const packs = this.list().filter((pack) => pack.name !== to)
    return this.#shelf.save(packs.map((pack) => (pack.name === from ? { ...pack, name: to } : pack)))
  }

  remove(name) {
    return this.#shelf.save(this.list().filter((pack) => pack.name !== name))
  }
}
