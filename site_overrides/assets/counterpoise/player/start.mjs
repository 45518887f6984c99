// Where a session begins: a routine's Start, an exercise's "Try it now", or a page that was loaded again in the middle of
// one. The player itself is fetched then, not before.
//
//   playsHere(tool, planOf) a tool whose Start dispatches counterpoise:start: `planOf(detail)` is the plan's text
//   played(host, missing)   `host`: {root, plan, due, compile() -> session, routine}; `routine`: what Today goes by, or null;
//                         `handed`: by somebody who may want to hear of it
//   resume(root)            goes on with what this page was at when it went

import { dayHere } from "../day.mjs"
import { peopleOf } from "../kept/people.mjs"
import { playingOf, Sessions } from "../kept/sessions.mjs"
import { mark, marked } from "../kept/tab.mjs"
import { itemsOf, restored } from "./clock.mjs"

const opened = dayHere()
const FRESH = 12 * 60 * 60 * 1000 // ms; what was left longer ago is over
const ALIVE = 90 * 1000 // ms; a tab that plays writes more often, however hidden
const LATE = 8 * 1000 // ms; whoever pressed hears by then
const PLAYS = "playing" // the tab's mark

/**
 * @typedef {{ root: string, plan: string, due: boolean, compile: () => Promise<import("./clock.mjs").Session | null>,
 *   routine: { days: number, rule: string, handed?: boolean } | null, kept?: any,
 *   cards?: any[], shape?: ((button: Part) => Promise<{ said: string, plan: string | null }>) | null }} Host
 */

/**
 * @param {import("../element.mjs").Tool} tool
 * @param {(detail: any) => string} planOf
 */
export function playsHere(tool, planOf) {
  const sessions = new Sessions(tool.root)
  const stops = () => sessions.values().filter((value) => value?.settled === "stop").length
  const before = stops() // whatever is answered on this page is answered after these
  const again = () => Object.assign(tool.dataset, { played: "yes" })
  tool.meets({ shelves: [peopleOf(tool.root).shelf] }, again) // in another tab something may be new: it is asked here, too
  const shape = async (/** @type {Part} */ button) => {
    const found = /** @type {any} */ (await tool.actions.shape(button))
    return { said: tool.find("shaped-text").textContent, plan: found?.link ?? found?.plan ?? null }
  }
  tool.on("counterpoise:start", (event) => {
    event.preventDefault()
    const { cards, days, growth, alone } = event.detail
    const compile = async () => {
      const { engine } = tool
      const routine = { cards, days, growth }
      const asked = { op: /** @type {const} */ ("session"), routine, plan: planOf(event.detail), today: dayHere() }
      const request = { ...asked, records: sessions.values(), screened: stops() === before }
      const reply = await engine.ask({ ...request, tell: true })
      return /** @type {any} */ (reply.ok ?? null)
    }
    const due = tool.dataset.played === "yes" || dayHere() !== opened
    const whole = alone ? null : { days, rule: growth.rule, handed: tool.dataset.handed === "yes" }
    const host = {
      root: tool.root,
      plan: planOf(event.detail),
      due,
      compile,
      routine: whole,
      cards,
      shape: alone ? null : shape,
    }
    const came = played(host, () => tool.status("player-missing"))
    return came.then((yes) => yes && Object.assign(tool.dataset, { played: "yes" }))
  })
  resume(tool.root)
}

/** @param {Host} host */
async function play(host) {
  mark(PLAYS, "") // without it a reload within moments does not go on; later ones do
  const { Player } = await import("./player.mjs")
  return Player.open(host)
}

/**
 * The same for whoever pressed a button: where the player does not come, or takes long, it is said. Whether it came.
 * @param {Host} host
 * @param {() => void} missing
 */
export async function played(host, missing) {
  const late = setTimeout(missing, LATE)
  const came = await play(host).then(
    () => true,
    () => false,
  )
  clearTimeout(late)
  if (!came) missing()
  return came
}

/** @param {string} root */
export function resume(root) {
  const shelf = playingOf(root)
  const kept = shelf.load()
  if (!kept) return
  const age = Date.now() - kept.at
  if (!(age >= 0 && age < FRESH)) return over(root, kept)
  if (kept.page !== location.pathname || elsewhere(kept)) return
  const compile = async () => kept.session
  play({ root, plan: kept.plan, due: false, compile, routine: kept.routine, kept }).catch(() => {}) // Start says why
}

/**
 * No session goes on after this: somebody was told to see a person first.
 * @param {string} root
 */
export function end(root) {
  const kept = playingOf(root).load()
  if (kept && !elsewhere(kept)) over(root, kept)
}

/** Whether another tab plays it. */
const elsewhere = (/** @type {{ at: number }} */ { at }) => Date.now() - at < ALIVE && marked(PLAYS) === null

/**
 * What was done of a session that nobody comes back to is kept all the same.
 * @param {string} root
 * @param {any} kept
 */
function over(root, { at, plan, session, state }) {
  playingOf(root).erase()
  const found = restored(session, state)
  const items = found ? itemsOf(session, found, {}) : []
  const on = dayHere(new Date(Math.min(at, Date.now()))) // a clock that was set back puts no session after today
  const number = session.progress?.number ?? 0
  if (items.some(({ done }) => done))
    new Sessions(root).put({ plan, session: number, on, items, effort: null, settled: null })
}
