// A session, full screen: a dialog over whatever page it was started on. It begins with all that it needs, so that it goes
// on without Python and without a network; what is kept on the way brings it back after a reload.
//
//   [data-screen=before|play|hurts|leave|after|end]   one is shown; [data-press=NAME] is what its buttons do
//   [data-said]                     what a screen reader says of a new phase, once
//   keys                            left and right: back and next; space: pause; up: the steps; H: it hurts
//   It sets                         data-at: the screen; data-kind: the phase; data-still: it stands still

import { addressOf } from "../build.mjs"
import { fill, sayings } from "../fill.mjs"
import { choicesOf, playingOf, Sessions } from "../kept/sessions.mjs"
import { cardOf, giveOwn } from "../result/card.mjs"
import { parsed } from "../trust.mjs"
import { After } from "./after.mjs"
import { Before } from "./before.mjs"
import * as clock from "./clock.mjs"
import { Cues } from "./cues.mjs"
import { Screen, styled } from "./screen.mjs"

const TICK = 100 // ms between two looks at the clock
const SWIPE = 60 // px
const KEEP = 1000 // ms
/** @type {Promise<Element> | undefined} */
let page

export class Player {
  /** @type {import("./clock.mjs").Session} */
  #session
  /** @type {import("./clock.mjs").State} */
  #state
  #phase = "" // the phase that was told last
  #second = -1
  #beat = ""
  #kept = 0
  #timer
  #left = new AbortController()
  /** @type {number[] | null} */
  #touch = null
  #opener = document.activeElement

  /** @param {import("./start.mjs").Host} host */
  static async open(host) {
    if (document.querySelector("dialog[data-player]")) return
    page ??= load()
    const [made] = await Promise.all([page, styled("player.css")]).catch((missing) => {
      page = undefined // another press tries anew
      throw missing
    })
    const dialog = /** @type {Part} */ (document.importNode(made, true))
    document.body.append(dialog)
    return new Player(dialog, host)
  }

  /**
   * @param {Part} dialog
   * @param {import("./start.mjs").Host} host
   */
  constructor(dialog, host) {
    this.dialog = dialog
    this.host = host
    this.say = sayings(dialog)
    this.sessions = new Sessions(host.root)
    this.playing = playingOf(host.root)
    this.choices = choicesOf(host.root).load() ?? { voice: false, tones: false, buzz: false, hands: false }
    this.cues = new Cues(this.choices)
    this.screen = new Screen(dialog, this.say)
    this.before = new Before(this)
    this.after = new After(this)
    const options = { signal: this.#left.signal }
    dialog.addEventListener("click", (event) => this.#pressed(event), options)
    document.addEventListener("keydown", (event) => this.#key(event), options)
    dialog.addEventListener("cancel", (event) => this.#escaped(event), options)
    dialog.addEventListener("pointerdown", (event) => (this.#touch = [event.clientX, event.clientY]), options)
    dialog.addEventListener("pointerup", (event) => this.#swiped(event), options)
    document.addEventListener("visibilitychange", () => this.#seen(), options)
    addEventListener("pagehide", () => this.#keep(), options)
    dialog.showModal()
    if (host.kept) this.#again(host.kept)
    else this.before.show()
  }

  /** @param {string} name */
  find(name) {
    return /** @type {Part} */ (this.dialog.querySelector(`[data-${name}]`))
  }

  /**
   * @param {string} name
   * @param {Record<string, any>} data
   */
  filled(name, data) {
    return fill(/** @type {Part} */ (this.dialog.querySelector(`template[data-template="${name}"]`)), data)
  }

  /** @param {string} name */
  to(name) {
    this.dialog.dataset.at = name
    for (const part of this.dialog.querySelectorAll("[data-screen]")) part.hidden = part.dataset.screen !== name
    const title = /** @type {Part} */ (this.dialog.querySelector(`[data-screen=${name}] h2`))
    title.focus({ preventScroll: true })
  }

  /** @param {string} text */
  told(text) {
    this.find("said").textContent = text
    this.cues.say(text)
  }

  // Going on

  /** @param {import("./clock.mjs").Session} session */
  start(session) {
    this.#session = session
    giveOwn(session.items)
    for (const { exercise } of session.items) cardOf(exercise).catch(() => {})
    this.cues.unlock()
    this.#state = clock.resume(clock.begin(session, this.choices.hands), performance.now())
    this.#run()
  }

  /** What a page was at when it was loaded again: it stands still until its person goes on. */
  #again({ session, state }) {
    const found = clock.restored(session, state)
    if (!found) return this.close()
    giveOwn(session.items)
    this.#session = session
    this.#state = found
    this.#run()
    this.told(this.say("player.hold-still"))
  }

  #run() {
    this.to("play")
    this.cues.awake(true)
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#tick(), TICK)
    this.#tick()
  }

  #tick() {
    const now = performance.now()
    this.#state = clock.step(this.#session, this.#state, now)
    if (this.#state.over) return this.finish()
    const view = clock.view(this.#session, this.#state, now)
    const at = `${this.#state.item}/${this.#state.phase}`
    if (at !== this.#phase) this.#turned(at, view)
    else if (view.running) this.#sounds(view)
    this.#second = view.left
    this.#beat = view.turn
    this.screen.show(this.#session, this.#state, view)
    if (now - this.#kept > KEEP) this.#keep()
  }

  /**
   * @param {string} at
   * @param {ReturnType<typeof clock.view>} view
   */
  #turned(at, view) {
    const first = at.split("/")[0] !== this.#phase.split("/")[0]
    this.#phase = at
    this.find("note").textContent = ""
    this.cues.sound(clock.isWork(view.phase) ? "start" : "end")
    this.told(this.screen.told(view, first))
    this.#keep()
  }

  /** The last three seconds, each hold, and the tempo. @param {ReturnType<typeof clock.view>} view */
  #sounds(view) {
    const { left, phase, rep, of, free } = view
    if (phase.kind !== "work" && left !== this.#second && left > 0 && left <= 3) {
      this.cues.sound("tick")
      if (this.choices.voice) this.cues.say(String(left))
    }
    if (!of || view.turn === this.#beat) return
    if (phase.kind === "hold") {
      this.cues.sound(free ? "end" : "start")
      return this.told(this.screen.within(view))
    }
    this.cues.sound("beat")
    if (!this.#beat.startsWith(`${rep} `)) this.cues.say(String(rep))
  }

  #seen() {
    if (document.visibilityState !== "visible") return this.#keep()
    this.cues.awake()
    if (this.dialog.dataset.at === "play") this.#tick()
  }

  /** @param {(now: number) => import("./clock.mjs").State} change */
  #change(change) {
    const now = performance.now()
    this.#state = clock.step(this.#session, this.#state, now)
    if (!this.#state.over) this.#state = change(now)
    this.#tick()
  }

  #keep() {
    if (
      !this.#session ||
      !this.#state ||
      this.#state.over ||
      !["play", "hurts", "leave"].includes(this.dialog.dataset.at)
    )
      return
    this.#kept = performance.now()
    const { plan, routine } = this.host
    const state = clock.pause(this.#state, this.#kept)
    this.playing.save({ at: Date.now(), page: location.pathname, plan, session: this.#session, state, routine })
  }

  // What is pressed

  /** @type {Record<string, (button: Part) => unknown>} */
  presses = {
    close: () => this.close(),
    "news-no": () => this.before.nothingNew(),
    "news-yes": () => this.refuse(),
    settled: ({ dataset }) => this.before.settled(dataset.answer),
    start: () => this.start(this.before.session),
    next: () => this.#change((now) => clock.next(this.#session, clock.resume(this.#state, now), now)),
    back: () => this.#change((now) => clock.back(this.#session, this.#state, now)),
    pause: () =>
      this.#change((now) =>
        this.#state.since === null ? clock.resume(this.#state, now) : clock.pause(this.#state, now),
      ),
    steps: () => this.#steps(),
    leave: () => this.#aside("leave"),
    hurts: () => this.#aside("hurts"),
    on: () => this.#on((now) => clock.resume(this.#state, now)),
    repeat: () => this.#on((now) => ({ ...clock.resume(this.#state, now), spent: 0, since: now })),
    skip: () => this.#on((now) => clock.skip(this.#session, clock.resume(this.#state, now), now)),
    easier: () => {
      this.#on((now) => clock.feel(this.#session, clock.resume(this.#state, now), "hurt", now))
      this.told(this.say("player.less-now"))
    },
    feel: ({ dataset }) => this.#felt(dataset.felt),
    end: () => this.finish(),
    "end-stop": () => this.finish(true),
    shape: (button) => this.after.shape(button),
  }

  /** @param {any} event */
  #pressed(event) {
    const button = event.target.closest("[data-press]")
    if (button) this.presses[button.dataset.press]?.(button)
    const choice = event.target.dataset?.choice
    if (choice) this.before.chose(choice, event.target.checked)
  }

  /** @param {(now: number) => import("./clock.mjs").State} change */
  #on(change) {
    this.to("play")
    this.#change(change)
    if (this.#state.over) return
    this.cues.awake(true)
  }

  /** Stand still on another screen. @param {"hurts" | "leave"} name */
  #aside(name) {
    const now = performance.now()
    this.#state = clock.pause(clock.step(this.#session, this.#state, now), now)
    if (this.#state.over) return this.finish()
    this.screen.show(this.#session, this.#state, clock.view(this.#session, this.#state, now))
    const stands = ["name", "line", "place"].map((part) => this.screen.find(part).textContent)
    this.find("stands").textContent = stands.filter(Boolean).join(" · ")
    this.to(name)
    this.#keep()
  }

  /** @param {any} felt */
  #felt(felt) {
    const sets = () => clock.phasesOf(this.#session, this.#state).map(({ seconds }) => seconds)
    const before = sets().join()
    this.#change((now) => clock.feel(this.#session, this.#state, felt, now))
    const changed = sets().join() !== before
    const said = this.say(changed ? (felt === "hard" ? "player.less" : "player.more") : "player.same")
    this.told(said)
    this.find("note").textContent = said
  }

  #steps() {
    const [steps, button] = [this.find("steps"), this.find("steps-button")]
    steps.hidden = !steps.hidden
    button.setAttribute("aria-expanded", String(!steps.hidden))
    ;(steps.hidden ? button : steps).focus()
  }

  /** @param {any} event */
  #key(event) {
    if (this.dialog.dataset.at !== "play" || event.altKey || event.ctrlKey || event.metaKey) return
    const press = { ArrowRight: "next", ArrowLeft: "back", ArrowUp: "steps", h: "hurts", " ": "pause" }[event.key]
    if (!press || (event.key === " " && event.target.closest("button"))) return
    event.preventDefault()
    this.presses[press](this.dialog)
  }

  /** @param {any} event */
  #escaped(event) {
    event.preventDefault()
    const { at } = this.dialog.dataset
    if (at === "play") this.#aside("leave")
    else if (at === "hurts" || at === "leave") this.presses.on(this.dialog)
    else if (at !== "after") this.close()
  }

  /** @param {any} event */
  #swiped({ clientX, clientY }) {
    if (!this.#touch || this.dialog.dataset.at !== "play" || !this.find("steps").hidden) return
    const [x, y] = [clientX - this.#touch[0], clientY - this.#touch[1]]
    this.#touch = null
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.presses[x < 0 ? "next" : "back"](this.dialog)
    else if (y < -SWIPE && Math.abs(y) > 2 * Math.abs(x)) this.#steps()
  }

  // The end

  /** Of all sets, or of some. @param {boolean} [sign] there was a stop sign */
  finish(sign = false) {
    clearInterval(this.#timer)
    this.cues.stop()
    const whole = this.#state.over && !sign
    this.#state = clock.end(this.#state)
    this.playing.erase()
    this.after.show(this.#session, this.#state, { whole, sign })
  }

  /** There is something new, or was a stop sign: no session before the safety questions are answered again. */
  refuse() {
    this.before.forget()
    this.after.refused()
  }

  close() {
    clearInterval(this.#timer)
    this.cues.stop()
    this.playing.erase()
    this.#left.abort()
    this.dialog.close()
    this.dialog.remove()
    if (this.#opener instanceof HTMLElement) this.#opener.focus()
  }
}

async function load() {
  const response = await fetch(addressOf("player.html"))
  if (!response.ok) throw new Error(String(response.status))
  const found = parsed(await response.text()).querySelector("[data-player]")
  if (!found?.querySelector("[data-words]")) throw new Error("cut short")
  return found
}
