// The builder's packs: plans saved on this device under a name, opened again, renamed, deleted and brought back.
//
//   [data-packs]       where they are listed;  template[data-template=packs]
//   [data-pack-name]   the field for a name
//   new PackList(place, packs, {template, say, tell})   tell(word, values): what happened
//   save(plan)   open(name) -> its plan, or undefined   rename(name)   remove(name)   restore()

import { fill } from "./fill.mjs"

export class PackList {
  #list
  #name
  #packs
  #tools
  #gone = null // the pack that was deleted last

  constructor(place, packs, tools) {
    this.#list = place.querySelector("[data-packs]")
    this.#name = place.querySelector("[data-pack-name]")
    this.#packs = packs
    this.#tools = tools
    this.#paint()
  }

  save(plan) {
    const name = this.#name.value.trim()
    if (!name) return this.#ask("builder.name-it")
    this.#done(this.#packs.put([{ name, plan }]), "builder.saved", name)
  }

  open(name) {
    const pack = this.#find(name)
    if (pack) this.#name.value = name
    return pack?.plan
  }

  /** The field holds the new name; as long as it does not, it is asked for. */
  rename(name) {
    const wanted = this.#name.value.trim()
    if (!wanted || wanted === name) return this.#ask("builder.rename", { name })
    this.#done(this.#packs.rename(name, wanted), "builder.renamed", wanted)
  }

  remove(name) {
    const gone = this.#find(name)
    this.#done(this.#packs.remove(name), "builder.deleted", name, gone)
    this.#list.querySelector("[data-action=restore]").focus()
  }

  restore() {
    const { name } = this.#gone
    this.#done(this.#packs.put([this.#gone]), "builder.restored", name)
    this.#list.querySelector(`[data-action=load][data-name="${CSS.escape(name)}"]`)?.focus()
  }

  forget() {
    this.#name.value = ""
  }

  #find(name) {
    return this.#packs.list().find((pack) => pack.name === name)
  }

  #ask(word, values) {
    this.#name.focus()
    this.#tools.tell(word, values)
  }

  /** `gone` can be brought back until something else is done. */
  #done(kept, word, name, gone = null) {
    this.#tools.tell(kept ? word : "builder.not-kept", { name })
    if (kept) this.#gone = gone
    this.#paint()
  }

  #paint() {
    const { template, say } = this.#tools
    const list = this.#packs.list().map(({ name, plan }) => ({ name, count: say("builder.count", { n: plan.items.length }) }))
    this.#list.replaceChildren(fill(template("packs"), { list, gone: this.#gone?.name }))
  }
}
