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
  /** @type {{ pairs: import("../kept/own.mjs").Changes, photos: Record<string, string[]> } | null} */
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
    this.#photos.keepOnly(() => own.list().map(({ id }) => id)).catch(() => {}) // a browser that refuses has none
  }

  /** A new one, or one like `from`, into the plan as well. */
  async write(from = {}) {
    const found = await this.#form.ask(from)
    if (!found || found === "delete") return
    const { value, photos, once } = found
    const id = newId()
    const keep = () => this.#keep([[id, value]], "builder.own-kept", { photos: { [id]: photos } })
    const kept = !once && (await keep())
    const own = kept ? { id, ...wordsOf(value) } : wordsOf(value) // where there is no room, the plan has it still
    if (!this.#then.add({ own, dose: value.dose }) && once) keep() // and where the plan has none, it is kept
  }

  /** @param {string} id */
  async edit(id) {
    const kept = this.#own.find(id)
    if (!kept) return this.#then.paint()
    const found = await this.#form.ask(kept.value, { photos: await this.#photos.of(id), kept: true })
    if (found === "delete") return this.remove(id)
    if (!found) return
    const undo = this.#tool.say("builder.undo-change", { name: kept.value.title })
    await this.#keep([[id, found.value]], "builder.own-kept", { photos: { [id]: found.photos }, undo })
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
    const undo = this.#tool.say("builder.own-bring-back", { title })
    if (kept) return this.#keep([[id, null]], "builder.own-deleted", { undo, title })
  }

  /**
   * Those of a table, all or none.
   * @param {Value[]} values
   */
  bring(values) {
    const undo = this.#tool.say("builder.own-all-brought", { n: values.length })
    return this.#keep(
      values.map((value) => [newId(), value]),
      "builder.own-brought",
      { undo },
    )
  }

  async undo() {
    if (!this.#undo) return
    const { pairs, photos } = this.#undo
    this.#undo = null
    const done = (await this.#keep(pairs, "builder.own-undone", { photos, undo: "" })) ?? []
    for (const [id, , value] of done) if (value) this.#then.renew({ id, ...wordsOf(value) })
  }

  /** All of them as a file, which the builder reads again, and `counterpoise import` makes cards of. */
  save() {
    const list = this.#own.list().map(({ value }) => value)
    saveText(fileOf(list), "application/json", "own-exercises.json")
    this.#tool.status("builder.own-saved", { n: list.length })
  }

  /**
   * Keep them, or other versions of them; those that are deleted lose their photos, which undoing it brings back. What
   * undoes it: of nothing that another tab changed; null where it is not kept.
   * @param {import("../kept/own.mjs").Changes} pairs
   * @param {string} word
   * @param {{ photos?: Record<string, string[]>, undo?: string | null, title?: string }} [how]
   *   `undo`: what undoing it is called; "": it cannot be undone any more; null: what was done before still can
   */
  async #keep(pairs, word, { photos = {}, undo = null, title = pairs[0][1]?.title ?? "" } = {}) {
    const none = Object.fromEntries(pairs.flatMap(([id, value]) => (value ? [] : [[id, []]])))
    const wanted = { ...none, ...photos }
    const had = await Promise.all(Object.keys(wanted).map(async (id) => [id, await this.#photos.of(id)]))
    const were = Object.fromEntries(had)
    const back = this.#own.put(pairs)
    if (!back) {
      this.#tool.status("builder.not-kept")
      return null
    }
    let told = word
    for (const [id] of back)
      if (wanted[id]?.length || were[id]?.length)
        await this.#photos.put(id, wanted[id]).catch(() => {
          if (wanted[id].length) told = "builder.photo-no-room"
        })
    this.#tool.status(told, { title })
    if (undo !== null) this.#offer(undo ? { pairs: back, photos: were } : null, undo)
    this.#then.paint()
    return back
  }

  #offer(undo, about) {
    this.#undo = undo
    const button = this.#tool.find("own-undo")
    button.hidden = !undo
    if (undo) button.textContent = about
  }
}
