// The brand kit's clients: added, given packs, removed; the last change undone.
//
//   [data-client] [data-client-pack]   the fields of a new one;  [data-clients]  where they are listed
//   [data-all] ticks all;  template[data-template=clients]
//   new ClientList(tool, roster, packs)   `tool`: the element around it
//   add()   drop(id)   give(id, pack)   undo()   paint()   ticked() -> clients   tell(told)   undoable(label, undo): of what is done elsewhere

import { freeName, looks, namesake, newId } from "../kept/entries.mjs"
import { MOST } from "./roster.mjs"
import { askTaken } from "./taken.mjs"

export class ClientList {
  #tool
  #roster
  #packs
  /** @type {{label: string, undo: () => void} | null} */
  #undo = null
  /** @type {Record<string, any>} */
  told = {} // client -> what replies come to

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {import("../kept/entries.mjs").Entries<import("./roster.mjs").Client>} roster
   * @param {import("../kept/entries.mjs").Entries<import("./packs.mjs").Pack>} packs
   */
  constructor(tool, roster, packs) {
    this.#tool = tool
    this.#roster = roster
    this.#packs = packs
    this.paint()
  }

  /** A name that is taken, or looks like one that is, asks first. */
  async add() {
    const [field, pack] = [this.#tool.find("client"), this.#tool.find("client-pack").value]
    const name = field.value.trim()
    field.focus()
    if (!looks(name)) return
    const list = this.#roster.list()
    const other = namesake(name, list)
    const free = freeName(name, list)
    const text = this.#tool.say("kit.taken", { name: other?.name, free })
    const answer = other ? await askTaken(this.#tool, text, { replace: true }) : "both"
    if (!answer) return
    const replaced = answer === "replace" && other
    const done = replaced
      ? this.give(replaced.id, pack)
      : this.#new({ id: newId(), kind: "client", name: free, pack }, list)
    if (done) field.value = ""
  }

  #new(client, list) {
    if (list.length >= MOST) return this.#tool.status("kit.full", { most: MOST })
    return this.#change([[client.id, client]], "kit.client-added", client.name)
  }

  give(id, pack) {
    const client = this.#roster.find(id)
    if (!client) return this.paint()
    const label = this.#tool.say("kit.undo-pack", { name: client.name })
    return this.#change([[id, { ...client, pack }]], pack ? "kit.given" : "kit.taken-back", client.name, label)
  }

  drop(id) {
    const client = this.#roster.find(id)
    if (!client) return this.paint()
    this.#change([[id, null]], "kit.client-gone", client.name, this.#tool.say("kit.bring-back", { name: client.name }))
    this.#tool.find("undo")?.focus()
  }

  undo() {
    this.#undo?.undo()
  }

  /**
   * What undo() does from now on; without a label nothing.
   * @param {string | null} label
   * @param {() => void} [undo]
   */
  undoable(label, undo) {
    this.#undo = label && undo ? { label, undo } : null
    this.paint()
  }

  /** @param {Record<string, any>} told */
  tell(told) {
    this.told = told
    this.paint()
  }

  ticked() {
    const ids = this.#boxes.filter((box) => box.checked).map((box) => box.dataset.id)
    return this.#roster.list().filter(({ id }) => ids.includes(id))
  }

  tickAll(all) {
    for (const box of this.#boxes) box.checked = all
  }

  /** A client was ticked or not. */
  tickedOne() {
    this.#tool.find("all").checked = this.#boxes.every((box) => box.checked)
  }

  paint() {
    const [list, packs] = [this.#roster.list(), this.#packs.list()]
    const shown = list.map((client) => ({ ...client, told: this.told[client.id] }))
    const ticked = new Set(this.#boxes.filter((box) => box.checked).map((box) => box.dataset.id))
    const focused = this.#focused()
    this.#tool
      .find("clients")
      .replaceChildren(this.#tool.filled("clients", { list: shown, packs, undo: this.#undo?.label }))
    for (const box of this.#boxes) box.checked = ticked.has(box.dataset.id)
    for (const [i, select] of [...this.#tool.querySelectorAll("[data-clients] select")].entries())
      select.value = known(packs, list[i].pack)
    if (focused) this.#tool.find("clients").querySelector(focused)?.focus()
    this.#choices(packs)
  }

  /** The packs that a new client may have. */
  #choices(packs) {
    const choice = this.#tool.find("client-pack")
    const was = choice.value
    const none = { id: "", name: this.#tool.say("kit.no-pack") }
    choice.replaceChildren(...[none, ...packs].map(({ id, name }) => new Option(name, id)))
    choice.value = known(packs, was)
  }

  get #boxes() {
    return [...this.#tool.querySelectorAll("input[name=client]")]
  }

  #focused() {
    const { activeElement } = document
    const id = this.#tool.find("clients").contains(activeElement) ? activeElement.dataset.id : undefined
    return id && `${activeElement.localName}[data-id="${CSS.escape(id)}"]`
  }

  #change(changes, word, name, label = null) {
    const back = this.#roster.change(changes)
    this.#tool.status(back ? word : "kit.not-kept", { name })
    if (back) this.#undo = label === null ? null : { label, undo: () => this.#back(back, name) }
    this.paint()
    return Boolean(back)
  }

  #back(changes, name) {
    const [[id]] = changes
    if (!this.#change(changes, "kit.client-back", name)) return
    this.#tool.querySelector(`input[name=client][data-id="${CSS.escape(id)}"]`)?.focus()
  }
}

const known = (packs, id) => (packs.some((pack) => pack.id === id) ? id : "")
