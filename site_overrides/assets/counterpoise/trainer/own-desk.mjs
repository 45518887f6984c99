// The trainer's own exercises in the builder: written, changed, copied, deleted and brought back, saved as a file.
//
//   [data-action=own-new|own-edit|own-copy|own-delete|own-undo|own-save] data-id;  [data-own-undo] and its text
//   new OwnDesk(tool, own, {add, renew, paint})   add(item): into the plan; renew(own): in the plan, too

import { newId } from "../kept/entries.mjs"
import { soundWords } from "../kept/own.mjs"
import { Photos } from "../kept/photos.mjs"
import { fileOf } from "./own-file.mjs"
import { OwnForm } from "./own-form.mjs"
import { saveText } from "./save.mjs"

/** @typedef {import("../kept/own.mjs").Value} Value */

/** What of it a plan holds. */
const wordsOf = (/** @type {Value} */ value) => /** @type {import("./packs.mjs").Own} */ (soundWords(value))

export class OwnDesk {
  #tool
  #own
  #form
  #photos
  #then
  /** @type {[string, Value | null][] | null} */
  #undo = null

  /**
   * @param {import("../element.mjs").Tool & { status: (word: string, values?: any) => void }} tool
   * @param {import("../kept/own.mjs").OwnExercises} own
   * @param {{ add: (item: import("./packs.mjs").Item) => unknown, renew: (own: import("./packs.mjs").Own) => void,
   *   paint: () => void }} then
   */
  constructor(tool, own, then) {
    this.#tool = tool
    this.#own = own
    this.#then = then
    this.#photos = new Photos(tool.root)
    this.#form = new OwnForm(tool)
  }

  /** A new one, or one like `from`, into the plan as well. */
  async write(from = {}) {
    const found = await this.#form.ask(from)
    if (!found || found === "delete") return
    const { value, photos, once } = found
    const id = newId()
    const kept = !once && (await this.#keep([[id, value]], "builder.own-kept", { [id]: photos }))
    const own = kept ? { id, ...wordsOf(value) } : wordsOf(value) // where there is no room, the plan has it still
    if (!this.#then.add({ own, dose: value.dose }) && once)
      this.#keep([[id, value]], "builder.own-kept", { [id]: photos }) // and where the plan has none, it is kept
  }

  /** @param {string} id */
  async edit(id) {
    const kept = this.#own.find(id)
    if (!kept) return this.#then.paint()
    const found = await this.#form.ask(kept.value, { photos: await this.#photos.of(id), kept: true })
    if (found === "delete") return this.remove(id)
    if (!found) return
    await this.#keep([[id, found.value]], "builder.own-kept", { [id]: found.photos })
    this.#then.renew({ id, ...wordsOf(found.value) })
  }

  /** @param {string} id */
  copy(id) {
    const kept = this.#own.find(id)
    if (kept) return this.write({ ...kept.value, title: "" })
  }

  /** @param {string} id */
  remove(id) {
    const kept = this.#own.find(id)
    const { title = "" } = kept?.value ?? {}
    const back = this.#tool.say("builder.own-bring-back", { title })
    if (kept) this.#keep([[id, null]], "builder.own-deleted", {}, back, title)
  }

  /**
   * Those of a table, all or none.
   * @param {Value[]} values
   */
  bring(values) {
    return this.#keep(
      values.map((value) => [newId(), value]),
      "builder.own-brought",
      {},
      this.#tool.say("builder.own-all-brought", { n: values.length }),
    )
  }

  undo() {
    if (!this.#undo) return
    const back = this.#undo
    this.#undo = null
    this.#keep(back, "builder.own-undone", {}, "")
  }

  /** All of them as a file, which the builder reads again, and `counterpoise import` makes cards of. */
  save() {
    const list = this.#own.list().map(({ value }) => value)
    saveText(fileOf(list), "application/json", "own-exercises.json")
    this.#tool.status("builder.own-saved", { n: list.length })
  }

  /**
   * @param {[string, Value | null][]} pairs
   * @param {string} word
   * @param {Record<string, string[]>} photos
   * @param {string | null} [undo] what undoing it is called; "": it cannot be undone any more
   * @param {string} [title]
   */
  async #keep(pairs, word, photos, undo = null, title = pairs[0][1]?.title ?? "") {
    const back = this.#own.put(pairs)
    if (!back) {
      this.#tool.status("builder.not-kept")
      return false
    }
    let told = word
    for (const [id, urls] of Object.entries(photos))
      await this.#photos.put(id, urls).catch(() => {
        if (urls.length) told = "builder.photo-no-room"
      })
    this.#tool.status(told, { title })
    if (undo !== null) this.#offer(undo ? back : null, undo)
    this.#then.paint()
    return true
  }

  #offer(back, about) {
    this.#undo = back
    const button = this.#tool.find("own-undo")
    button.hidden = !back
    if (back) button.textContent = about
  }
}
