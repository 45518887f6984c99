// A routine shaped in place: chips for time and equipment, and for each exercise another one, out, or stay. Python makes
// it anew and says what cannot be; here is only what was pressed, and what it was before.
//
//   [data-action=shape] data-kind data-value data-other   a change (quiz/routine/shaping.py); data-value of a limit's chip
//                        is its value, else the exercise is that of its [data-card]
//   [data-action=shape-undo]       the change before is taken back
//   [data-shaped] [data-shaped-text]   what came of it, and the way back

import { made } from "./made.mjs"

/** @typedef {Record<string, any> | null} Shape */
/** @typedef {import("./result.mjs").Assessed} Assessed */

const LIMITS = ["minutes", "days", "level"]
const DONE = ["swap", "out", "keep", "reset", "easier", "harder", "hurts", "add"] // what is said of it: shape.KIND

export class Shaping {
  #tool
  #form
  #seat
  #beside
  /** @type {Shape[]} */
  #before = []
  /** @type {Assessed | null} */
  #now = null

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {Part} form
   * @param {import("../form/seat.mjs").Seat} seat
   * @param {() => { before: any[], activities: any[] }} beside earlier checks, and what matters
   */
  constructor(tool, form, seat, beside) {
    this.#tool = tool
    this.#form = form
    this.#seat = seat
    this.#beside = beside
    Object.assign(tool.actions, {
      shape: (button) => this.#press(button),
      "shape-undo": () => this.#undo(),
    })
  }

  /** How the routine was left. */
  get shape() {
    return this.#seat.desk.shape.load()
  }

  /** The result, shown as it was left; what a device kept that cannot be used is forgotten. */
  async made() {
    const { shape } = this
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
    const assessment = /** @type {Assessed} */ (
      await made(this.#tool, this.#form, this.#seat, { shape, change }, this.#beside())
    )
    this.#mark(assessment)
    return assessment
  }

  /** The answers are others now. */
  forget() {
    this.#seat.desk.shape.erase()
    this.leave()
  }

  /** There is no way back to what was before: somebody else sits here. */
  leave() {
    this.#before = []
    this.#tell("")
  }

  /**
   * Mark what holds in the result that is shown.
   * @param {Assessed} assessment
   */
  #mark(assessment) {
    this.#now = assessment
    const { within } = assessment
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
    }
  }

  #chips() {
    return this.#tool.querySelectorAll(".ca-shape [data-kind]")
  }

  /** @param {Part} button */
  async #press(button) {
    const change = this.#changeOf(button)
    if (button.dataset.kind === "add") button.dataset.title = titleOf(this.#tool.find("add-which"))
    const { shape } = this
    const back = marks(this.#tool.find("result"), button)
    try {
      const assessment = await this.#made(shape, change)
      this.#before.push(shape)
      this.#keep(assessment.shape)
      this.#tell(this.#said(button.dataset, assessment), true)
    } catch (error) {
      if (!error.said) throw error
      this.#tell(error.said)
    }
    back()
  }

  async #undo() {
    const back = marks(this.#tool.find("result"), null)
    const shape = this.#before.pop() ?? null
    this.#keep((await this.#made(shape)).shape)
    this.#tell(this.#tool.say("shape.undone"), this.#before.length > 0)
    back()
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
    if (kind === "add") return { add: this.#tool.find("add-which").value }
    const exercise = button.dataset.exercise ?? button.closest("[data-card]").dataset.exercise
    if (kind === "keep" && button.getAttribute("aria-pressed") === "true") return { "let-go": exercise }
    return { [kind]: other ? [exercise, other] : exercise }
  }

  /**
   * What came of a change: of a limit what it costs.
   * @param {DOMStringMap} pressed
   * @param {Assessed} assessment
   */
  #said({ kind = "", title, otherTitle }, { routine }) {
    const { time, short } = routine ?? {}
    if ([...LIMITS, "equipment", "floor"].includes(kind)) return time ?? short?.text ?? this.#tool.say("shape.changed")
    return this.#tool.say(DONE.includes(kind) ? `shape.${kind}` : "shape.changed", { title, to: otherTitle })
  }

  /** @param {Shape} shape */
  #keep(shape) {
    if (!shape) this.#seat.desk.shape.erase()
    else if (!this.#seat.desk.shape.save(shape)) this.#tell(this.#tool.say("shape.not-kept"))
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
 * What is open and where the focus is, to be so again once the result has been made anew.
 * @param {Part} place
 * @param {Part | null} pressed
 */
function marks(place, pressed) {
  const open = [...place.querySelectorAll("details[open]:not(.ca-swap)")].map(keyOf)
  const rows = () => [...place.querySelectorAll("[data-card]")]
  const row = pressed?.closest("[data-card]")
  const nth = row ? rows().indexOf(row) : 0
  const key = pressed ? buttonOf(pressed) : ""
  return () => {
    for (const fold of place.querySelectorAll("details")) if (open.includes(keyOf(fold))) fold.open = true
    if (!pressed || pressed.isConnected) return
    const again = row ? null : [...place.querySelectorAll("[data-kind]")].find((one) => buttonOf(one) === key)
    ;(again ?? rows()[Math.min(nth, rows().length - 1)]?.querySelector("summary"))?.focus({ preventScroll: true })
  }
}

/** @param {Part} select */
const titleOf = (select) => select.querySelector("option:checked")?.textContent ?? ""

/** @param {Part} button */
const buttonOf = ({ dataset }) => `${dataset.kind} ${dataset.value}`

/** @param {Part} fold */
const keyOf = (fold) =>
  [fold.className, fold.closest("[data-exercise]")?.dataset.exercise, fold.querySelector("summary")?.textContent].join()
