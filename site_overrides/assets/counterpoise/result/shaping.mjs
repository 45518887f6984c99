// A routine shaped in place, of a result or of a plan: chips for time and equipment, and for each exercise another one,
// out, or stay. Python makes it anew and says what cannot be; here is only what was pressed, and what it was before.
//
//   [data-action=shape] data-kind data-value data-other   a change (quiz/routine/shaping.py); data-value of a limit's chip
//                        is its value, else the exercise is that of its [data-card]
//   [data-action=shape-undo]       the change before is taken back
//   [data-shaped] [data-shaped-text]   what came of it, and the way back: gone with the next press beside the routine, or
//   [data-action=shape-close]

import { made } from "./made.mjs"

/** @typedef {Record<string, any> | null} Shape */
/** @typedef {{ shape?: Shape, within?: any, routine?: any }} Made */
/**
 * What is shaped: how it was left, made anew after a change, kept. `make` may come to null: something else is shown then.
 * @template {Made} M
 * @typedef {{ readonly shape: Shape, keep: (shape: Shape, made: M) => boolean,
 *   make: (shape: Shape, change?: Record<string, any> | null) => Promise<M | null> }} Host
 */

const LIMITS = ["minutes", "days", "level"]
const DONE = ["swap", "out", "keep", "reset", "easier", "harder", "hurts", "add"] // what is said of it: shape.KIND

/** @template {Made} M */
export class Shaping {
  #tool
  #host
  /** @type {Shape[]} */
  #before = []
  /** @type {Made | null} */
  #now = null

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Host<M>} host
   */
  constructor(tool, host) {
    this.#tool = tool
    this.#host = host
    Object.assign(tool.actions, {
      shape: (button) => this.#press(button),
      "shape-undo": () => this.#undo(),
      "shape-close": () => this.#tell(""),
    })
    tool.on("click", ({ target }) => this.#pressedBeside(target))
  }

  /** @param {Part} target what was pressed: what came of a change covers nothing that is done next */
  #pressedBeside(target) {
    const pressed = target.closest("a, button, input, summary")
    if (pressed && !pressed.closest("[data-shaped], [data-routine]")) this.#tell("")
  }

  /** As it was left; what a device kept that cannot be used is forgotten. */
  async made() {
    const { shape } = this.#host
    return this.#made(shape).catch((error) => {
      if (!error.said || !shape) throw error
      this.forget()
      return this.#made(null)
    })
  }

  /**
   * @param {Shape} shape
   * @param {Record<string, any> | null} [change]
   */
  async #made(shape, change) {
    const found = await this.#host.make(shape, change)
    if (found) this.mark(found)
    return /** @type {M} */ (found)
  }

  /** It goes by other answers now, or is another one. */
  forget() {
    this.#host.keep(null, /** @type {any} */ ({}))
    this.leave()
  }

  /** There is no way back to what was before: somebody else sits here, or it is another one. */
  leave() {
    this.#before = []
    this.#tell("")
  }

  /** What had something asked first has come. */
  came() {
    this.#tell(this.#tool.say("shape.changed"))
  }

  /**
   * Mark what holds in the result that is shown.
   * @param {Made} made
   */
  mark(made) {
    this.#now = made
    const { within } = made
    if (!within) return
    for (const chip of this.#chips()) {
      const { kind, value } = chip.dataset
      if (value === undefined && kind !== "floor") continue // no choice that holds: it adds, or goes back
      const on = LIMITS.includes(kind) ? String(within[kind]) === value : within.equipment.includes(value)
      chip.setAttribute("aria-pressed", String(kind === "floor" ? !within.floor : on))
    }
    for (const button of this.#tool.querySelectorAll('[data-kind="keep"]')) {
      const kept = within.kept.includes(button.closest("[data-card]").dataset.exercise)
      button.setAttribute("aria-pressed", String(kept))
      button.disabled = kept // the way back is Undo: nothing comes in its place unasked
    }
  }

  #chips() {
    return this.#tool.querySelectorAll(".ca-shape [data-kind]")
  }

  /** What came of it; null where it could not be, or something is asked first. @param {Part} button */
  async #press(button) {
    const change = this.#changeOf(button)
    if (button.dataset.kind === "add") button.dataset.title = titleOf(this.#tool.find("add-which"))
    const { shape } = this.#host
    const was = this.#now
    const before = doses(was)
    const back = backTo(this.#tool.find("result"), button)
    try {
      const found = await this.#made(shape, change)
      this.#before.push(shape)
      if (!found) {
        this.#tell("")
        return null
      }
      this.#keep(found)
      const told = [this.#said(button.dataset, found, before), ...this.#moved(button.dataset, was, found)]
      this.#tell(told.join(" "), true)
      back()
      return found
    } catch (error) {
      if (!error.said) throw error
      this.#tell(error.said)
      back()
      return null
    }
  }

  async #undo() {
    const found = await this.#made(this.#before.pop() ?? null)
    if (!found) return
    this.#keep(found)
    this.#tell(this.#tool.say("shape.undone"), this.#before.length > 0)
  }

  /** @param {Part} button */
  #changeOf(button) {
    const { kind, value, other } = button.dataset
    if (LIMITS.includes(kind)) return { [kind]: Number(value) }
    if (kind === "floor") return { floor: button.getAttribute("aria-pressed") === "true" }
    if (kind === "equipment") {
      const owned = new Set(this.#now?.within?.equipment)
      if (!owned.delete(value)) owned.add(value)
      return { equipment: [...owned] }
    }
    if (kind === "reset") return { reset: true }
    if (kind === "add") return { add: this.#tool.find("add-which").value }
    const exercise = button.dataset.exercise ?? button.closest("[data-card]").dataset.exercise
    return { [kind]: other ? [exercise, other] : exercise }
  }

  /**
   * What came of a change: of a limit what it costs, and whether it changes nothing.
   * @param {DOMStringMap} pressed
   * @param {M} made
   * @param {string} before
   */
  #said({ kind = "", title, otherTitle }, made, before) {
    const { routine } = made
    const { time, short, minutes = [], cards = [] } = routine ?? {}
    const takes = { n: cards.length, first: minutes[0], last: minutes.at(-1) }
    if ([...LIMITS, "equipment", "floor"].includes(kind)) {
      const costs = time ?? short?.text ?? this.#tool.say("shape.takes", takes)
      return doses(made) === before ? `${this.#tool.say("shape.same")} ${costs}` : costs
    }
    return this.#tool.say(DONE.includes(kind) ? `shape.${kind}` : "shape.changed", { title, to: otherTitle })
  }

  /**
   * What came in or went beside what was meant, by name.
   * @param {DOMStringMap} pressed
   * @param {Made | null} was
   * @param {Made} now
   */
  #moved({ kind, title, otherTitle }, was, now) {
    if (kind === "reset") return []
    const meant = [title, otherTitle]
    const [before, after] = [was, now].map((one) =>
      (one?.routine?.cards ?? []).map((/** @type {any} */ card) => card.title),
    )
    const beside = (/** @type {string[]} */ these, /** @type {string[]} */ those) =>
      these.filter((name) => !those.includes(name) && !meant.includes(name))
    const told = (/** @type {string} */ word, /** @type {string[]} */ names) =>
      names.length ? [this.#tool.say(word, { names: names.join(", ") })] : []
    const came = beside(after, before)
    return [
      ...told(kind === "hurts" ? "shape.in-place" : "shape.came", came),
      ...told("shape.went", beside(before, after)),
    ]
  }

  /** @param {M} made */
  #keep(made) {
    if (!this.#host.keep(made.shape ?? null, made)) this.#tell(this.#tool.say("shape.not-kept"))
  }

  /**
   * @param {string} text
   * @param {boolean} [back] whether there is a way back
   */
  #tell(text, back = this.#before.length > 0) {
    const line = this.#tool.find("shaped")
    line.hidden = !text
    this.#tool.find("shaped-text").textContent = text
    line.querySelector("button").hidden = !back
  }
}

/**
 * How a result is shaped: that belongs to whoever sits there.
 * @param {import("../element.mjs").Tool} tool
 * @param {import("../form/seat.mjs").Seat} seat
 * @param {() => { before: any[], activities: any[] }} beside earlier checks, and what matters
 * @returns {Shaping<import("./result.mjs").Assessed>}
 */
export function shapingOf(tool, seat, beside) {
  return new Shaping(tool, {
    get shape() {
      return seat.desk.shape.load()
    },
    keep: (shape) => (shape ? seat.desk.shape.save(shape) : seat.desk.shape.erase()),
    make: (shape, change = null) => /** @type {Promise<any>} */ (made(tool, seat, { shape, change }, beside())),
  })
}

/**
 * Where what was pressed goes, the focus goes to the row in its place.
 * @param {Part} place
 * @param {Part} pressed
 */
function backTo(place, pressed) {
  const rows = () => [...place.querySelectorAll("[data-card]")]
  const nth = Math.max(0, rows().indexOf(pressed.closest("[data-card]")))
  return () => {
    if (pressed.isConnected) return
    rows()[Math.min(nth, rows().length - 1)]?.querySelector("summary")?.focus({ preventScroll: true })
  }
}

/** @param {Made | null} made */
const doses = (made) => JSON.stringify(made?.routine?.cards)

/** @param {Part} select */
const titleOf = (select) => select.querySelector("option:checked")?.textContent ?? ""
