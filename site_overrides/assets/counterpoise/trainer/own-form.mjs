// The form for an exercise of the trainer's own: four fields that must be filled, the rest folded.
//
//   dialog[data-own-form] with a form of named fields: title, how, step, sets, amount, unit, load, each_side, said (whether its
//     demands are told), demand (a box each), video, notes, once; input[data-own-photo], [data-own-photos], [data-own-problems],
//     [data-own-delete]; [data-shows=EXERCISE]: one that shows a demand
//   new OwnForm(tool)
//   await ask(value, {photos, kept}) -> {value, photos, once} | "delete" | null

import { numberOf } from "../form/numbers.mjs"
import { isVideo, STEPS } from "../kept/own.mjs"
import { addressed } from "./addressed.mjs"
import { photoOf } from "./photo.mjs"
import { answered } from "./taken.mjs"
import { Thumbs } from "./thumbs.mjs"

/** @typedef {import("../kept/own.mjs").Value} Value */

const MOST_PHOTOS = 2
const UNITS = ["reps", "seconds", "metres"]
const MOST = { sets: 20, reps: 200, seconds: 600, metres: 1000 } // as quiz/routine/bounds.py has it

export class OwnForm {
  #tool
  #dialog
  #thumbs = new Thumbs(({ dataset }) => dataset.shows)
  /** @type {FormPart} */
  #form
  /** @type {string[]} */
  #photos = [] // of the exercise that is written now
  /** @type {Value["dose"]} */
  #rest = {} // of its dose, which no field shows
  /** @type {Promise<unknown> | null} */
  #reading = null // photos that were chosen for it

  /** @param {import("../element.mjs").Tool} tool */
  constructor(tool) {
    this.#tool = tool
    this.#dialog = tool.find("own-form")
    this.#form = this.#dialog.querySelector("form")
    tool.on("submit", (event) => this.#submitted(event), this.#form)
    tool.on("change", ({ target }) => this.#mended(target), this.#form)
    tool.on("change", ({ target }) => this.#chosen(target), this.#find("photo"))
    tool.on("click", ({ target }) => this.#dropped(target), this.#find("photos"))
  }

  /** @param {string} name */
  #find(name) {
    return this.#dialog.querySelector(`[data-own-${name}]`)
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {Part} */ (this.#form.elements.namedItem(name))
  }

  /**
   * @param {Partial<Value>} value
   * @param {{ photos?: string[], kept?: boolean }} [about] `kept`: this device has it already
   * @returns {Promise<{ value: Value, photos: string[], once: boolean } | "delete" | null>}
   */
  async ask(value, { photos = [], kept = false } = {}) {
    this.#fill(value, kept)
    this.#photos = [...photos]
    this.#reading = null
    this.#find("photo-told").textContent = ""
    this.#paint()
    this.#problems([])
    const answer = await answered(this.#dialog)
    if (answer === "delete") return "delete"
    if (answer !== "keep") return null
    return { value: this.#value(), photos: this.#photos, once: this.#field("once").checked }
  }

  /**
   * @param {Partial<Value>} value
   * @param {boolean} kept
   */
  #fill({ title, how, step, each_side, demands, video, notes, dose = {} }, kept) {
    this.#form.reset()
    const unit = UNITS.find((one) => dose[one]) ?? "reps"
    const shown = ["sets", "load", ...UNITS]
    this.#rest = Object.fromEntries(Object.entries(dose).filter(([key]) => !shown.includes(key)))
    const values = { title, how, step, video, notes, unit, sets: dose.sets, amount: dose[unit], load: dose.load }
    for (const [name, found] of Object.entries(values)) this.#field(name).value = found ?? ""
    this.#field("each_side").checked = each_side === true
    this.#field("said").checked = Boolean(demands)
    for (const box of this.#boxes) box.checked = demands?.includes(box.value) ?? false
    this.#find("fold").open = Boolean(each_side || demands || video || notes)
    this.#find("delete").hidden = !kept
    this.#find("once").hidden = kept
    this.#demands()
  }

  get #boxes() {
    return [...this.#form.querySelectorAll("input[name=demand]")]
  }

  /** What was changed is looked at again when the form is sent. */
  #mended(field) {
    field.removeAttribute("aria-invalid")
    this.#demands()
  }

  #demands() {
    this.#find("demands").hidden = !this.#field("said").checked
    for (const place of this.#form.querySelectorAll("[data-shows]")) this.#thumbs.see(place)
  }

  /** @returns {Value} */
  #value() {
    const text = (name) => this.#field(name).value.trim()
    const [sets, amount] = ["sets", "amount"].map((name) => numberOf(this.#field(name)))
    const demands = this.#boxes.filter((box) => box.checked).map((box) => box.value)
    return {
      title: text("title").replace(/\s+/g, " "),
      how: text("how"),
      step: text("step"),
      ...(this.#field("each_side").checked ? { each_side: /** @type {true} */ (true) } : {}),
      ...(this.#field("said").checked ? { demands } : {}),
      ...(text("video") ? { video: addressed(text("video")) } : {}),
      ...(text("notes") ? { notes: text("notes") } : {}),
      dose: {
        ...this.#rest,
        ...(sets ? { sets } : {}),
        ...(amount ? { [text("unit")]: amount } : {}),
        ...(text("load") ? { load: text("load") } : {}),
      },
    }
  }

  /** The dialog stays until the four fields are filled. */
  #submitted(event) {
    event.stopPropagation() // the tool's own forms
    if (event.submitter?.value !== "keep") return
    const { title, how, step, video, notes, dose } = this.#value()
    const unit = this.#field("unit").value
    const fits = (n, most) => n === undefined || (Number.isInteger(n) && n >= 1 && n <= most)
    const worded = dose.load && !this.#field("amount").value.trim() // how much, in words of their own
    const missing = /** @type {string[]} */ (
      [
        !title && "title",
        !how && "how",
        !STEPS.includes(step) && "step",
        !((dose[unit] ? fits(dose[unit], MOST[unit]) : worded) && fits(dose.sets, MOST.sets)) && "amount",
        video && !isVideo(video) && "video",
        this.#field("once").checked && (video || notes || this.#photos.length || this.#reading) && "once",
      ].filter((name) => typeof name === "string" && name !== "")
    )
    this.#problems(missing)
    if (!missing.length) return this.#reading && this.#sentWhole(event)
    event.preventDefault()
    if (missing.some((name) => ["video", "once"].includes(name))) this.#find("fold").open = true // what they are about is there
    this.#field(missing[0]).focus()
  }

  /** Sent once the photos are read; it stays where one of them cannot be kept. */
  async #sentWhole(event) {
    event.preventDefault()
    const [mine, told] = [this.#photos, this.#find("photo-told")]
    await this.#reading
    if (mine === this.#photos && this.#dialog.open && !told.textContent) this.#form.requestSubmit(event.submitter)
  }

  #problems(names) {
    const place = this.#find("problems")
    place.replaceChildren(...names.map((name) => this.#line(this.#tool.say(`builder.own-wants.${name}`))))
    place.hidden = !names.length
    for (const name of ["title", "how", "step", "amount", "video", "once"])
      this.#field(name).setAttribute("aria-invalid", String(names.includes(name)))
  }

  #line(text) {
    return Object.assign(document.createElement("li"), { textContent: text })
  }

  // Photos

  /** One choice after the other; `#reading` is there as long as they take. */
  async #chosen(input) {
    const files = [...input.files]
    input.value = ""
    const [mine, before] = [this.#photos, this.#reading]
    const reading = Promise.resolve(before).then(() => this.#read(files, mine))
    this.#reading = reading
    await reading
    if (this.#reading === reading) this.#reading = null
  }

  /**
   * @param {File[]} files
   * @param {string[]} photos those of the exercise for which they were chosen, which may be another than the one shown
   */
  async #read(files, photos) {
    let told = ""
    for (const file of files) {
      if (photos.length >= MOST_PHOTOS) {
        told = this.#tool.say("builder.photo-many", { most: MOST_PHOTOS })
        break
      }
      const found = await photoOf(file)
      if (found.url) photos.push(found.url)
      else told = this.#tool.say(`builder.${found.fault}`, { name: file.name })
    }
    if (photos !== this.#photos) return
    this.#find("photo-told").textContent = told
    this.#paint()
  }

  #dropped(target) {
    const button = target.closest("button")
    if (!button) return
    this.#photos.splice(Number(button.dataset.at), 1)
    this.#paint()
    this.#find("photo").focus()
  }

  #paint() {
    const list = this.#photos.map((url, at) => ({ url, at, n: at + 1 }))
    this.#find("photos").replaceChildren(this.#tool.filled("photos", { list }))
  }
}
