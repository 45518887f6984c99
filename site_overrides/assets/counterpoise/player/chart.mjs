// What the record shows: the most discomfort of each session as a line. Our own few shapes: a library would weigh more than
// all the rest of the player.

const [LEFT, RIGHT, TOP, BOTTOM] = [20, 316, 8, 112] // as the template has its lines
const MOST = 60 // sessions that fit side by side

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
export function chartOf(values) {
  const told = values.map((value) => ({ on: value.on, n: most(value) })).filter(({ n }) => n !== null)
  const shown = told.slice(-MOST)
  if (shown.length < 2) return null
  const y = (/** @type {number} */ n) => BOTTOM - ((BOTTOM - TOP) * n) / 10
  const points = shown.map(({ n }, i) => ({
    x: Math.round((LEFT + ((RIGHT - LEFT) * i) / (shown.length - 1)) * 10) / 10,
    y: y(/** @type {number} */ (n)),
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
