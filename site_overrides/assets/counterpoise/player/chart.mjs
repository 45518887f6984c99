// What the record shows as lines: the most discomfort of each session, and what matters at each check. Our own few shapes: a library would weigh more than
// all the rest of the player.

const [LEFT, RIGHT, TOP, BOTTOM] = [20, 316, 8, 112] // as the template has its lines
const MOST = 60 // sessions that fit side by side
const MOST_MATTERS = 5 // as a reply holds

/** @typedef {import("../kept/sessions.mjs").Value} Value */

/**
 * The most discomfort of a session; null where none was told.
 * @param {Value} value
 */
export function most({ items }) {
  const told = items.map(({ discomfort }) => discomfort).filter((one) => one !== null)
  return told.length ? Math.max(...told) : null
}

/**
 * What the chart's template is filled with; null where there is no line to draw.
 * @param {Value[]} values the oldest first
 */
export const chartOf = (values) =>
  lineOf(
    values.flatMap((value) => {
      const n = most(value)
      return n === null ? [] : [{ on: value.on, n }]
    }),
  )

/**
 * What matters to someone, each with its last score and, where there are several, its line; what was told last comes last.
 * @param {{ on: string, name: string, score: number }[]} rated the oldest first
 */
export function mattersOf(rated) {
  /** @type {Map<string, { name: string, told: Map<string, number> }>} */
  const found = new Map()
  for (const { on, name, score } of rated) {
    const key = name.toLowerCase()
    const told = (found.get(key)?.told ?? new Map()).set(on, score) // of one day, the later
    found.delete(key)
    found.set(key, { name, told })
  }
  return [...found.values()].slice(-MOST_MATTERS).map(({ name, told }) => {
    const scores = [...told].map(([on, n]) => ({ on, n }))
    return { name, .../** @type {{ on: string, n: number }} */ (scores.at(-1)), line: lineOf(scores) }
  })
}

/** @param {{ on: string, n: number }[]} told the oldest first, 0-10 */
function lineOf(told) {
  const shown = told.slice(-MOST)
  if (shown.length < 2) return null
  const points = shown.map(({ n }, i) => ({
    x: Math.round((LEFT + ((RIGHT - LEFT) * i) / (shown.length - 1)) * 10) / 10,
    y: BOTTOM - ((BOTTOM - TOP) * n) / 10,
  }))
  return {
    path: points.map(({ x, y: at }, i) => `${i ? "L" : "M"}${x} ${at}`).join(""),
    dots: points.map(({ x, y: at }) => `M${x} ${at}h0`).join(""),
    from: shown[0].n,
    to: shown.at(-1)?.n,
    first: shown[0].on,
    last: /** @type {{ on: string }} */ (shown.at(-1)).on,
    n: shown.length,
  }
}

/**
 * The record as a table for other programs, a row an exercise.
 * @param {Value[]} values
 */
export function csvOf(values) {
  const head = ["on", "exercise", "row", "done", "felt", "discomfort", "effort", "settled"]
  const rows = values.flatMap(({ on, items, effort, settled }) =>
    items.map((item) => [on, item.card, item.row, item.done, item.felt, item.discomfort, effort, settled]),
  )
  return `${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`
}

/**
 * Quoted where it has to be; what a program would take for a formula is none.
 * @param {any} value
 */
function cell(value) {
  const text = value === null ? "" : String(value)
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
