// All that a trainer keeps here, saved as a file and read from one: what a file would change is said first, then it is
// done whole, or not at all, and can be undone.
//
//   [data-preview-import]   a <dialog> whose button's value is import;  [data-news]  what it says;  template[data-template=news]
//   new Moving(tool, {roster, packs, kit}, rules, undoable)
//     `tool`: the element around it; `kit`: its shelf; `rules`: those of logo.mjs; undoable(label, undo): offer that; undoable(null): no more
//   text() -> the file's   read(file) -> whether anything was changed

import { changed, namesake, newId, undoing } from "../kept/entries.mjs"
import { saveAll } from "../kept/shelf.mjs"
import { encoded } from "./encoded.mjs"
import { checkedKit } from "./kit.mjs"
import { MOST } from "./roster.mjs"
import { answered } from "./taken.mjs"
import { exported, imported, merging } from "./transfer.mjs"

const MOST_NAMED = 5 // in one line of what is said

/** @typedef {import("./transfer.mjs").Here} Here */
/** @typedef {import("./kit.mjs").Kit} Kit */
/**
 * @template {import("../kept/entries.mjs").Entry} E
 * @typedef {import("../kept/entries.mjs").Entries<E>} Entries
 */
/**
 * @template T
 * @typedef {import("../kept/shelf.mjs").Shelf<T>} Shelf
 */

export class Moving {
  #tool
  #kept
  #rules
  #undoable

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {{ roster: Entries<Here["clients"][0]>, packs: Entries<Here["packs"][0]>, kit: Shelf<Kit> }} kept
   * @param {any} rules
   * @param {(label: string | null, undo?: () => void) => void} undoable
   */
  constructor(tool, kept, rules, undoable) {
    this.#tool = tool
    this.#kept = kept
    this.#rules = rules
    this.#undoable = undoable
  }

  /** @returns {Here} */
  get #here() {
    const { roster, packs, kit } = this.#kept
    return { clients: roster.list(), packs: packs.list(), kit: kit.load() }
  }

  text() {
    return exported(this.#here)
  }

  /** @param {File} file */
  async read(file) {
    const tell = (word, values) => this.#tool.status(word, values)
    const text = await file.text()
    const people = /^\s*[[{]/.test(text) ? null : await this.#people(file)
    if (people?.error) return tell("kit.no-table", { what: people.error })
    const found = imported(people?.text ?? text)
    if (found.fault !== undefined) return tell(`kit.${found.fault}`, { most: MOST })
    const { kit, lost } = await checkedKit(found.kit, this.#rules)
    const change = merging({ ...found, kit }, this.#here)
    const odd = found.odd + (lost ? 1 : 0)
    if (change.fault) return tell(`kit.${change.fault}`, { most: MOST })
    if (people?.unknown.length && change.news.length) change.news.push({ how: "no-pack", names: people.unknown })
    if (!change.news.length) return tell(odd ? "kit.nothing-usable" : "kit.nothing-new")
    if (!(await this.#agreed(change.news, odd))) return tell("kit.not-imported")
    const here = this.#here // another tab may have changed it while the question stood
    const undo = {
      clients: undoing(here.clients, change.clients),
      packs: undoing(here.packs, change.packs),
      kit: change.kit && here.kit,
    }
    const withKit = Boolean(change.kit)
    if (!this.#bring(change, withKit)) return false
    this.#undoable(this.#tool.say("kit.undo-import"), () => this.#back(undo, withKit))
    tell("kit.imported", { what: this.#counted(change) })
    return true
  }

  /**
   * A table of clients, and of their packs by name, as the text of a saved file; and the packs that are not here. Who is
   * here already stays who they are.
   * @param {File} file
   */
  async #people(file) {
    const tool = this.#tool
    const words = JSON.parse(tool.querySelector("template[data-own-words]").content.textContent)
    tool.start()
    const told = await tool.engine.table({ kind: "clients", bytes: await encoded(file), words }).catch(() => null)
    const { clients, packs } = this.#here
    /** @type {Set<string>} */
    const unknown = new Set()
    const people = (told?.clients ?? []).map((/** @type {{ name: string, pack: string }} */ { name, pack }) => {
      const there = namesake(name, clients) ?? { id: newId(), name, pack: "" }
      const known = pack && namesake(pack, packs)?.id
      if (pack && !known) unknown.add(pack)
      return { ...there, pack: known || there.pack }
    })
    const text = people.length ? exported({ clients: people, packs: [], kit: null }) : ""
    return { text, unknown: [...unknown], error: told ? told.error : tool.say("kit.no-reader") }
  }

  #agreed(news, odd) {
    const lines = news.map((one) => this.#said(one))
    if (odd) lines.push(this.#tool.say("kit.import.odd", { n: odd }))
    this.#tool.find("news").replaceChildren(this.#tool.filled("news", { lines }))
    return answered(this.#tool.find("preview-import"))
  }

  /** One line of what would change; of many names the first few. */
  #said({ how, names, to }) {
    const { say } = this.#tool
    const some = names
      .slice(0, MOST_NAMED)
      .map((name) => `“${name}”`)
      .join(", ")
    const more = names.length - MOST_NAMED
    return say(`kit.import.${how}`, {
      n: names.length,
      names: more > 0 ? say("kit.import.more", { some, n: more }) : some,
      to,
    })
  }

  #counted({ clients, packs, kit }) {
    const { say } = this.#tool
    const parts = [
      ["clients", clients.length],
      ["packs", packs.length],
      ["kit", kit ? 1 : 0],
    ].filter(([, n]) => n)
    return parts.map(([word, n]) => say(`kit.count.${word}`, { n })).join(", ")
  }

  #back(undo, withKit) {
    if (!this.#bring(undo, withKit)) return
    this.#undoable(null)
    this.#tool.status("kit.import-undone")
  }

  /** Keep what a file brings, or its undoing; false when nothing of it was kept. */
  #bring({ clients, packs, kit }, withKit) {
    const { roster, packs: packs_, kit: shelf } = this.#kept
    const here = this.#here
    /** @type {[import("../kept/shelf.mjs").Shelf<any>, any][]} */
    const pairs = []
    pairs.push([packs_.shelf, changed(here.packs, packs)], [roster.shelf, changed(here.clients, clients)])
    if (withKit) pairs.push([shelf, kit])
    const kept = saveAll(pairs)
    if (!kept) this.#tool.status("kit.nothing-kept")
    return kept
  }
}
