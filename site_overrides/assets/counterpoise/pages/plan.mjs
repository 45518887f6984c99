// <counterpoise-plan>: a plan in the address behind # is opened: safety first, then what is for whoever sits here today.
//
// Given        data-bundle-url, data-root (to the site's start), data-brand (JSON: whose sheet it is)
// Inside it    what plan-form.mjs lists, [data-ask-title] [data-restored] [data-result] [data-none] [data-none-text]
//              [data-failed] [data-status] [data-news] (what is new of the plan's exercises) [data-pending] (what a change
//              brought in asks first), template[data-template=plan], those of keep.html.j2 and recall.html.j2,
//              template[data-words] [data-action=again|erase|retry|every], and those of shaping.mjs and pasted.mjs
// It sets      data-state: none (no plan, or one that cannot be read) | ask | shown | failed
//              data-engine: idle | loading | ready | failed
// Address      #PLAN; that it is shown is an entry of its own: the browser's Back leads to its questions

import "../form/body-map.mjs"
import { Tool } from "../element.mjs"
import { ask } from "../form/ask.mjs"
import { PlanAnswers } from "../form/plan-answers.mjs"
import { PlanForm } from "../form/plan-form.mjs"
import { Recall } from "../form/recall.mjs"
import { tookAside } from "../kept/shelf.mjs"
import { answering } from "../kept/tab.mjs"
import { end, playsHere } from "../player/start.mjs"
import { KeptList } from "../result/kept-list.mjs"
import { showOpened } from "../result/opened.mjs"
import { pastes } from "../result/pasted.mjs"
import { Place } from "../result/place.mjs"
import { Shaping } from "../result/shaping.mjs"
import { clear as clearPaper } from "../result/sheet.mjs"
import { Yours } from "../result/yours.mjs"

/** @typedef {import("../../../../docs/door.d.ts").PlanOpened} Opened */

class Plan extends Tool {
  actions = {
    again: () => this.#again(),
    erase: () => this.#erase(),
    every: (button) => button.setAttribute("aria-pressed", this.toggleAttribute("data-every")),
    retry: () => this.#open(),
  }
  /** @type {PlanForm} */
  #form
  /** @type {PlanAnswers} */
  #answers
  /** @type {KeptList} */
  #kept
  /** @type {Recall} */
  #recall
  /** @type {Shaping<Opened>} */
  #shaping
  /** @type {Yours} */
  #yours
  /** @type {Record<string, any> | null} */
  #pending = null // the answers before a change that asks more first
  /** @type {Place} */
  #place
  #asked = 0
  #showing = false

  begin() {
    this.#form = new PlanForm(this, {
      changed: () => this.#changed(),
      ask: () => this.#ask(),
      send: () => this.#show(),
    })
    const { form } = this.#form
    this.#answers = new PlanAnswers(this, form)
    pastes(this, { open: () => this.#open(), none: (why) => this.#none(why, true) })
    this.#place = new Place(this, {
      open: () => this.#open(),
      show: () => this.dataset.state === "ask" && this.#show(),
      ask: () => this.dataset.state === "shown" && this.#again(),
    })
    this.meets(this.#answers, () => this.#elsewhere())
    this.#recall = new Recall(this, form, (spared) => this.#recalled(spared))
    this.#kept = new KeptList(this)
    this.#yours = new Yours(this, (shape, change) => this.#shape(shape, change))
    this.#shaping = new Shaping(this, this.#yours)
    playsHere(this, () => this.#place.text)
    this.#restore()
    this.#open()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#form.rest()
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
   * nothing to open, which has been told. Of several asked in a row only the last is painted. Rejects where a change
   * cannot be.
   * @param {Record<string, any> | null} [change]
   * @returns {Promise<Opened | null>}
   */
  async #ask(change = null) {
    const [mine, text, { sent, shape }] = [++this.#asked, this.#place.text, this.#yours]
    this.#form.asking()
    try {
      const request = { op: /** @type {const} */ ("plan-open"), text: sent, shape, change, tell: true }
      const opened = await ask(this.engine, this.#form.form, request)
      if (text !== this.#place.text) return null
      if (text === sent) this.#found(opened.text)
      this.#yours.shape = opened.shape ?? null
      if (mine === this.#asked && this.#paint(opened)) return this.#ask()
      return opened
    } catch (error) {
      if (text !== this.#place.text) return null
      if (error.said && change) throw error
      if (error.said && shape) {
        this.#yours.shape = null // how it was changed cannot be read: it is as it was sent
        return this.#ask()
      }
      if (error.said) this.#none(error.said)
      else this.#fail(this.engine.error ?? error.message)
      return null
    } finally {
      if (mine === this.#asked) this.#form.told()
    }
  }

  // Shaping

  /**
   * The plan made anew and shown; null: something is to be asked first, or it could not be opened.
   * @param {import("../result/shaping.mjs").Shape} shape
   * @param {Record<string, any> | null} [change]
   */
  async #shape(shape, change) {
    const [before, { answers }] = [this.#yours.shape, this.#form]
    if (this.#pending) this.#form.screenedAs(this.#pending)
    this.#yours.shape = shape
    const opened = await this.#ask(change).catch((error) => {
      this.#yours.shape = before
      throw error
    })
    if (!opened) return null
    if (opened.missing.length) return this.#first(opened, answers)
    this.#result(opened, true)
    return opened
  }

  /** What the change brought in asks something first. */
  #first(opened, answers) {
    this.#pending = answers
    clearPaper()
    this.#state("ask")
    this.#form.lead(opened.missing[0])
    return null
  }

  // Opening

  #open() {
    const { text: left, named: text } = this.#place
    const before = this.#yours.sent
    this.#yours.open(text)
    if (left && this.#yours.sent !== before) this.#form.anew()
    this.#place.text = text
    this.#pending = null
    this.#shaping.leave()
    clearPaper()
    this.find("result").replaceChildren()
    if (!text) {
      this.#none(this.say("plan.none"))
      return this.#kept.lead(left)
    }
    this.status("plan.opening")
    this.start()
    this.#ask().then(async (opened) => {
      if (opened) await this.#recall.offer(() => this.#place.text)
      if (opened?.text === this.#yours.sent) this.#questions()
    })
  }

  /** What stood around the plan in the address (a full stop, what a mail program added) goes from it. */
  #found(text) {
    if (text === this.#place.text) return
    this.#yours.sent = text
    this.#place.moved(text)
  }

  #none(text, tried = Boolean(this.#place.text)) {
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
    this.find("news").replaceChildren(this.filled("news", opened.plan)) // paper cannot be called back: it is told here, first
    return this.#form.paint(opened)
  }

  /** Whoever was spared the questions sees the plan. */
  async #recalled(spared) {
    this.find("restored").hidden = true
    this.#answers.begin(this.#recall.who)
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
    if (this.#answers.meet()) return this.#show() // another tab answered meanwhile
    if (this.#form.complain(opened)) return
    this.#answers.keep()
    this.#result(opened)
  }

  /**
   * @param {Opened} opened
   * @param {boolean} [again] it was shown before this change
   */
  #result(opened, again = false) {
    if (opened.routine) this.#own(opened)
    if (this.#pending) this.#shaping.came()
    this.#pending = null
    const place = this.find("result")
    const view = showOpened(place, opened, this, this.#place.text)
    this.#state("shown")
    if (view.closed) end(this.root)
    this.#shaping.mark(opened)
    if (again) return
    this.#place.shown()
    this.#recall.keep(!view.closed, "plan")
    place.querySelector("h2").focus({ preventScroll: true })
    place.scrollIntoView({ block: "start" })
  }

  /**
   * A changed plan is one's own: this device keeps it, and its address is the page's.
   * @param {Opened} opened
   */
  #own({ link, shape = null }) {
    if (link === this.#place.text && !shape) return
    if (!this.#yours.own(shape, link)) this.status("shape.not-kept")
    if (link === this.#place.text) return
    this.#place.moved(link)
    this.#answers.keep()
  }

  // Answers

  #changed() {
    this.#answers.keep()
    this.#showing = false // what is shown must not come from answers that no longer hold
  }

  #restore() {
    const restored = this.#answers.restore()
    this.find("aside").hidden = !tookAside()
    this.find("restored").hidden = !restored
    if (restored) this.#recall.rest()
    else answering()
  }

  /** Another tab answered something to this plan: what is shown here goes by it, too. */
  async #elsewhere() {
    if (!this.#answers.meet()) return
    this.#showing = false
    const opened = await this.#ask()
    if (!opened || this.dataset.state !== "shown") return
    if (opened.missing.length) this.#again()
    else this.#result(opened, true)
  }

  #again() {
    clearPaper()
    this.#state("ask")
    this.find("ask-title").focus()
  }

  #erase() {
    this.#answers.erase()
    this.#recall.forget()
    this.#form.erase()
    this.find("restored").hidden = true
    this.#open()
    this.status("plan.erased")
  }

  // Showing

  #state(state) {
    this.dataset.state = state
    const parts = { none: "none", form: "ask", news: "ask", result: "shown", failed: "failed" }
    for (const [part, shown] of Object.entries(parts)) this.find(part).hidden = state !== shown
    this.find("pending").hidden = !this.#pending
  }
}

customElements.define("counterpoise-plan", Plan)
