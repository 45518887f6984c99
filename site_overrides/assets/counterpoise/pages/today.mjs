// <counterpoise-today>: what this device keeps of sessions: this week, which one is next, how it went, a calendar, a copy.
//
// Given        data-bundle-url, data-root (to the site's start), data-retest (days until a check is taken again)
// Inside it    [data-none] [data-kept-here] [data-now] [data-number] [data-week] [data-facts] [data-begin] [data-again] (when to take the check again, [data-again-on], or that it is due, [data-again-open]) [data-some] [data-chart]
//              [data-matters] [data-send-activities] [data-send-matters] [data-rows] [data-calendar] [data-import] [data-status], what player/sending.mjs lists, template[data-template=day|session|chart|matter],
//              data-action=json|csv|delete (data-id)|erase-all|erase-confirmed|erase-cancelled, [data-confirm]
// Without Python only the week and the calendar are missing.

import { dayAfter, dayHere, dayTold } from "../day.mjs"
import { Tool } from "../element.mjs"
import { bring, copied, copyDue, copySaved, dueFrom } from "../kept/copy.mjs"
import { eraseAll } from "../kept/erasing.mjs"
import { Plans, planUrl } from "../kept/plans.mjs"
import { Results } from "../kept/results.mjs"
import { routineOf, Sessions } from "../kept/sessions.mjs"
import { tookAside } from "../kept/shelf.mjs"
import { chartOf, csvOf, mattersOf, most } from "../player/chart.mjs"
import { Sending } from "../player/sending.mjs"
import { resume } from "../player/start.mjs"
import { saveText } from "../trainer/save.mjs"

/** @typedef {import("../kept/sessions.mjs").Value[]} Values */

class Today extends Tool {
  actions = {
    json: () => this.#copy(),
    csv: () => this.#save(csvOf(this.#values), "text/csv", "sessions", "csv"),
    delete: ({ dataset }) => this.#delete(dataset.id),
    "erase-all": () => this.find("confirm").showModal(),
    "erase-confirmed": () => this.#erase(),
    "erase-cancelled": () => this.find("confirm").close(),
  }
  /** @type {Sessions} */
  #sessions
  /** @type {Results} */
  #results
  #routine
  #told = 0

  begin() {
    resume(this.root)
    this.#sessions = new Sessions(this.root)
    this.#results = new Results(this.root)
    this.sends(this.find("calendar"), () => this.#calendar())
    this.on("change", (event) => this.#import(event.target), this.find("import"))
    new Sending(
      this,
      () => this.#sessions.list(),
      () => this.#routine,
      () => this.#results.rated(),
    )
    const shelves = [...dueFrom(this.root), routineOf(this.root)] // sessions and checks are among the first
    this.meets({ shelves }, () => this.#show())
    this.#show()
    if (location.hash === "#today-send") this.find("send-block").scrollIntoView()
    this.find("aside").hidden = !tookAside()
  }

  turned({ state }) {
    if (state === "ready") this.#ask()
  }

  get #values() {
    return /** @type {Values} */ (this.#sessions.values())
  }

  // Showing

  #show() {
    const entries = this.#sessions.list()
    const values = /** @type {Values} */ (entries.map(({ value }) => value))
    this.#routine = routineOf(this.root).load()
    this.find("copy-due").hidden = !copyDue(this.root)
    this.#none(!entries.length && !this.#routine)
    this.find("some").hidden = !entries.length
    for (const block of ["calendar-block", "send-block"]) this.find(block).hidden = !this.#routine
    this.find("rows").replaceChildren(...entries.toReversed().map((one) => this.filled("session", this.#row(one))))
    const chart = chartOf(values)
    this.find("chart-block").hidden = !chart
    if (chart) this.find("chart").replaceChildren(this.filled("chart", this.#labelled(chart, "today.chart")))
    this.#matters(mattersOf(this.#results.rated()))
    this.#again(null)
    if (this.#routine) this.start()
    else this.find("now").hidden = true
    if (this.engine.state === "ready") this.#ask(values)
  }

  /** Where nothing was done yet, the plans to begin with. */
  #none(shown) {
    this.find("none").hidden = !shown
    const plans = shown ? new Plans(this.root).list() : []
    const links = plans.map(({ value: { text, name } }) => ({ url: planUrl(this.root, text), name }))
    this.find("kept-here").replaceChildren(...links.map((link) => this.filled("kept-here", link)))
  }

  #row({ id, value }) {
    const day = dated(value.on)
    const none = this.say("today.unsaid")
    return {
      id,
      day,
      exercises: this.say("today.of", { n: value.items.filter(({ done }) => done).length, of: value.items.length }),
      effort: value.effort ?? none,
      discomfort: most(value) ?? none,
      morning: value.settled ? this.say(`today.${value.settled}`) : none,
      label: this.say("today.delete", { what: day }),
    }
  }

  /** @param {ReturnType<typeof mattersOf>} matters */
  #matters(matters) {
    this.find("matters-block").hidden = !matters.length
    const told = matters.map(({ name, on, n, line }) =>
      line
        ? this.filled("chart", this.#labelled(line, "today.matter", name))
        : this.filled("matter", { label: this.say("today.matter-once", { what: name, n, date: dated(on) }) }),
    )
    this.find("matters").replaceChildren(...told)
    this.find("send-activities").hidden = !matters.length
    const what = matters.map(({ name }) => name).join(", ")
    this.find("send-matters").textContent = this.say("today.send-matters", { what })
  }

  #labelled(chart, word, what = "") {
    const { n, from, to } = chart
    const [first, last] = [dated(chart.first), dated(chart.last)]
    return { ...chart, first, last, label: this.say(word, { n, from, to, what }) }
  }

  /**
   * When to take the check again: so long after the last one or, where none is kept, after the plan's first session.
   * Beside a stop sign other questions come first.
   * @param {string | null} first
   */
  #again(first) {
    const days = Number(this.dataset.retest)
    const next = this.#results.again(days) ?? (first && { of: "", on: dayAfter(first, days) })
    this.find("again").hidden = !next || this.#sessions.halted
    if (!next) return
    const [due, link] = [next.on <= dayHere(), this.find("again-open")]
    this.find("again-on").textContent = due ? "" : this.say("today.again", { date: dated(next.on) })
    link.hidden = !due
    link.href = new URL(`${this.root}assessments/${next.of && `${next.of}/`}`, document.baseURI).href
  }

  /** How the plan is going. Of several asked in a row only the last is painted. */
  async #ask(records = this.#values) {
    const mine = ++this.#told
    if (!this.#routine) return
    const { days, rule, plan } = this.#routine
    const routine = { cards: [], days, growth: { rule } }
    const request = {
      op: /** @type {const} */ ("session"),
      routine,
      plan,
      records,
      today: dayHere(),
      tell: true,
    }
    const reply = await this.engine.ask(request).catch(() => null)
    if (mine !== this.#told || !reply?.ok) return
    const { progress, stop } = reply.ok
    this.find("now").hidden = false
    this.find("number").textContent = progress.title
    this.find("week").replaceChildren(...progress.week.map((day) => this.filled("day", this.#day(day))))
    this.find("facts").textContent = [...progress.said, ...(stop ? [] : [`${progress.next_title}.`])].join(" ")
    this.#again(progress.first)
    this.find("calendar-block").hidden = stop // it would name days to come
    const begin = this.find("begin")
    begin.hidden = !plan
    begin.href = planUrl(this.root, plan)
    begin.textContent = this.say(stop ? "today.screen" : progress.next === dayHere() ? "today.begin" : "today.later")
  }

  #day({ day, done, today }) {
    const told = this.say(done ? "today.did" : "today.not", { what: day })
    return { short: day.slice(0, 2), told, mark: done ? "yes" : null, now: today ? "yes" : null }
  }

  // Taking along

  /** @param {string} id */
  #delete(id) {
    const done = this.#sessions.put(null, id)
    this.#show()
    this.status(done ? "today.deleted" : "today.no-room")
  }

  /** All that this site keeps here, not the sessions alone. */
  async #erase() {
    this.find("confirm").close()
    const erased = await eraseAll(this.root)
    this.#show()
    this.status(erased ? "today.erased" : "today.no-room")
  }

  #copy() {
    this.#save(copied(this.root), "application/json", "counterpoise", "json")
    copySaved(this.root)
    this.#show()
  }

  #save(text, type, name, ending) {
    saveText(text, type, `${name}-${dayHere()}.${ending}`)
    this.status("today.saved")
  }

  async #import(input) {
    const file = input.files?.[0]
    if (!file) return
    const text = await file.text().catch(() => "")
    input.value = ""
    const told = bring(this.root, text)
    this.#show()
    this.status(`today.${told}`)
  }

  async #calendar() {
    const form = /** @type {FormPart} */ (this.find("calendar"))
    const days = [...form.querySelectorAll("[name=day]:checked")].map(({ value }) => value)
    if (!days.length) return this.status("today.no-days")
    const { id, minutes } = this.#routine
    const request = {
      op: /** @type {const} */ ("calendar"),
      ...{ id, days, time: form.elements.time.value, minutes, today: dayHere() },
      revision: Math.floor((new Date().getHours() * 60 + new Date().getMinutes()) / 15), // of a day, the later file stands
    }
    const reply = await this.engine.ask(request).catch(() => null)
    if (!reply?.ok) return this.status("today.no-calendar")
    this.#save(reply.ok.text, "text/calendar", "sessions", "ics")
  }
}

/** @param {string} on */
const dated = (on) => dayTold(on, { month: "short" })

customElements.define("counterpoise-today", Today)
