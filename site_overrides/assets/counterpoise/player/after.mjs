// After a session: how hard it was, and the most discomfort of each exercise; then it is kept. What of it moves the next
// one is Python's to say (quiz/sessions/response.py).

import { dayHere } from "../day.mjs"
import { newId } from "../kept/entries.mjs"
import { routineOf } from "../kept/sessions.mjs"
import { itemsOf, minutesOf } from "./clock.mjs"

export class After {
  /** @type {import("./clock.mjs").Session} */
  #session
  /** @type {import("./clock.mjs").State} */
  #state
  #sign = false

  /** @param {import("./player.mjs").Player} player */
  constructor(player) {
    this.player = player
    const form = player.find("after")
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.save()
    })
  }

  /**
   * @param {import("./clock.mjs").Session} session
   * @param {import("./clock.mjs").State} state
   * @param {{ whole: boolean, sign: boolean }} how
   */
  show(session, state, { whole, sign }) {
    const { player } = this
    this.#session = session
    this.#state = state
    this.#sign = sign
    if (sign) {
      this.save()
      return
    }
    const rows = session.items
      .filter((_, i) => state.marks[i].worked)
      .map(({ title, exercise }) => player.filled("discomfort", { title, exercise }))
    player.find("discomfort").append(...rows)
    player.find("discomfort").hidden = !rows.length
    player.find("after-title").textContent = player.say(whole ? "player.after" : "player.after-part")
    player.to("after")
    player.told(player.say(whole ? "player.after" : "player.after-part"))
  }

  /** What nobody touched was not said. */
  save() {
    const { player } = this
    const value = (/** @type {string} */ name) => {
      const input = player.dialog.querySelector(`[data-after] input[name="${name}"]:checked`)
      return input ? Number(input.value) : null
    }
    const discomfort = Object.fromEntries(this.#session.items.map(({ exercise }) => [exercise, value(exercise)]))
    const { plan } = player.host
    const kept = player.sessions.put({
      plan,
      session: this.#session.progress?.number ?? 0,
      on: dayHere(),
      items: itemsOf(this.#session, this.#state, discomfort),
      effort: value("effort"),
      settled: this.#sign ? "stop" : null,
    })
    if (this.#sign) return player.refuse()
    this.#remember()
    this.#end(kept ? "player.end" : "player.not-kept", kept ? "player.end-text" : "")
    player.find("tell-link").hidden = !(kept && player.host.routine?.handed)
    if (kept) this.#told()
  }

  /** What Python says of it at once: when the next session is, and of which exercise it was too much. */
  async #told() {
    const { player } = this
    const { host } = player
    const next = host.kept ? null : await host.compile().catch(() => null)
    if (!next || next.stop || !player.dialog.open) return
    player.find("end-next").textContent = host.routine ? `${next.progress.next_title}.` : ""
    const troubled = next.items.filter((/** @type {any} */ { trouble }) => trouble)
    const rows = troubled.map((item) => player.filled("trouble", { ...item, ...this.#ways(item) }))
    player.find("trouble").replaceChildren(...rows)
    if (troubled.length) player.told(troubled.map(({ title, trouble }) => `${title}. ${trouble}`).join(" "))
  }

  /** What can be done about an exercise here: nothing where it was tried alone. @param {any} item */
  #ways({ exercise }) {
    const { host } = this.player
    if (!host.shape) return { easier: null, out: null }
    const easier = host.cards?.find((/** @type {any} */ card) => card.exercise === exercise)?.easier ?? null
    return { easier, out: "yes" }
  }

  /** It is changed in the plan that this device keeps, as it would be there. @param {Part} button */
  async shape(button) {
    const { player } = this
    const { root, shape } = player.host
    const row = /** @type {Part} */ (button.closest("li"))
    for (const one of row.querySelectorAll("button")) one.disabled = true
    const change = /** @type {NonNullable<typeof shape>} */ (shape)
    const { said, plan } = await change(button).catch(() => ({ said: "", plan: null }))
    const told = said || player.say("player.not-shaped")
    row.querySelector("[data-shaped-so]").textContent = told
    for (const one of row.querySelectorAll("button")) one.hidden = true
    player.told(told)
    const routine = routineOf(root)
    const kept = routine.load()
    if (plan && kept) routine.save({ ...kept, plan })
  }

  /** The routine, for the page that tells how it is going. */
  #remember() {
    const { root, plan, routine } = this.player.host
    if (!routine) return
    const shelf = routineOf(root)
    const before = shelf.load()
    const id = before?.plan === plan ? before.id : newId()
    shelf.save({ id, plan, days: routine.days, rule: routine.rule, minutes: minutesOf(this.#session) })
  }

  /** No session before the safety questions are answered again. */
  refused() {
    this.#end("player.stop", "player.stop-text")
    const { player } = this
    const link = player.find("screen-link")
    const { root, plan } = player.host
    link.textContent = player.say("player.screen")
    link.href = plan ? `${root}plan/#${plan}` : `${root}assessments/`
    link.hidden = false
    // What stands on the page behind was answered before: it goes, whatever this leads to.
    player.dialog.addEventListener("close", () =>
      link.href === location.href ? location.reload() : location.assign(link.href),
    )
    link.addEventListener("click", (/** @type {Event} */ event) => {
      event.preventDefault()
      player.close()
    })
  }

  /**
   * @param {string} title
   * @param {string} text
   */
  #end(title, text) {
    const { player } = this
    player.find("end-title").textContent = player.say(title)
    player.find("end-text").textContent = text ? player.say(text) : ""
    player.find("today-link").href = `${player.host.root}today/`
    player.find("tell-link").href = `${player.host.root}today/#today-send`
    player.to("end")
    player.told(player.say(title))
  }
}
