// One screen an exercise: its figure, where in it one is, and one number that is read from afar.

import { addressOf } from "../build.mjs"
import { cardOf } from "../result/card.mjs"
import { isWork, waits } from "./clock.mjs"

/** @typedef {import("./clock.mjs").Phase} Phase */

export class Screen {
  #drawn = "" // the exercise that stands there
  #paced = "" // how fast it was told to move

  /**
   * @param {Part} dialog
   * @param {import("../fill.mjs").Say} say
   */
  constructor(dialog, say) {
    this.dialog = dialog
    this.say = say
  }

  /** @param {string} name */
  find(name) {
    return /** @type {Part} */ (this.dialog.querySelector(`[data-screen=play] [data-${name}]`))
  }

  /**
   * @param {import("./clock.mjs").Session} session
   * @param {import("./clock.mjs").State} state
   * @param {ReturnType<typeof import("./clock.mjs").view>} view
   */
  show(session, state, view) {
    const { phase, item } = view
    this.#text("name", item.title)
    this.#text("line", this.#line(phase, item))
    this.#text("given", item.note ?? "")
    this.#text("place", this.say("player.place", { n: state.item + 1, of: session.items.length }))
    const ready = waits(phase, state.hands) && phase.kind === "ready"
    this.#text("big", ready ? "" : bigOf(view))
    this.#text("under", ready ? this.say("player.kind.ready") : this.#under(view))
    this.#text("pause", this.say(view.running ? "player.pause" : "player.on"))
    this.#text("next-button", this.say(ready ? "player.go" : "player.next"))
    this.dialog.dataset.kind = view.free ? "release" : phase.kind
    this.dialog.toggleAttribute("data-still", !view.running)
    this.find("figure").dataset.side = phase.side ?? ""
    this.find("track").hidden = !view.beat
    this.find("dot").style.transform = `translateX(${view.share * 100}%)`
    if (this.#drawn !== item.exercise) {
      this.#limits(item)
      this.#figure(item)
    }
    this.#pace(view)
  }

  /**
   * Written only when it changes: what stands there is read from there.
   * @param {string} name
   * @param {string} text
   */
  #text(name, text) {
    const part = this.find(name)
    if (part.textContent !== text) part.textContent = text
  }

  /**
   * @param {Phase} phase
   * @param {import("./clock.mjs").Item} item
   */
  #line(phase, item) {
    const side = phase.side && this.say("player.turn", { side: this.say(`player.side.${phase.side}`), n: phase.turn })
    const set = item.sets > 1 && this.say("player.set", { n: phase.set, of: item.sets })
    return [side, set].filter(Boolean).join(" · ")
  }

  /** @param {ReturnType<typeof import("./clock.mjs").view>} view */
  #under({ phase, beat, of, rep, free }) {
    const dotted = (/** @type {string[]} */ ...parts) => parts.join(" · ")
    if (beat) return dotted(this.say("player.rep", { n: of }), this.say(`player.beat.${beat}`))
    if (phase.metres !== null) return this.say("player.metres")
    if (free) return this.say("player.let-go", { n: rep + 1, of })
    if (phase.kind === "hold" && of > 1) return this.say("player.hold-of", { n: rep, of })
    if (of > 1 && phase.kind === "work") return this.say("player.rep", { n: of })
    const kind = this.say(`player.kind.${phase.kind}`)
    return isWork(phase) ? dotted(kind, this.say("player.seconds")) : kind
  }

  /**
   * What is said aloud when a phase begins, once.
   * @param {ReturnType<typeof import("./clock.mjs").view>} view
   * @param {boolean} first whether its exercise begins
   */
  told({ phase, item }, first) {
    const side = phase.side && this.say(`player.side.${phase.side}`)
    const parts = [
      first && item.title,
      ...(first ? (item.mind ?? []).map((text) => text.replace(/\.$/, "")) : []),
      this.say(`player.kind.${phase.kind}`),
      isWork(phase) || phase.kind === "switch" || first ? side : null,
      first && item.sets > 1 && this.say("player.set", { n: phase.set, of: item.sets }),
      this.#amount(phase),
    ]
    return `${parts.filter(Boolean).join(". ")}.`
  }

  /**
   * What is said aloud within a set: each of its holds, and to let go after it.
   * @param {ReturnType<typeof import("./clock.mjs").view>} view
   */
  within({ rep, of, free }) {
    return free ? this.say("player.let-go", { n: rep + 1, of }) : this.say("player.told-hold-of", { n: rep, of })
  }

  /** @param {Phase} phase */
  #amount({ kind, count: n, seconds, release = 0, metres }) {
    if (metres !== null) return this.say("player.told-metres", { n: metres })
    if (kind === "hold" && n > 1) return this.say("player.told-holds", { n, hold: (seconds + release) / n - release })
    if (kind === "hold") return this.say("player.told-hold", { n: seconds })
    if (kind === "work") return this.say("player.told-count", { n })
    return kind === "rest" ? this.say("player.told-seconds", { n: seconds }) : null
  }

  /**
   * What a caution says of how it is done stands above all else, whatever else is shown.
   * @param {import("./clock.mjs").Item} item
   */
  #limits({ mind = [] }) {
    const place = this.find("limits")
    place.hidden = !mind.length
    place.replaceChildren(...mind.map((text) => Object.assign(document.createElement("p"), { textContent: text })))
  }

  // The figure

  /** @param {import("./clock.mjs").Item} item */
  async #figure({ exercise, sent }) {
    this.#drawn = exercise
    const [place, steps] = [this.find("figure"), this.find("steps")]
    place.replaceChildren()
    steps.replaceChildren()
    const card = await cardOf(exercise, true).catch(() => null)
    if (!card || this.#drawn !== exercise) return
    steps.append(...[card.setup, card.movement].filter(Boolean))
    if (sent) steps.appendChild(document.createElement("p")).textContent = sent.mark
    if (!card.figure) return
    await styled(`figures/x-${exercise}.css`)
    if (this.#drawn !== exercise) return
    apart(card.figure)
    place.replaceChildren(card.figure)
    this.#paced = ""
  }

  /**
   * The figure moves as fast as the repetition, and stands while one holds, rests or pauses. What moves is asked for anew
   * at each turn: a figure that was hidden meanwhile has other movements.
   * @param {ReturnType<typeof import("./clock.mjs").view>} view
   */
  #pace({ phase, running, of, free }) {
    const moving = running && phase.kind === "work"
    const cycle = of ? (phase.seconds * 1000) / of : 0
    const pace = `${phase.kind} ${running} ${cycle} ${free}`
    if (pace === this.#paced) return
    this.#paced = pace
    for (const move of this.find("figure").getAnimations({ subtree: true })) {
      const once = Number(move.effect?.getTiming().duration) || 0
      if (cycle && once) move.playbackRate = (2 * once) / cycle
      if (moving && move.playState !== "running") move.play()
      if (!moving && move.playState === "running") move.pause()
      if (phase.kind === "hold" && once) move.currentTime = free ? 0 : once
    }
  }
}

/** @param {ReturnType<typeof import("./clock.mjs").view>} view */
function bigOf({ phase, left, rep }) {
  if (phase.metres !== null) return String(phase.metres)
  return String(phase.kind === "work" && rep ? rep : left)
}

/** @type {Map<string, Promise<unknown>>} */
const styles = new Map()

/**
 * A style of this build, fetched once; one that does not arrive is done without.
 * @param {string} name
 */
export function styled(name) {
  const link = document.createElement("link")
  const done =
    styles.get(name) ?? new Promise((resolve) => ["load", "error"].map((on) => link.addEventListener(on, resolve)))
  if (!styles.has(name)) {
    styles.set(name, done)
    Object.assign(link, { rel: "stylesheet", href: addressOf(name) })
    document.head.append(link)
  }
  return done
}

/**
 * The same figure may stand on the page behind: its names are its own here.
 * @param {Element} figure
 */
function apart(figure) {
  for (const part of figure.querySelectorAll("[id]")) part.id = `player-${part.id}`
  for (const part of figure.querySelectorAll("[href^='#']"))
    part.setAttribute("href", `#player-${/** @type {string} */ (part.getAttribute("href")).slice(1)}`)
  for (const part of figure.querySelectorAll("[aria-labelledby]"))
    part.setAttribute("aria-labelledby", part.getAttribute("aria-labelledby").replace(/\S+/g, "player-$&"))
}
