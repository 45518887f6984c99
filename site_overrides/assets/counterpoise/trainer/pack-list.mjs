// The builder's packs: plans saved on this device under a name, opened again, renamed, deleted; the last change undone.
//
//   [data-packs]       where they are listed;  template[data-template=packs]
//   [data-pack-name]   the field for a name
//   new PackList(tool, packs)   `tool`: the element around it
//   save(plan)   open(id) -> its pack, or undefined   rename(id)   remove(id)   undo()   forget()

import { freeName, looks, namesake, newId } from "../kept/entries.mjs"
import { MOST_PACKS } from "./packs.mjs"
import { askTaken } from "./taken.mjs"

/** @typedef {import("../kept/entries.mjs").Changes<import("./packs.mjs").Pack>} Changes */

export class PackList {
  #list
  #name
  #packs
  #tool
  /** @type {string | null} */
  #open = null // the id of the pack that is worked on
  /**
   * `open`: the pack that was worked on before.
   * @type {{ changes: Changes, name: string, label: string, open?: string | null } | null}
   */
  #undo = null

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {import("../kept/entries.mjs").Entries<import("./packs.mjs").Pack>} packs
   */
  constructor(tool, packs) {
    this.#list = tool.find("packs")
    this.#name = tool.find("pack-name")
    this.#packs = packs
    this.#tool = tool
    this.paint()
  }

  /** The open pack under its own name takes the plan; another's name asks first. Whether it is kept. */
  async save(plan) {
    const name = this.#name.value.trim()
    if (!looks(name)) return this.#ask("builder.name-it")
    const list = this.#packs.list()
    const own = list.find(({ id }) => id === this.#open)
    const other = namesake(
      name,
      list.filter((pack) => pack !== own),
    )
    const same = own && (own.name === name || (!other && looks(own.name) === looks(name)))
    if (same) return this.#put({ ...own, name, plan }, "builder.saved", own.name)
    const pack = { id: newId(), kind: "pack", name, plan }
    const full = list.length >= MOST_PACKS && (() => this.#tool.status("builder.full-packs", { most: MOST_PACKS }))
    if (!other) return full ? full() : this.#put(pack, "builder.saved")
    const free = freeName(name, list)
    const answer = await askTaken(this.#tool, this.#tool.say("builder.taken", { name: other.name, free }), {
      replace: true,
    })
    if (answer === "replace") return this.#put({ ...other, plan }, "builder.replaced")
    if (answer === "both") return full ? full() : this.#put({ ...pack, name: free }, "builder.saved")
    return false
  }

  open(id) {
    const pack = this.#packs.find(id)
    if (!pack) return undefined
    this.#name.value = pack.name
    this.#open = id
    return pack
  }

  /** The field holds the new name; as long as it does not, it is asked for. */
  async rename(id) {
    const [pack, wanted] = [this.#packs.find(id), this.#name.value.trim()]
    if (!pack) return this.paint() // gone in another tab
    if (!looks(wanted) || wanted === pack.name) return this.#ask("builder.rename", { name: pack.name })
    const others = this.#packs.list().filter((other) => other.id !== id)
    const [name, other] = [freeName(wanted, others), namesake(wanted, others)]
    const text = this.#tool.say("builder.taken", { name: other?.name, free: name })
    if (!other || (await askTaken(this.#tool, text, { replace: false })))
      this.#put({ ...pack, name }, "builder.renamed", pack.name, id === this.#open)
  }

  remove(id) {
    const pack = this.#packs.find(id)
    if (!pack) return this.paint()
    this.#change([[id, null]], "builder.deleted", pack.name, this.#tool.say("builder.bring-back", { name: pack.name }))
    this.#list.querySelector("[data-action=restore]")?.focus()
  }

  undo() {
    if (!this.#undo) return
    const { changes, name, open } = this.#undo
    const [[id]] = changes
    if (!this.#change(changes, "builder.restored", name)) return
    if (open !== undefined) this.#work(open)
    const load = this.#list.querySelector(`[data-action=load][data-id="${CSS.escape(id)}"]`)
    if (load) load.focus()
    else this.#name.focus()
  }

  /** A plan of no pack is worked on. */
  forget() {
    this.#name.value = ""
    this.#open = null
  }

  /** `was`: the name by which whoever undoes it knows the pack. `opens`: it is what is worked on from now. */
  #put(pack, word, was = pack.name, opens = true) {
    const there = Boolean(this.#packs.find(pack.id))
    const label = there ? this.#tool.say("builder.undo-change", { name: was }) : null
    if (!this.#change([[pack.id, pack]], word, pack.name, label)) return false
    if (this.#undo) this.#undo.open = this.#open
    this.#work(opens ? pack.id : this.#open)
    return true
  }

  /** The pack that is worked on, and its name in the field; none for null. */
  #work(id) {
    this.#open = id
    this.#name.value = (id && this.#packs.find(id)?.name) || ""
  }

  #ask(word, values) {
    this.#name.focus()
    this.#tool.status(word, values)
  }

  /**
   * With a `label` it can be undone until something else is done.
   * @param {Changes} changes
   * @param {string} word
   * @param {string} name
   * @param {string | null} [label]
   */
  #change(changes, word, name, label = null) {
    const back = this.#packs.change(changes)
    this.#tool.status(back ? word : "builder.not-kept", { name })
    if (back) this.#undo = label === null ? null : { changes: back, name, label }
    this.paint()
    return back
  }

  paint() {
    const count = (plan) => this.#tool.say("builder.count", { n: plan.items.length })
    const list = this.#packs.list().map(({ id, name, plan }) => ({ id, name, count: count(plan) }))
    this.#list.replaceChildren(this.#tool.filled("packs", { list, undo: this.#undo?.label }))
  }
}
