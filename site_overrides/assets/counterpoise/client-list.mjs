// The brand kit's clients: added, given packs, removed; the last change undone.
//
//   [data-client] [data-client-pack]   the fields of a new one;  [data-clients]  where they are listed
//   [data-all] ticks all;  template[data-template=clients]
//   new ClientList(place, roster, packs, {template, say, tell, taken})   see pack-list.mjs
//   add()   drop(id)   give(id, pack)   undo()   paint()   ticked() -> clients   undoable(label, undo): of what is done elsewhere

import { freeName, looks, namesake, newId } from "./entries.mjs"
import { fill } from "./fill.mjs"
import { MOST } from "./roster.mjs"

export class ClientList {
  #place
  #roster
  #packs
  #tools
  #undo = null // {label, undo}

  constructor(place, roster, packs, tools) {
    this.#place = place
    this.#roster = roster
    this.#packs = packs
    this.#tools = tools
    this.paint()
  }

  #find = (name) => this.#place.querySelector(`[data-${name}]`)

  /** A name that is taken, or looks like one that is, asks first. */
  async add() {
    const [field, pack] = [this.#find("client"), this.#find("client-pack").value]
    const name = field.value.trim()
    field.focus()
    if (!looks(name)) return
    const list = this.#roster.list()
    const other = namesake(name, list)
    const free = freeName(name, list)
    const text = () => this.#tools.say("kit.taken", { name: other.name, free })
    const answer = other && (await this.#tools.taken(text(), { replace: true }))
    if (other && !answer) return
    const done = answer === "replace" ? this.give(other.id, pack) : this.#new({ id: newId(), kind: "client", name: free, pack }, list)
    if (done) field.value = ""
  }

  #new(client, list) {
    if (list.length >= MOST) return this.#tools.tell("kit.full", { most: MOST })
    return this.#change([[client.id, client]], "kit.client-added", client.name)
  }

  give(id, pack) {
    const client = this.#roster.find(id)
    if (!client) return this.paint()
    const label = this.#tools.say("kit.undo-pack", { name: client.name })
    return this.#change([[id, { ...client, pack }]], pack ? "kit.given" : "kit.taken-back", client.name, label)
  }

  drop(id) {
    const client = this.#roster.find(id)
    if (!client) return this.paint()
    this.#change([[id, null]], "kit.client-gone", client.name, this.#tools.say("kit.bring-back", { name: client.name }))
    this.#find("undo")?.focus()
  }

  undo() {
    this.#undo?.undo()
  }

  /** What undo() does from now on; without a label nothing. */
  undoable(label, undo) {
    this.#undo = label && { label, undo }
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
    this.#find("all").checked = this.#boxes.every((box) => box.checked)
  }

  paint() {
    const [list, packs] = [this.#roster.list(), this.#packs.list()]
    const ticked = new Set(this.#boxes.filter((box) => box.checked).map((box) => box.dataset.id))
    const focused = this.#focused()
    this.#find("clients").replaceChildren(fill(this.#tools.template("clients"), { list, packs, undo: this.#undo?.label }))
    for (const box of this.#boxes) box.checked = ticked.has(box.dataset.id)
    for (const [i, select] of [...this.#place.querySelectorAll("[data-clients] select")].entries()) select.value = known(packs, list[i].pack)
    if (focused) this.#find("clients").querySelector(focused)?.focus()
    this.#choices(packs)
  }

  /** The packs that a new client may have. */
  #choices(packs) {
    const choice = this.#find("client-pack")
    const was = choice.value
    const none = { id: "", name: this.#tools.say("kit.no-pack") }
    choice.replaceChildren(...[none, ...packs].map(({ id, name }) => new Option(name, id)))
    choice.value = known(packs, was)
  }

  get #boxes() {
    return [...this.#place.querySelectorAll("input[name=client]")]
  }

  #focused() {
    const { activeElement } = document
    const id = this.#find("clients").contains(activeElement) ? activeElement.dataset.id : undefined
    return id && `${activeElement.localName}[data-id="${CSS.escape(id)}"]`
  }

  #change(changes, word, name, label = null) {
    const back = this.#roster.change(changes)
    this.#tools.tell(back ? word : "kit.not-kept", { name })
    if (back) this.#undo = label && { label, undo: () => this.#back(back, name) }
    this.paint()
    return Boolean(back)
  }

  #back(changes, name) {
    const [[id]] = changes
    if (!this.#change(changes, "kit.client-back", name)) return
    this.#place.querySelector(`input[name=client][data-id="${CSS.escape(id)}"]`)?.focus()
  }
}

const known = (packs, id) => (packs.some((pack) => pack.id === id) ? id : "")
