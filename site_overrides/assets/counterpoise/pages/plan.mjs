// <counterpoise-plan>: a plan that stands in the address behind # is opened: safety first, then what of it is for
// whoever sits here today.
//
// Given        data-bundle-url, data-root (to the site's start), data-brand (JSON: whose sheet it is)
// Inside it    [data-form] [data-section=ID] [data-question=ID] [data-ask-title] [data-problems]
//              [data-restored] [data-result] [data-none] [data-none-text] [data-paste] [data-failed] [data-status]
//              [data-news] (what is new of the plan's exercises, before anything is asked)
//              template[data-template=plan], those of keep.html.j2 and recall.html.j2, template[data-words]
//              [data-action=again|erase|retry|every]
// It sets      data-state: none (no plan, or one that cannot be read) | ask | shown | failed
//              data-engine: idle | loading | ready | failed; data-busy from a change until Python has answered it

import { clear as clearAnswer, clearSafety, keepAlone, questions, read, write } from "../form/answers.mjs"
import "../form/body-map.mjs"
import { Tool } from "../element.mjs"
import { ask } from "../form/ask.mjs"
import * as named from "../form/complaints.mjs"
import { paintQuestions, takeBack } from "../form/paint.mjs"
import { Recall } from "../form/recall.mjs"
import { closeAll, paintTogether, pressedTogether } from "../form/together.mjs"
import { planUrl } from "../kept/plans.mjs"
import { AnswerShelf, tookAside } from "../kept/shelf.mjs"
import { end, playsHere } from "../player/start.mjs"
import { giveOwn } from "../result/card.mjs"
import { keepsHere, showKeep } from "../result/keep.mjs"
import { KeptList } from "../result/kept-list.mjs"
import { enliven, gateOf, showFigures, viewOf } from "../result/routine.mjs"
import { clear as clearPaper, put, sheetOf } from "../result/sheet.mjs"

const PAUSE = 150 // ms without a change before Python is asked

class Plan extends Tool {
  actions = {
    again: () => this.#again(),
    erase: () => this.#erase(),
    every: (button) => button.setAttribute("aria-pressed", this.toggleAttribute("data-every")),
    retry: () => this.#open(),
    "to-question": ({ dataset }) => named.focusQuestion(this.#form, dataset.questionId),
  }
  #form
  #shelf
  /** @type {KeptList} */
  #kept
  /** @type {Recall} */
  #recall
  #text = ""
  #asked = 0
  #showing = false
  #timer

  begin() {
    this.#form = this.find("form")
    this.#shelf = new AnswerShelf(this.root, "plan", () => `${this.dataset.build} ${location.hash.slice(1)}`)
    this.#form.noValidate = true
    this.on("input", (event) => this.#changed(event.target), this.#form)
    this.sends(this.#form, () => this.#show())
    this.sends(this.find("paste"), () => this.#pasted())
    this.on("hashchange", () => this.#open(), window)
    this.#recall = new Recall(this, this.#form, (spared) => this.#recalled(spared))
    this.#kept = new KeptList(this)
    playsHere(this, () => this.#text)
    this.#restore()
    this.#open()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#unhurried()
    clearPaper()
  }

  // Python

  turned({ state, error }) {
    if (state === "failed") this.#fail(error)
  }

  #fail(word) {
    this.find("failed-reason").textContent = this.why(word)
    this.#state("failed")
    this.status("state.idle")
    this.find("failed").focus()
  }

  /**
   * What Python says of the plan and the answers so far; null when another plan was opened meanwhile, or when there is
   * nothing to open, which has been told. Of several asked in a row only the last is painted.
   */
  async #ask() {
    const [mine, text] = [++this.#asked, this.#text]
    this.#unhurried()
    this.dataset.busy = ""
    try {
      const opened = await ask(this.engine, this.#form, { op: "plan-open", text, tell: true })
      if (text !== this.#text) return null
      this.#found(opened.text)
      if (mine === this.#asked && this.#paint(opened)) return this.#ask()
      return opened
    } catch (error) {
      if (text !== this.#text) return null
      if (error.said) this.#none(error.said)
      else this.#fail(this.engine.error ?? error.message)
      return null
    } finally {
      if (mine === this.#asked && !this.#timer) delete this.dataset.busy
    }
  }

  // Opening

  #open() {
    const text = location.hash.slice(1)
    if (this.#text && text !== this.#text) {
      clearSafety(this.#form) // it may ask more than the plan before
      closeAll(this.#form)
    }
    this.#text = text
    clearPaper()
    if (!this.#text) return this.#none(this.say("plan.none"))
    this.status("plan.opening")
    this.start()
    this.#ask().then(async (opened) => {
      if (opened) await this.#recall.offer(() => this.#text)
      if (opened && opened.text === this.#text) this.#questions()
    })
  }

  /** A link, what stands behind its #, or a whole message that holds it: Python finds the plan in it. */
  async #pasted() {
    const field = this.querySelector("#plan-paste")
    if (!field.value.trim()) return field.focus()
    this.status("plan.opening")
    this.start()
    const reply = await this.engine.ask({ op: "plan-open", text: field.value, tell: true }).catch(() => null)
    if (!reply) return // the engine told why
    if (!reply.ok) return this.#none(reply.error, true)
    if (`#${reply.ok.text}` !== location.hash) location.hash = reply.ok.text
    else this.#open()
  }

  /** What stood around the plan in the address (a full stop, what a mail program added) goes from it. */
  #found(text) {
    if (text === this.#text) return
    this.#text = text
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${text}`)
  }

  #none(text, tried = Boolean(this.#text)) {
    this.#kept.show()
    this.find("none-text").textContent = text
    this.#state("none")
    this.status("state.idle")
    if (tried) this.find("none-text").focus() // a link was tried: what came of it is read aloud
  }

  #questions() {
    this.#state("ask")
    this.status("state.ready")
  }

  #paint(opened) {
    const shown = new Set(opened.sections.map(({ id }) => id))
    for (const section of this.querySelectorAll("[data-section]")) section.hidden = !shown.has(section.dataset.section)
    this.find("news").replaceChildren(this.filled("news", opened.plan)) // paper cannot be called back: it is told here, first
    paintQuestions(this, opened)
    const again = takeBack(this.#form)
    paintTogether(this.#form)
    return again
  }

  /** Whoever was spared the questions sees the plan. */
  async #recalled(spared) {
    this.find("restored").hidden = true
    this.#shelf.save(read(this.#form))
    if (spared) return this.#show()
    await this.#ask()
    this.find("ask-title").focus()
  }

  /** A second press waits for the first. */
  async #show() {
    if (this.#showing) return
    this.#showing = true
    const opened = await this.#ask()
    if (!this.#showing) return
    this.#showing = false
    if (!opened) return
    if (opened.missing.length) {
      const found = opened.sections.flatMap(({ id }) => named.complaints(this.#form, id, opened, this.say))
      return named.show(this.#form, found, this.say)
    }
    named.clearAll(this.#form)
    this.#shelf.save(read(this.#form))
    this.#result(opened)
  }

  /** @param {import("../../../../docs/door.d.ts").PlanOpened} opened */
  #result(opened) {
    const { gate, routine } = opened
    const place = this.find("result")
    const view = {
      ...opened,
      root: this.root,
      ...gateOf(gate, routine),
      news: routine ? opened.plan.news : [],
      gone: [...opened.refused, ...opened.withdrawn],
      ...viewOf(routine, this.say),
    }
    place.replaceChildren(this.filled("plan", view))
    if (opened.plan.colour) place.style.setProperty("--from", opened.plan.colour)
    this.#state("shown")
    if (view.closed) end(this.root)
    this.#recall.keep(!view.closed, "plan")
    if (routine) this.#routine(place, view)
    place.querySelector("h2").focus({ preventScroll: true })
    place.scrollIntoView({ block: "start" })
  }

  #routine(place, view) {
    giveOwn(view.routine.cards)
    enliven(place, view, this)
    showFigures(place)
    const url = planUrl(this.root, this.#text)
    const { plan } = view
    const left_out = [...view.refused.map(({ title, why }) => `${title}: ${why}`), ...view.withdrawn.map((w) => w.why)]
    const about = { title: this.say("sheet-title"), plan, brand: JSON.parse(this.dataset.brand), url, left_out }
    const sheet = sheetOf(view.routine, about, this)
    // So that the browser's own Print prints it too; what went wrong is told by the button.
    sheet.then((made) => this.dataset.state === "shown" && put([made])).catch(() => {})
    const slot = place.querySelector("[data-keep]")
    showKeep(slot, url, this, async (how) => {
      put([await sheet], how)
      window.print()
    })
    keepsHere(slot, this.#text, this)
  }

  // Answers

  #changed(input) {
    keepAlone(input)
    pressedTogether(input)
    const q = input.closest("[data-question], [data-leads]")
    if (!q) return
    for (const one of [q, ...q.querySelectorAll("[data-question]")]) named.clear(this.#form, one)
    this.#shelf.save(read(this.#form))
    this.#showing = false // what is shown must not come from answers that no longer hold
    this.#unhurried()
    this.dataset.busy = ""
    this.#timer = setTimeout(() => this.#ask(), PAUSE)
  }

  /** The question that was to follow a change is asked now, or anew. */
  #unhurried() {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #restore() {
    const found = this.#shelf.load()
    this.find("aside").hidden = !tookAside()
    if (found?.stale) this.#shelf.erase()
    if (!found || found.stale || !Object.keys(found.answers).length) return
    write(this.#form, found.answers)
    this.#recall.rest()
    this.find("restored").hidden = false
  }

  #again() {
    clearPaper()
    this.#state("ask")
    this.find("ask-title").focus()
  }

  #erase() {
    this.#shelf.erase()
    this.#recall.forget()
    questions(this.#form).forEach(clearAnswer)
    closeAll(this.#form)
    this.find("restored").hidden = true
    this.find("result").replaceChildren()
    this.#open()
    this.status("plan.erased")
  }

  // Showing

  #state(state) {
    this.dataset.state = state
    this.find("none").hidden = state !== "none"
    this.#form.hidden = state !== "ask"
    this.find("news").hidden = state !== "ask"
    this.find("result").hidden = state !== "shown"
    this.find("failed").hidden = state !== "failed"
  }
}

customElements.define("counterpoise-plan", Plan)
