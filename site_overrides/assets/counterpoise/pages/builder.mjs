// <counterpoise-builder>: a trainer puts a plan together; Python says what of it is safe for this client.
//
// Given        data-bundle-url, data-root (to the site's start), data-brand, data-logo-rules (JSON: those of logo.mjs)
// Inside it    [data-tool] [data-failed] [data-status] [data-blocked] [data-items] [data-empty] [data-adds] [data-days]
//              [data-growth] [data-note] [data-clients] [data-undo] template[data-template=items|adds],
//              template[data-words], [data-aside], and what cautions.mjs, picker.mjs, own-desk.mjs, handing.mjs,
//              pack-list.mjs, item-list.mjs list
//              [data-action=add|star|remove|up|down|swap|new|undo|load|rename|delete|restore|retry|table|own-...] with
//              data-exercise, data-id
// It sets      data-engine: idle | loading | ready | failed; data-busy while Python is asked about the plan
// Address      #add=EXERCISE puts one in, #pack=ID opens a pack, #start=EXERCISE,...&name=NAME a plan of these

import { Tool } from "../element.mjs"
import { OwnExercises } from "../kept/own.mjs"
import { tookAside } from "../kept/shelf.mjs"
import { Cautions } from "../trainer/cautions.mjs"
import { Draft } from "../trainer/draft.mjs"
import { Handing } from "../trainer/handing.mjs"
import { ItemList } from "../trainer/item-list.mjs"
import { OwnDesk } from "../trainer/own-desk.mjs"
import { PackList } from "../trainer/pack-list.mjs"
import * as packs from "../trainer/packs.mjs"
import { Picker } from "../trainer/picker.mjs"
import { markRefused } from "../trainer/refused.mjs"
import { rosterOf } from "../trainer/roster.mjs"
import { TableDesk } from "../trainer/table-desk.mjs"
import { toast } from "../trainer/toast.mjs"
import { amountOf, written } from "../trainer/typed.mjs"

const NOTHING = /** @type {any} */ ({ exercises: [], wrong: [], adds: [], text: null }) // what no reply tells

class Builder extends Tool {
  actions = {
    add: (button) => this.#added(button),
    star: (button) => this.#picker.star(button),
    remove: (button) => this.#remove(this.#list.at(button)),
    up: (button) => this.#move(this.#list.at(button), -1),
    down: (button) => this.#move(this.#list.at(button), 1),
    swap: (button) => this.#swap(button),
    new: () => this.#anew(),
    undo: () => this.#undo(),
    load: ({ dataset }) => this.#load(dataset.id),
    rename: ({ dataset }) => this.#packs.rename(dataset.id),
    delete: ({ dataset }) => this.#packs.remove(dataset.id),
    restore: () => this.#packs.undo(),
    retry: () => this.#retry(),
    "own-new": () => this.#desk.write(),
    "own-edit": ({ dataset }) => this.#desk.edit(dataset.id),
    "own-copy": ({ dataset }) => this.#desk.copy(dataset.id),
    "own-undo": () => this.#desk.undo(),
    "own-save": () => this.#desk.save(),
    table: () => this.#table.open(),
  }
  #cautions = new Cautions(this)
  #draft
  #packs
  #list
  #picker
  #handing
  #desk
  #table
  /** @type {any} what PlanChecked is, with its messages told; null while nothing was */
  #told = null
  #asked = 0
  /** @type {Promise<unknown>} */
  #judged = Promise.resolve()

  begin() {
    const { root } = this
    const [own, kept] = [new OwnExercises(root), packs.packsOf(root)]
    this.#draft = new Draft(root, packs.empty())
    this.on("change", (event) => this.#changed(event.target))
    this.on("submit", (event) => this.#submitted(event))
    this.on("hashchange", () => this.#adopt(), window)
    this.find("tool").hidden = false
    this.#list = new ItemList(this)
    this.#packs = new PackList(this, kept)
    this.#picker = new Picker(this, own)
    this.#picker.paint()
    this.#handing = new Handing(this, (at) => {
      const found = this.#plan.items[at]?.own
      return found ? { id: found.id, video: own.find(found.id)?.value.video } : null
    })
    this.#desk = new OwnDesk(this, own, {
      add: (item) => this.#add(item),
      renew: (words) => this.#put(packs.renewed(this.#plan, words)),
      paint: () => this.#picker.paint(),
    })
    this.#table = new TableDesk(this, (values) => this.#desk.bring(values))
    this.meets({ shelves: [kept.shelf, own.shelf, this.#draft.shelf] }, () => this.#elsewhere())
    this.#take(this.#plan)
    this.start()
    this.#adopt()
    const clients = rosterOf(root)
      .list()
      .map(({ name }) => new Option(name))
    this.find("clients").replaceChildren(...clients)
    this.find("aside").hidden = !tookAside()
    this.#check()
  }

  // Python

  turned({ state, error }) {
    this.find("failed").hidden = state !== "failed"
    this.find("tool").hidden = state === "failed" // unchecked, no plan is made
    if (state !== "failed") return
    this.find("failed-reason").textContent = this.why(error)
  }

  #retry() {
    this.start()
    this.#check()
  }

  /** Have the plan judged; of several asked in a row only the last is shown. */
  #check() {
    this.#judged = this.#judge()
    return this.#judged
  }

  async #judge() {
    const mine = ++this.#asked
    this.dataset.busy = ""
    const request = packs.request(this.#plan, await this.#handing.brand(), this.#handing.shared)
    const reply = await this.engine.ask(request).catch(() => null)
    if (mine !== this.#asked) return
    delete this.dataset.busy
    if (!reply) return
    this.#told = reply.ok ?? { ...NOTHING, blocked: reply.error }
    this.#draft.settle(this.#sound)
    this.#paint()
  }

  /** The plan without what was refused. */
  get #sound() {
    return packs.without(this.#plan, this.#told?.wrong ?? [])
  }

  // The plan

  /**
   * Show another plan: a draft, a pack, an empty one.
   * @param {packs.Plan} plan
   */
  #take({ items, cautions, ...rest }, apart = false) {
    const plan = {
      ...rest,
      cautions: this.#cautions.known(cautions),
      items: items.filter(({ card, own }) => own || this.#picker.card(card)),
    }
    this.#told = null
    const kept = this.#draft.put(plan, apart)
    if (plan.items.length < items.length) this.status("builder.gone", { n: items.length - plan.items.length })
    if (plan.cautions.length < cautions.length)
      this.status("builder.cautions-gone", { n: cautions.length - plan.cautions.length })
    this.#fields(plan)
    return kept
  }

  #fields(plan) {
    this.find("days").value = plan.days
    this.find("growth").value = plan.growth ?? ""
    this.find("note").value = plan.note ?? ""
    this.#cautions.tick(plan.cautions)
    this.find("undo").disabled = !this.#draft.undoable
  }

  get #plan() {
    return this.#draft.plan
  }

  #put(plan, word, values) {
    this.#tell(this.#draft.put(plan), word, values)
    return this.#check()
  }

  #tell(kept, word, values) {
    this.find("undo").disabled = !this.#draft.undoable
    if (!kept) this.status("builder.not-kept")
    else if (word) this.status(word, values)
  }

  /** #add=..., as the exercises' own pages link here; #pack=..., as the list of clients; #start=..., as pathways do. */
  #adopt() {
    const asked = new URLSearchParams(location.hash.slice(1))
    const [exercise, pack, cards, name] = ["add", "pack", "start", "name"].map((key) => asked.get(key))
    if (!exercise && !pack && !cards) return
    history.replaceState(history.state, "", location.pathname + location.search)
    if (pack) return this.#load(pack)
    if (cards)
      return this.#open(
        { ...packs.empty(), items: [...new Set(cards.split(","))].map((card) => ({ card })) },
        name ?? "",
      )
    const card = this.#picker.card(exercise)
    if (card) this.#add(this.#picker.item(card))
  }

  #add(item) {
    if (!item) return this.#picker.paint()
    const title = item.own?.title ?? this.#picker.card(item.card).querySelector("[data-title]").textContent
    const there = packs.placeOf(this.#plan, item)
    if (there >= 0) return this.#there(there, title)
    if (this.#plan.items.length >= packs.MOST) return this.status("builder.full", { most: packs.MOST })
    return this.#put(packs.add(this.#plan, item), "builder.added", { title, n: this.#plan.items.length + 1 })
  }

  #there(at, title) {
    this.status("builder.already", { title })
    this.#list.lead(at)
  }

  #added(button) {
    const card = this.#picker.card(button.dataset.exercise)
    if (!card) return
    const item = this.#picker.item(card)
    return this.find("adds").contains(button) ? this.#addProposed(item) : this.#add(item)
  }

  /** A button among the proposals is gone once it was used: the keyboard goes where the exercise went. */
  async #addProposed(item) {
    await this.#add(item)
    this.#list.item(-1)?.querySelector("[data-title]").focus()
  }

  async #move(at, by) {
    const to = at + by
    if (to < 0 || to >= this.#plan.items.length) return
    const title = this.#told?.exercises[at]?.title ?? ""
    await this.#put(packs.move(this.#plan, at, to), "builder.moved", { title, n: to + 1, of: this.#plan.items.length })
    const item = this.#list.item(to)
    const same = item?.querySelector(`[data-action="${by < 0 ? "up" : "down"}"]`)
    ;(same?.disabled ? item.querySelector(`[data-action="${by < 0 ? "down" : "up"}"]`) : same)?.focus()
  }

  async #remove(at) {
    const title = this.#told?.exercises[at]?.title ?? ""
    await this.#put(packs.remove(this.#plan, at), "builder.removed", { title })
    const next = this.#list.item(Math.min(at, this.#plan.items.length - 1))
    ;(next?.querySelector("[data-title]") ?? this.find("empty")).focus()
  }

  async #swap(button) {
    const [at, { exercise }] = [this.#list.at(button), button.dataset]
    await this.#put(packs.swap(this.#plan, at, exercise), "builder.swapped", { title: button.textContent })
    this.#list.item(at)?.querySelector("[data-title]").focus()
  }

  #anew() {
    this.#packs.forget()
    this.#tell(this.#take(packs.empty(), true), "builder.emptied")
    this.#check()
  }

  /** Whatever was done last, as often as wanted. */
  #undo() {
    const found = this.#draft.undo()
    if (!found) return
    if (found.apart) this.#packs.forget() // it may be another pack's than the one that was open
    this.#told = null
    this.#fields(this.#plan)
    this.#tell(found.kept, found.apart ? "builder.undone" : "builder.undone-change")
    this.#check()
  }

  /** Another tab changed what is kept: it goes on here before anything older is written over it. */
  #elsewhere() {
    this.#packs.paint()
    this.#picker.paint()
    if (!this.#draft.meet()) return
    this.#packs.forget() // it may be another pack's
    this.#told = null
    this.#fields(this.#plan)
    this.#check()
  }

  #changed(field) {
    if (field.name === "caution") {
      this.#cautions.count()
      return this.#put({ ...this.#plan, cautions: this.#cautions.ticked })
    }
    if (field === this.find("days")) return this.#days(field)
    if (field === this.find("growth")) return this.#put({ ...this.#plan, growth: field.value || undefined })
    if (field === this.find("note")) return this.#put({ ...this.#plan, note: field.value.trim() || undefined })
    if (field.name === "share") return this.#check()
    if (field === this.find("for")) return this.#handing.preview()
    const at = this.#list.at(field)
    if (at < 0 || !field.dataset.field) return
    const { plan, word, values } = written(this.#plan, at, field.dataset.field, field.value)
    this.#put(plan, word, values)
  }

  #days(field) {
    const days = amountOf("days", field.value)
    field.value = days
    return this.#put({ ...this.#plan, days })
  }

  /** Enter in the search field submits a form as well. */
  #submitted(event) {
    if (event.target.closest("dialog")) return
    event.preventDefault()
    if (event.target.contains(this.find("pack-name"))) this.#save()
  }

  /** A pack holds what was judged: without what was refused, which is told. */
  async #save() {
    await this.#judged
    const n = (this.#told?.wrong ?? []).filter(({ field }) => field !== null).length // an exercise that is wrong stays in it
    if ((await this.#packs.save(this.#sound)) && n) this.status("builder.saved-without", { n })
  }

  #load(id) {
    const { plan, name } = this.#packs.open(id) ?? {}
    if (plan) this.#open(plan, name)
  }

  /** Another plan in the place of this one. */
  #open(plan, name) {
    const kept = this.#take(plan, true)
    const whole = ["items", "cautions"].every((key) => this.#plan[key].length === plan[key].length)
    this.#tell(kept, whole ? "builder.loaded" : null, { name })
    return this.#check()
  }

  // Showing

  #paint() {
    const told = this.#told
    if (!told) return // Python has not answered yet
    this.#list.show(told.exercises, this.#plan.items, told.wrong)
    const own = told.wrong.filter(({ at, field }) => at === null && ["days", "growth", "note"].includes(field))
    const refused = own.map(({ field, why }) => ({ field: this.find(field), why }))
    markRefused(this, this.querySelector(".cb-plan > .cb-fields"), refused)
    this.find("empty").hidden = this.#plan.items.length > 0
    this.find("blocked").textContent = told.blocked ?? ""
    this.find("blocked").hidden = !told.blocked
    this.find("adds").replaceChildren(this.filled("adds", { adds: told.adds }))
    this.#handing.show(told)
  }

  status(word, values) {
    toast(this.find("status"), this.say(word, values))
  }
}

customElements.define("counterpoise-builder", Builder)
