// What a session gives to ears and hands, each off until it is chosen, each missing where the browser has none; and the
// screen that stays awake. Voices are the device's own: one that would send the words away is not used.

/** @type {Record<string, [number, number]>} */
const TONES = { start: [660, 0.18], end: [880, 0.3], tick: [440, 0.06], beat: [330, 0.04] } // Hz, seconds
/** @type {Record<string, number[]>} */
const BUZZ = { start: [120], end: [200, 80, 200], tick: [], beat: [] } // ms
const LOUD = 0.25

export class Cues {
  /** @type {AudioContext | null} */
  #audio = null
  /** @type {WakeLockSentinel | null} */
  #lock = null
  #awake = false

  /** @param {Record<string, boolean>} choices voice, tones, buzz */
  constructor(choices) {
    this.choices = choices
  }

  static get canBuzz() {
    return typeof navigator.vibrate === "function"
  }

  /** The device's own voice for the page's language; null where there is none. */
  static get voice() {
    const language = document.documentElement.lang.slice(0, 2) || "en"
    const voices = globalThis.speechSynthesis?.getVoices() ?? []
    return voices.find((voice) => voice.localService && voice.lang.slice(0, 2) === language) ?? null
  }

  /** @param {string} text */
  say(text) {
    const { voice } = Cues
    if (!this.choices.voice || !voice) return
    const words = new SpeechSynthesisUtterance(text)
    words.voice = voice
    words.lang = voice.lang
    speechSynthesis.cancel() // what is late is of no use
    speechSynthesis.speak(words)
  }

  /** @param {"start" | "end" | "tick" | "beat"} name */
  sound(name) {
    if (this.choices.tones) this.#tone(...TONES[name])
    if (this.choices.buzz && Cues.canBuzz && BUZZ[name].length) navigator.vibrate(BUZZ[name])
  }

  /** Within a press: browsers let nothing sound before one. */
  unlock() {
    if (!this.choices.tones) return
    try {
      this.#audio ??= new AudioContext()
      this.#audio.resume()
    } catch {
      this.#audio = null
    }
  }

  /**
   * @param {number} pitch
   * @param {number} length
   */
  #tone(pitch, length) {
    const audio = this.#audio
    if (!audio) return
    const [source, volume, now] = [audio.createOscillator(), audio.createGain(), audio.currentTime]
    source.frequency.value = pitch
    volume.gain.setValueAtTime(LOUD, now)
    volume.gain.exponentialRampToValueAtTime(0.001, now + length)
    source.connect(volume).connect(audio.destination)
    source.start(now)
    source.stop(now + length)
  }

  /**
   * Keep the screen on, or let it go. Whoever comes back to the page asks again: hidden pages lose it.
   * @param {boolean} [wanted]
   */
  async awake(wanted = this.#awake) {
    this.#awake = wanted
    try {
      if (!wanted) await this.#lock?.release()
      else if (document.visibilityState === "visible" && (!this.#lock || this.#lock.released))
        this.#lock = (await navigator.wakeLock?.request("screen")) ?? null
    } catch {
      this.#lock = null // low battery, or not allowed: the session goes on
    }
  }

  stop() {
    this.awake(false)
    globalThis.speechSynthesis?.cancel()
    this.#audio?.close()
    this.#audio = null
  }
}
