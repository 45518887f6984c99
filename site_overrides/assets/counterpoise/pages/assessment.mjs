// <counterpoise-assessment>: shows the plain form one section at a time, as Python says, and then the result.
//
// Given        data-questionnaire, data-bundle-url, data-root (to the site's start), data-brand (JSON: whose sheet)
// Inside it    [data-form] [data-section=ID] [data-question=ID] [data-check] [data-result] [data-nav] [data-next] [data-back]
//              [data-progress] [data-progress-text] [data-problems] [data-status] [data-storage] [data-restored] [data-failed]
//              [data-confirm] [data-foot] [data-rushed] (was No read?), template[data-template], template[data-words]
//              [data-action=back|change|to-question|check|restart|erase|keep|retry|print|every (shows every line)],
//              and those of recall.mjs
// It sets      data-mode: steps | late (Python takes long, as guard.js says in data-late) | plain (it failed), both the
//              whole form; data-step: a section, answers, result;
//              data-engine: idle | loading | ready | failed; data-busy while Next waits
// Address      #step-SECTION, #answers, #result, an earlier one's: the browser's Back button works

import { Tool } from "../element.mjs"
import { Again } from "../form/again.mjs"
import { check, keepAlone, questions } from "../form/answers.mjs"
import { ask } from "../form/ask.mjs"
import * as named from "../form/complaints.mjs"
import { rushed } from "../form/leads.mjs"
import { inView, paint, takeBack } from "../form/paint.mjs"
import { Recall } from "../form/recall.mjs"
import { Seat } from "../form/seat.mjs"
import { end, playsHere } from "../player/start.mjs"
import { leftPlan } from "../result/made.mjs"
import { isWhole } from "../result/result.mjs"
import { isShut, printed } from "../result/routine.mjs"
import { shapingOf } from "../result/shaping.mjs"

const PAUSE = 150 // ms without a change before Python is asked

class Assessment extends Tool {
  static observedAttributes = ["data-late"]

  actions = {
    back: () => this.#go(this.#before),
    check: () => this.#go("answers"),
    change: ({ dataset }) => this.#change(dataset),
    "to-question": ({ dataset }) => named.focusQuestion(this.#form, dataset.questionId),
    restart: () => this.#confirm(),
    every: (button) => button.setAttribute("aria-pressed", this.toggleAttribute("data-every")),
    keep: () => this.find("confirm").close(),
    erase: () => this.#erase(),
    retry: () => (this.engine.state === "ready" ? this.#wait(() => this.#resume()) : this.start()),
    print: () => printed(this.find("result"), this).then(() => window.print()),
  }
  #form
  /** @type {Seat} */
  #seat
  /** @type {import("../../../../docs/door.d.ts").Flowed | null} */
  #flow = null
  /** @type {Recall} */
  #recall
  /** @type {Again} */
  #again
  /** @type {ReturnType<typeof shapingOf>} */
  #shaping
  #step = ""
  #asked = 0
  /** @type {symbol | null} */
  #waiting = null // what Next waits for
  #returning = false // to "check your answers", after one was changed
  #touched = false
  #timer
  #since = 0 // when this step was shown

  begin() {
    this.#form = this.find("form")
    this.#form.noValidate = true
    this.on("input", (event) => this.#changed(event.target), this.#form)
    this.sends(this.#form, () => this.#next())
    this.on("popstate", () => this.#follow(), window)
    this.#recall = new Recall(this, this.#form, (spared) => this.#recalled(spared))
    this.#seat = new Seat(this, this.#form)
    const { who, fresh } = this.#seat.open(this.#recall.who)
    if (fresh) this.#recall.rest(who)
    else this.#recall.wait(who)
    this.#shaping = shapingOf(this, this.#seat, () => this.#again.request)
    const sat = () => this.#shaping.leave()
    this.#again = new Again(this, this.#seat, this.#recall, sat, () => this.#recalled(false))
    this.meets(this.#seat, () => this.#elsewhere())
    playsHere(this, ({ plan }) => plan ?? "")
    this.#step = this.#first
    this.#mode(this.dataset.late === "slow" ? "late" : "steps")
    this.start()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  attributeChangedCallback(_name, _before, late) {
    if (late === "slow" && this.#form) this.#late()
  }

  get #first() {
    return this.querySelector("[data-section]").dataset.section
  }

  // Python

  turned({ state, error }) {
    this.status(state === "loading" && "busy" in this.dataset ? "state.waiting" : `state.${state}`)
    if (state === "failed") this.#fail(error)
    if (state === "ready" && this.#recall.waits && !this.#touched) this.#wait(() => this.#offered())
    else if (state === "ready") this.#again.afresh().then(() => this.#begun())
  }

  /** Whoever came to a place of this page is there also where Python came late. */
  #begun() {
    if (this.dataset.mode !== "steps" && (this.#touched || !location.hash)) return this.#wait(() => this.#resume())
    this.#mode("steps")
    if (!("busy" in this.dataset)) this.#touched ? this.#look() : this.#follow()
  }

  /** What to show now. Of several asked in a row only the last is painted. */
  async #refresh() {
    const mine = ++this.#asked
    const flow = await ask(this.engine, this.#form, { op: "flow", questionnaire: this.dataset.questionnaire })
    if (mine === this.#asked) {
      this.#flow = flow
      this.#paint()
      if (this.dataset.mode === "steps" && takeBack(this.#form)) return this.#refresh()
    }
    return flow
  }

  /** Paint anew if that can be done at once; whoever then presses Next hears of what went wrong. */
  #look() {
    if (this.engine.state === "ready") this.#refresh().catch(() => {})
  }

  #fail(word) {
    this.#recall.close()
    this.#mode("plain")
    this.find("failed-reason").textContent = this.why(word)
    if ("busy" in this.dataset) this.find("failed").focus()
    else if (this.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "center" })
  }

  /** The whole form, to read and answer while Python is late; whoever waited for it hears why, and waits no longer. */
  #late() {
    const busy = "busy" in this.dataset
    this.#recall?.close()
    this.#waiting = null
    delete this.dataset.busy
    this.#mode("late")
    this.status("state.late")
    if (busy) this.find("slow").scrollIntoView({ block: "center" })
  }

  /** From the whole form to the step that is in view: what is seen of it stays where it is. */
  async #resume() {
    const flow = await this.#refresh()
    const asked = flow.sections.flatMap(({ questions: shown }) => shown)
    const here = inView(questions(this.#form).filter((q) => asked.includes(q.dataset.question)))
    const { top } = here.getBoundingClientRect()
    this.#step = here.closest("[data-section]").dataset.section
    this.#mode("steps")
    scrollBy({ top: here.getBoundingClientRect().top - top, behavior: "instant" })
  }

  /** Run something that waits for Python; a second press waits for the first. It is told whether it is still wanted. */
  async #wait(action) {
    if ("busy" in this.dataset) return
    this.dataset.busy = ""
    const mine = Symbol()
    this.#waiting = mine
    const wanted = () => mine === this.#waiting
    if (this.engine.state === "loading") this.status("state.waiting")
    try {
      await action(wanted)
    } catch (error) {
      if (!wanted()) return
      this.#fail(this.engine.error ?? error.message)
      if (this.engine.state !== "failed") console.error(error)
    } finally {
      if (wanted()) delete this.dataset.busy
    }
  }

  // Moving

  #next() {
    this.#wait(async (wanted) => {
      const flow = await this.#refresh()
      if (!wanted()) return
      if (flow.gate === "stop" && !flow.missing.length) return this.#assess()
      if (this.#step === "answers") return this.#assess()
      const found = named.complaints(this.#form, this.#step, flow, this.say)
      if (found.length) return named.show(this.#form, found, this.say)
      if (rushed(this.#section, this.find("rushed"), Date.now() - this.#since)) return
      this.#go(this.#returning ? (this.#open(flow) ?? "answers") : this.#after(flow))
    })
  }

  #after(flow) {
    const ids = flow.sections.map(({ id }) => id)
    return ids[ids.indexOf(this.#step) + 1] ?? "answers"
  }

  /** The first section with an unanswered question. */
  #open(flow) {
    return flow.sections.find(({ questions: shown }) => shown.some((q) => flow.missing.includes(q)))?.id
  }

  async #assess({ push = true } = {}) {
    const assessment = await this.#shaping.made()
    if (!isWhole(assessment)) return this.#toOpen(await this.#refresh(), push)
    this.#go("result", { push })
    const shut = isShut(assessment.gate)
    if (shut) end(this.root)
    this.#recall.keep(!shut, this.#seat.desk.answers.form).then(() => this.#again.keep(assessment))
  }

  #toOpen(flow, push) {
    this.#go(this.#open(flow), { push })
    if (push) named.show(this.#form, named.complaints(this.#form, this.#step, flow, this.say), this.say)
  }

  /** Go where the address says: after Back and Forward, and when Python has become ready on an untouched page. */
  #follow() {
    if (this.dataset.mode !== "steps" || this.engine.state !== "ready") return
    this.#wait(async () => {
      const flow = await this.#refresh()
      const { earlier } = this.#again
      const name = earlier.named ? "" : location.hash.slice(1)
      const step = name.startsWith("step-") ? name.slice(5) : name || this.#first
      if (step !== this.#step) await this.#to(step, flow)
      earlier.follow()
    })
  }

  #to(step, flow) {
    if (step === "result") return this.#assess({ push: false })
    if (step === "answers" && flow.missing.length) return this.#toOpen(flow, false)
    if (step === "answers" || flow.sections.some(({ id }) => id === step)) this.#go(step, { push: false })
  }

  #go(step, { push = true } = {}) {
    this.#step = step
    this.#since = Date.now()
    this.find("rushed").hidden = true
    if (step === "answers") {
      this.#returning = false
      this.find("check").replaceChildren(this.filled("check", check(this.#form, this.#flow, this.say)))
    }
    named.clearAll(this.#form)
    this.find("restored").hidden = true
    this.#paint()
    const hash = step === "answers" || step === "result" ? `#${step}` : `#step-${step}`
    if (push && hash !== location.hash) history.pushState(history.state, "", hash)
    const place = step === "answers" ? this.find("check") : step === "result" ? this.find("result") : this.#section
    place.querySelector("h2").focus({ preventScroll: true })
    ;(step === "result" ? place : this.find("progress")).scrollIntoView({ block: "start" })
  }

  get #section() {
    return this.querySelector(`[data-section="${CSS.escape(this.#step)}"]`)
  }

  /** Back to the questions from "check your answers". */
  #change({ to, questionId }) {
    this.#returning = true
    this.#go(to)
    named.focusQuestion(this.#form, questionId)
  }

  get #before() {
    const ids = (this.#flow?.sections ?? []).map(({ id }) => id)
    return this.#step === "answers" ? ids.at(-1) : ids[ids.indexOf(this.#step) - 1]
  }

  // Answers

  #changed(input) {
    keepAlone(input)
    const q = input.closest("[data-question]")
    if (!q) return
    named.clear(this.#form, q)
    this.#shaping.forget()
    this.#seat.keep()
    clearTimeout(this.#timer)
    this.#touched = true
    this.#timer = setTimeout(() => this.#look(), PAUSE)
  }

  async #offered() {
    this.#mode("steps")
    if (!(await this.#recall.offer((who) => leftPlan(this, who)))) await this.#again.afresh()
    await this.#refresh()
  }

  /** Whoever was spared the screen is asked what is still open of it, or sees the result again; all others begin. */
  #recalled(spared) {
    this.#wait(async () => {
      const open = spared ? this.#open(await this.#refresh()) : this.#first
      if (!open && location.hash === "#result") return this.#assess({ push: false })
      await this.#again.afresh()
      this.#seat.keep()
      const flow = await this.#refresh()
      this.#go((spared ? this.#open(flow) : open) ?? "answers")
    })
  }

  /** Another tab has changed what is kept of the one who sits here. */
  #elsewhere() {
    const met = this.#seat.meet()
    if (this.#step === "result") this.#wait(() => this.#assess({ push: false }))
    else if (met) this.#look()
  }

  #confirm() {
    const { who } = this.#seat.desk
    this.find("confirm-text").textContent = this.say(who ? "restart-of" : "restart", { name: who })
    this.find("confirm").showModal()
  }

  #erase() {
    this.find("confirm").close()
    const { desk } = this.#seat
    desk.keep(null)
    this.#recall.forget()
    this.#again.forget(desk.who)
    this.find("result").replaceChildren()
    this.#flow = null
    this.#returning = false
    if (this.dataset.mode === "steps") this.#go(this.#first)
    this.#look()
    this.status(desk.who ? "erased-of" : "erased", { name: desk.who })
  }

  // Showing

  #mode(mode) {
    this.dataset.mode = mode
    this.#paint()
  }

  #paint() {
    const { mode } = this.dataset
    this.dataset.step = this.#step
    const now = { mode, flow: this.#flow, step: this.#step, before: this.#before, returning: this.#returning }
    paint(this, now, this.say)
  }
}

customElements.define("counterpoise-assessment", Assessment)
