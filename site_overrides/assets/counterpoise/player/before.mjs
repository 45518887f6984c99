// Before a session: whether anything is new, where that is due; how the morning after the last one was; then what is to be
// done, why it is more or less than the last time, and what ears and hands get.

import { peopleOf } from "../kept/people.mjs"
import { choicesOf } from "../kept/sessions.mjs"
import { AnswerShelf } from "../kept/shelf.mjs"
import { minutesOf } from "./clock.mjs"
import { Cues } from "./cues.mjs"

const LATE = 8 * 1000 // ms; whoever waits hears by then

export class Before {
  /** @type {import("./clock.mjs").Session} */
  session
  #title = ""

  /** @param {import("./player.mjs").Player} player */
  constructor(player) {
    this.player = player
  }

  show() {
    const { player } = this
    player.to("before")
    this.#title = player.find("title").textContent
    player.find("alone").hidden = Boolean(player.host.plan)
    this.#part(player.host.due ? "news" : "")
    if (!player.host.due) this.nothingNew()
  }

  async nothingNew() {
    const late = setTimeout(() => this.#lost(), LATE)
    const session = await this.player.host.compile().catch(() => null)
    clearTimeout(late)
    if (!this.player.dialog.open) return
    if (!session) return this.#lost()
    if (session.stop) return this.player.refuse()
    this.session = session
    this.player.find("title").textContent = this.#title
    if (session.ask) this.#part("settled")
    else this.#ready()
  }

  /** @param {string} answer */
  async settled(answer) {
    const { sessions } = this.player
    const { last } = sessions
    if (last?.value) sessions.put({ ...last.value, settled: answer }, last.id)
    if (answer === "stop") return this.player.refuse()
    await this.nothingNew()
  }

  /** What was answered before counts no more: whatever asks next asks all of it. */
  forget() {
    const { root } = this.player.host
    peopleOf(root).shelf.erase()
    for (const answers of AnswerShelf.all(root)) answers.erase()
  }

  #ready() {
    const { player, session } = this
    const { say } = player
    const text = (/** @type {string} */ name, /** @type {string | null | undefined} */ words) => {
      player.find(name).textContent = words ?? ""
    }
    text("number", session.progress?.title)
    text("why", session.why)
    text("time", say("player.minutes", { n: minutesOf(session) }))
    const rows = session.items.map(({ title, parts, phases }) => {
      const sides = phases.planned.some(({ turn }) => turn)
      return player.filled("row", { title, amount: parts.slice(0, sides ? 2 : 1).join(", ") })
    })
    player.find("list").replaceChildren(...rows)
    for (const box of player.dialog.querySelectorAll("[data-choice]")) box.checked = player.choices[box.dataset.choice]
    player.dialog.querySelector("[data-choice-of=buzz]").hidden = !Cues.canBuzz
    this.#part("ready")
    player.find("go").focus({ preventScroll: true })
  }

  /**
   * @param {string} name
   * @param {boolean} on
   */
  chose(name, on) {
    const { player } = this
    player.choices[name] = on
    choicesOf(player.host.root).save(player.choices)
    player.find("silent").hidden = !player.choices.voice || Cues.voice !== null
    if (name === "tones") player.cues.unlock()
  }

  #lost() {
    const { player } = this
    this.#part("")
    player.find("title").textContent = player.say("player.offline")
  }

  /** @param {string} name the part that is shown */
  #part(name) {
    for (const part of ["news", "settled", "ready"]) this.player.find(part).hidden = part !== name
    this.player.find("news-foot").hidden = name !== "news"
    this.player.find("go").hidden = name !== "ready"
    this.player.find("scroll").scrollTop = 0
  }
}
