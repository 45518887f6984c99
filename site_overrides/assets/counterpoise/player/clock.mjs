// Where a session stands at any moment: pure functions from (session, state, now) to the next state. No DOM, no timers,
// no clock of its own: `now` is milliseconds that whoever calls takes from a clock that never goes back. So a tab that
// slept for ten minutes is where it would have been, and nothing drifts.
//
//   begin(session, hands)     the first state; it stands still until resume()
//   step(session, state, now) the phases that are over by now are left behind, each where it ended
//   view(session, state, now) what to show: {phase, item, running, left, rep, of, free, turn, beat, share}
//
// By itself a session goes on from phase to phase, but for two: getting ready and a walk end when the person says so,
// unless it is hands-free.

/**
 * @typedef {{ kind: string, seconds: number, set: number, side: string | null, turn: number, count: number,
 *   beats: { beat: string, seconds: number }[], release?: number, metres: number | null }} Phase `release`: seconds between
 *   its holds; none where it was kept before there were any
 * @typedef {{ exercise: string, title: string, row: number, of?: string, sets: number, limit: number, seconds: number,
 *   parts: string[], phases: Record<string, Phase[]>, sent?: { how: string, mark: string },
 *   mind?: string[], trouble?: string | null, note?: string | null }} Item `mind`: what a caution says of how it is done;
 *   `note`: what whoever made the plan wrote to it
 * @typedef {{ items: Item[], [more: string]: any }} Session
 * @typedef {{ after: number, level: string }} Change the level of the sets after this one
 * @typedef {{ changes: Change[], worked: number, felt: string | null, skipped: boolean }} Mark
 * @typedef {{ item: number, phase: number, spent: number, since: number | null, hands: boolean, over: boolean,
 *   marks: Mark[] }} State `spent` ms in the phase up to `since`, from when it runs; null: it stands still
 */

const SOON = 2000 // ms into a phase; Back leads to its start after that, else to the phase before
const LEVELS = ["less", "planned", "more"]

/**
 * @param {Session} session
 * @param {boolean} [hands]
 * @returns {State}
 */
export function begin(session, hands = false) {
  const marks = session.items.map(() => ({ changes: [], worked: 0, felt: null, skipped: false }))
  return { item: 0, phase: 0, spent: 0, since: null, hands, over: !session.items.length, marks }
}

/**
 * The phases of an exercise, each at the level of its set.
 * @param {Session} session
 * @param {State} state
 * @param {number} [item]
 * @returns {Phase[]}
 */
export function phasesOf(session, state, item = state.item) {
  const { phases } = session.items[item]
  return phases.planned.map((phase, i) => phases[levelAt(state.marks[item], phase.set)][i])
}

/**
 * @param {Mark} mark
 * @param {number} set
 */
const levelAt = ({ changes }, set) => changes.findLast(({ after }) => set > after)?.level ?? "planned"

/**
 * How long it takes, rounded up.
 * @param {Session} session
 */
export const minutesOf = ({ seconds }) => Math.ceil(seconds / 60)

/** @param {Phase} phase */
export const isWork = ({ kind }) => kind === "work" || kind === "hold"

/**
 * Whether a phase ends when the person says so.
 * @param {Phase} phase
 * @param {boolean} hands
 */
export const waits = ({ kind, metres }, hands) => !hands && (kind === "ready" || metres !== null)

/**
 * @param {State} state
 * @param {number} now
 */
const spentAt = ({ spent, since }, now) => spent + (since === null ? 0 : Math.max(0, now - since))

/**
 * @param {Session} session
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export function step(session, state, now) {
  let at = state
  while (!at.over && at.since !== null) {
    const phase = phasesOf(session, at)[at.phase]
    const over = spentAt(at, now) - phase.seconds * 1000
    if (over < 0 || waits(phase, at.hands)) break
    at = { ...forward(session, at), spent: 0, since: now - over }
  }
  return at
}

/**
 * The phase after this one; work that is left behind was done.
 * @param {Session} session
 * @param {State} state
 * @returns {State}
 */
function forward(session, state) {
  const phases = phasesOf(session, state)
  const at = isWork(phases[state.phase]) ? marked(state, { worked: state.marks[state.item].worked + 1 }) : state
  return state.phase + 1 < phases.length ? { ...at, phase: state.phase + 1 } : onward(session, at)
}

/**
 * The next exercise, or the end.
 * @param {Session} session
 * @param {State} state
 * @returns {State}
 */
const onward = (session, state) =>
  state.item + 1 < session.items.length ? { ...state, item: state.item + 1, phase: 0 } : { ...state, over: true }

/**
 * @param {State} state
 * @param {Partial<Mark>} more
 * @returns {State}
 */
const marked = (state, more) => ({
  ...state,
  marks: state.marks.map((mark, i) => (i === state.item ? { ...mark, ...more } : mark)),
})

/**
 * The same at the start of a phase, running on if it ran.
 * @param {State} state
 * @param {number} now
 */
const fresh = (state, now) => ({ ...state, spent: 0, since: state.since === null ? null : now })

// What people press

/**
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export const pause = (state, now) => ({ ...state, spent: spentAt(state, now), since: null })

/**
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export const resume = (state, now) => (state.since === null ? { ...state, since: now } : state)

/**
 * @param {Session} session
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export function next(session, state, now) {
  if (state.over) return state
  const on = fresh(forward(session, state), now)
  return on.over || phasesOf(session, on)[on.phase].kind !== "done" ? on : fresh(forward(session, on), now)
}

/**
 * The start of this phase, or the phase before.
 * @param {Session} session
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export function back(session, state, now) {
  const start = spentAt(state, now) >= SOON || (state.item === 0 && state.phase === 0)
  if (start) return fresh(state, now)
  if (state.phase > 0) return fresh(undone(session, { ...state, phase: state.phase - 1 }), now)
  const item = state.item - 1
  const before = { ...state, item, phase: phasesOf(session, state, item).length - 2 }
  return fresh(undone(session, marked(before, { skipped: false })), now)
}

/**
 * Work that is done again counts once.
 * @param {Session} session
 * @param {State} state
 */
function undone(session, state) {
  const { worked } = state.marks[state.item]
  return isWork(phasesOf(session, state)[state.phase]) ? marked(state, { worked: Math.max(0, worked - 1) }) : state
}

/**
 * Leave the exercise.
 * @param {Session} session
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
export const skip = (session, state, now) => fresh(onward(session, marked(state, { skipped: true })), now)

/**
 * It was easy, hard, or hurt: the next set asks more, or less; what hurt asks less at once, from the set's start.
 * @param {Session} session
 * @param {State} state
 * @param {"easy" | "hard" | "hurt"} felt
 * @param {number} now
 * @returns {State}
 */
export function feel(session, state, felt, now) {
  const mark = state.marks[state.item]
  const { set } = phasesOf(session, state)[state.phase]
  const after = felt === "hurt" ? set - 1 : set
  const turn = LEVELS.indexOf(levelAt(mark, set)) + (felt === "easy" ? 1 : -1)
  const level = felt === "hurt" ? "less" : LEVELS[Math.min(2, Math.max(0, turn))]
  const said = felt === "hurt" || mark.felt === "hurt" ? "hurt" : felt
  const at = marked(state, { felt: said, changes: [...mark.changes, { after, level }] })
  return felt === "hurt" ? fresh(at, now) : at
}

/**
 * @param {State} state
 * @returns {State}
 */
export const end = (state) => ({ ...state, over: true, since: null })

// What is shown

/**
 * @param {Session} session
 * @param {State} state
 * @param {number} now
 */
export function view(session, state, now) {
  const phase = phasesOf(session, state)[state.phase]
  const all = phase.seconds * 1000
  const spent = Math.min(all, spentAt(state, now))
  const { kind, count, release = 0 } = phase
  const between = release * 1000
  const each = count ? (all + between) / count : all
  const rep = count ? Math.min(count, Math.floor(spent / each) + 1) : 0
  const within = count ? Math.min(each, spent - (rep - 1) * each) : spent
  const hold = count ? each - between : each
  const free = release > 0 && rep < count && within >= hold
  const beat = beatAt(phase, within)
  const shown = kind === "hold" ? (free ? each : hold) - within : all - spent
  return {
    phase,
    item: session.items[state.item],
    running: state.since !== null,
    left: Math.ceil(shown / 1000),
    rep,
    of: count,
    free, // to let go, between two holds
    turn: `${rep} ${free} ${beat.beat}`, // another one with each repetition, hold and beat
    ...beat,
  }
}

/**
 * The part of a repetition, and how far it is: the dot goes out, stays, and comes back.
 * @param {Phase} phase
 * @param {number} within ms of this repetition
 */
function beatAt({ beats }, within) {
  let gone = 0
  for (const [i, { beat, seconds }] of beats.entries()) {
    const part = (within - gone) / (seconds * 1000)
    if (part < 1 || i === beats.length - 1) {
      const share = Math.min(1, Math.max(0, part))
      return { beat, share: i === 0 ? share : i === beats.length - 1 ? 1 - share : 1 }
    }
    gone += seconds * 1000
  }
  return { beat: null, share: 0 }
}

// What is kept

/**
 * How much of each exercise was done, as quiz/sessions/record.py reads it.
 * @param {Session} session
 * @param {State} state
 * @param {Record<string, number | null>} discomfort by exercise
 */
export function itemsOf(session, state, discomfort) {
  return session.items.map(({ exercise, row, of = null, phases }, i) => {
    const { worked, felt, skipped } = state.marks[i]
    const all = phases.planned.filter(isWork).length
    const done = worked * 2 >= all && worked > 0
    return {
      card: exercise,
      row,
      of,
      done,
      felt: felt ?? "right",
      discomfort: done || !skipped ? (discomfort[exercise] ?? null) : null,
    }
  })
}

/**
 * A state that was kept as JSON, standing still; null where it does not fit the session.
 * @param {Session} session
 * @param {any} raw
 * @returns {State | null}
 */
export function restored(session, raw) {
  const { item, phase, spent, hands, marks, over } = Object(raw)
  const fits =
    Number.isInteger(item) && Array.isArray(marks) && marks.length === session.items.length && item in session.items
  if (!fits || !marks.every(isMark) || over) return null
  if (!(Number.isInteger(phase) && phase in session.items[item].phases.planned && spent >= 0)) return null
  return { item, phase, spent, since: null, hands: Boolean(hands), over: false, marks }
}

/** @param {any} raw */
const isMark = (raw) =>
  Array.isArray(raw?.changes) &&
  raw.changes.every((/** @type {any} */ one) => Number.isInteger(one?.after) && LEVELS.includes(one?.level)) &&
  Number.isInteger(raw.worked)
