// <counterpoise-builder>: a trainer puts a plan together; Python says what of it is safe for this client.
//
// Given        data-bundle-url, data-root (to the site's start), data-brand (JSON), data-logo-rules (JSON: those of
//              logo.mjs)
// Inside it    [data-tool] [data-failed] [data-status] [data-blocked] [data-items] [data-empty] [data-adds] [data-keep]
//              [data-days] [data-growth] [data-note] [data-for] [data-clients] [data-preview] [data-preview-sheet]
//              [data-share] (what its link holds: input[name=share]) input[name=caution], [data-caution-count],
//              template[data-template=items|adds], template[data-words]
//              [data-aside], what pack-list.mjs, item-list.mjs and taken.mjs list
//              [data-action=add|remove|up|down|swap|new|undo|load|rename|delete|restore|retry] with data-exercise, data-id
// It sets      data-engine: idle | loading | ready | failed
// Address      #add=EXERCISE puts one in, #pack=ID opens a pack

import { Tool } from "../element.mjs"
import { faultSaid, numberFault, numberOf } from "../form/numbers.mjs"
import { planUrl } from "../kept/plans.mjs"
import { Shelf, tookAside } from "../kept/shelf.mjs"
import { showKeep } from "../result/keep.mjs"
import { preview, print, sheetOf } from "../result/sheet.mjs"
import { ItemList } from "../trainer/item-list.mjs"
import { checkedKit, kitShelf, letterhead } from "../trainer/kit.mjs"
import { PackList } from "../trainer/pack-list.mjs"
import * as packs from "../trainer/packs.mjs"
import { rosterOf } from "../trainer/roster.mjs"
import { toast } from "../trainer/toast.mjs"

class Builder extends Tool {
  actions = {
    add: (button) => this.#added(button),
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
  }
  #draft
  #packs
  /** @type {packs.Plan} */
  #plan
  #list
  /** @type {packs.Plan | null} */
  #before = null // what a new plan or a pack took the place of
  /** @type {import("../../../../docs/door.d.ts").PlanChecked | null} */
  #told = null
  #asked = 0

  begin() {
    const { root } = this
    this.#draft = new Shelf(root, "draft", packs.sound)
    this.on("change", (event) => this.#changed(event.target))
    this.on("submit", (event) => this.#submitted(event))
    this.on("toggle", () => this.#preview(), this.find("preview"))
    this.on("hashchange", () => this.#adopt(), window)
    this.find("tool").hidden = false
    this.#list = new ItemList(this)
    this.#packs = new PackList(this, packs.packsOf(root))
    this.on("storage", () => this.#packs.paint(), window) // another tab saved, renamed or deleted one
    this.#take(this.#draft.load() ?? packs.empty())
    this.start()
    this.#adopt()
    const clients = rosterOf(root)
      .list()
      .map(({ name }) => new Option(name))
    this.find("clients").replaceChildren(...clients)
    kitShelf(root).load()
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
  async #check() {
    const mine = ++this.#asked
    const request = packs.request(this.#plan, await this.#brand(), this.#shared)
    const reply = await this.engine.ask(request).catch(() => null)
    if (!reply || mine !== this.#asked) return
    if (!reply.ok) return this.#refused(reply.error)
    this.#told = reply.ok
    this.#paint()
  }

  /** What was written stays to be mended; a kept plan that cannot be shown at all goes back to its cards' doses. */
  #refused(error) {
    const plain = packs.withoutDoses(this.#plan)
    if (this.#told || JSON.stringify(plain) === JSON.stringify(this.#plan)) return this.#blocked(error)
    this.#put(plain, "builder.doses-reset")
  }

  // The plan

  /**
   * Show another plan: a draft, a pack, an empty one.
   * @param {packs.Plan} plan
   */
  #take({ items, cautions, ...rest }) {
    const plan = {
      ...rest,
      cautions: cautions.filter((caution) => this.#cautions.some(({ value }) => value === caution)),
      items: items.filter(({ card }) => this.#card(card)),
    }
    this.#plan = plan
    if (plan.items.length < items.length) this.status("builder.gone", { n: items.length - plan.items.length })
    if (plan.cautions.length < cautions.length)
      this.status("builder.cautions-gone", { n: cautions.length - plan.cautions.length })
    this.#told = null
    this.find("days").value = plan.days
    this.find("growth").value = plan.growth ?? ""
    this.find("note").value = plan.note ?? ""
    for (const box of this.#cautions) box.checked = plan.cautions.includes(box.value)
    this.#countCautions()
  }

  #put(plan, word, values) {
    this.#plan = plan
    const kept = this.#draft.save(plan)
    if (!kept) this.status("builder.not-kept")
    else if (word) this.status(word, values)
    return this.#check()
  }

  /** #add=EXERCISE, as the exercises' own pages link here; #pack=ID, as the list of clients does. */
  #adopt() {
    const [, word, id] = /^#(add|pack)=([\w:~-]+)$/.exec(location.hash) ?? []
    if (!id) return
    history.replaceState(history.state, "", location.pathname + location.search)
    word === "pack" ? this.#load(id) : this.#add(id)
  }

  #add(exercise) {
    const card = this.#card(exercise)
    if (!card) return
    const title = card.querySelector("[data-title]").textContent
    if (this.#plan.items.length >= packs.MOST) return this.status("builder.full", { most: packs.MOST })
    return this.#put(packs.add(this.#plan, exercise), "builder.added", { title, n: this.#plan.items.length + 1 })
  }

  #added(button) {
    const { exercise } = button.dataset
    return this.find("adds").contains(button) ? this.#addProposed(exercise) : this.#add(exercise)
  }

  /** A button among the proposals is gone once it was used: the keyboard goes where the exercise went. */
  async #addProposed(exercise) {
    await this.#add(exercise)
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
    this.#leave()
    this.#take(packs.empty())
    this.#packs.forget()
    this.#put(this.#plan, "builder.emptied")
  }

  /** Whoever starts anew by mistake gets the plan back. */
  #leave() {
    if (this.#plan.items.length) this.#before = this.#plan
    this.querySelector("[data-action=undo]").hidden = !this.#before
  }

  #undo() {
    const before = this.#before
    if (!before) return
    this.#before = null
    this.#take(before)
    this.#packs.forget() // it may be another pack's than the one that was open
    this.#put(this.#plan, "builder.undone")
    this.querySelector("[data-action=undo]").hidden = true
    this.querySelector("[data-action=new]").focus()
  }

  #changed(field) {
    if (field.name === "caution") {
      const cautions = this.#cautions.filter((box) => box.checked).map((box) => box.value)
      this.#countCautions()
      return this.#put({ ...this.#plan, cautions })
    }
    if (field === this.find("days")) {
      const days = this.#whole(field)
      if (days !== null) return this.#put({ ...this.#plan, days })
      field.value = this.#plan.days
      return
    }
    if (field === this.find("growth")) return this.#put({ ...this.#plan, growth: field.value || undefined })
    if (field === this.find("note")) return this.#put({ ...this.#plan, note: field.value.trim() || undefined })
    if (field.name === "share") return this.#check()
    if (field === this.find("for")) return this.#paint()
    const at = this.#list.at(field)
    if (at >= 0 && field.dataset.field) this.#set(at, field)
  }

  #set(at, field) {
    const { field: key } = field.dataset
    const text = field.value.trim()
    if (key === "note" || key === "side") return this.#put(packs.set(this.#plan, at, { [key]: text || undefined }))
    if (key === "growth") return this.#put(packs.grow(this.#plan, at, text))
    if (key === "load" || key === "tempo") return this.#put(packs.dose(this.#plan, at, key, text || null))
    const amount = text ? this.#whole(field) : null
    if (text && amount === null) field.value = field.defaultValue
    else if (key.startsWith("to-")) this.#put(packs.growTo(this.#plan, at, key.slice(3), amount))
    else this.#put(packs.dose(this.#plan, at, key, amount))
  }

  /** What of the plan its link holds besides. */
  get #shared() {
    const boxes = this.querySelectorAll("input[name=share]:checked")
    return [...boxes].map(({ value }) => value)
  }

  /** The whole number in a field; null where there is none that fits, which is said. */
  #whole(field) {
    const [number, fault] = [numberOf(field), numberFault(field)]
    if (number !== null && !fault) return number
    toast(this.find("status"), faultSaid(field, fault ?? "problem.range", this.say))
    return null
  }

  /** An exercise in the catalogue; null for one that is no longer offered. */
  #card(exercise) {
    return this.querySelector(`[data-card][data-exercise="${CSS.escape(exercise)}"]`)
  }

  /** Whose sheet it is. */
  async #brand() {
    const { kit } = await checkedKit(kitShelf(this.root).load(), JSON.parse(this.dataset.logoRules))
    return letterhead(JSON.parse(this.dataset.brand), kit)
  }

  get #cautions() {
    return [...this.querySelectorAll("input[name=caution]")]
  }

  #countCautions() {
    const n = this.#cautions.filter((box) => box.checked).length
    this.find("caution-count").textContent = n ? this.say("builder.cautions", { n }) : ""
  }

  /** Enter in the search field submits a form as well. */
  #submitted(event) {
    if (event.target.closest("dialog")) return
    event.preventDefault()
    if (event.target.contains(this.find("pack-name"))) this.#packs.save(this.#plan)
  }

  #load(id) {
    const { plan, name } = this.#packs.open(id) ?? {}
    if (!plan) return
    this.#leave()
    this.#take(plan)
    const whole = ["items", "cautions"].every((key) => this.#plan[key].length === plan[key].length)
    this.#put(this.#plan, whole ? "builder.loaded" : null, { name })
  }

  // Showing

  #paint() {
    const told = this.#told
    if (!told) return // Python has not answered yet
    this.#list.show(told.exercises, this.#plan.items)
    this.find("empty").hidden = told.exercises.length > 0
    this.#blocked(told.blocked)
    this.find("adds").replaceChildren(this.filled("adds", { adds: told.adds }))
    this.#keep(told)
    this.#preview()
  }

  #blocked(text) {
    this.find("blocked").textContent = text ?? ""
    this.find("blocked").hidden = !text
  }

  /** The same link keeps its buttons: one may be pressed just now, since leaving a field paints too. */
  #keep({ text }) {
    const slot = this.find("keep")
    slot.hidden = !text
    this.find("share").hidden = !text
    if (!text) return slot.replaceChildren()
    const url = planUrl(this.root, text)
    if (slot.querySelector("[data-keep-link]")?.value === url) return
    showKeep(slot, url, this, async () => print([await this.#sheet(this.#told, url)]))
    if (this.#shared.length) slot.querySelector("[data-keep-text]").textContent = this.say("builder.link-holds-more")
  }

  async #sheet(told, url) {
    const name = this.find("for").value.trim()
    const title = name ? this.say("sheet-for", { name }) : this.say("sheet-title")
    return sheetOf(told.routine, { title, plan: told.plan, brand: await this.#brand(), url, ask: true }, this)
  }

  async #preview() {
    const place = this.find("preview-sheet")
    if (!this.find("preview").open || !this.#told?.text) return preview(place, null)
    const told = this.#told
    const sheet = await this.#sheet(told, planUrl(this.root, told.text))
    if (this.#told === told) preview(place, sheet)
  }

  status(word, values) {
    toast(this.find("status"), this.say(word, values))
  }
}

customElements.define("counterpoise-builder", Builder)
