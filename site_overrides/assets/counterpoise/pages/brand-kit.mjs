// <counterpoise-brand-kit>: a trainer's name, logo, colours and contact, and a list of clients, all on this device.
//
// Given        data-bundle-url, data-root, data-brand and data-site (JSON: the letterhead, the whole brand file),
//              data-rules (JSON: those of the brand file)
// Inside it    [data-tool] [data-kit] (a form; its fields are the kit's keys) [data-logo] [data-logo-shown]
//              [data-colour=primary|accent] [data-problem=FIELD] [data-preview-sheet] [data-status] [data-roster]
//              [data-import] [data-confirm] [data-aside], what client-list.mjs, printing.mjs, replies.mjs, moving.mjs and
//              taken.mjs list, those of keep.html.j2, template[data-words]
//              [data-action=...], those of `actions` below, with data-name or data-id
// Address      #r1... is a client's reply; ?reset asks whether to delete everything before anything of it is read

import { Tool } from "../element.mjs"
import { newId } from "../kept/entries.mjs"
import { eraseAll } from "../kept/erasing.mjs"
import { tookAside } from "../kept/shelf.mjs"
import { preview, sheetOf } from "../result/sheet.mjs"
import { addressed } from "../trainer/addressed.mjs"
import { brandFile } from "../trainer/brand-file.mjs"
import { ClientList } from "../trainer/client-list.mjs"
import { contrast, nearest } from "../trainer/colour.mjs"
import { checkedKit, differing, keptBrand, kitShelf, letterhead } from "../trainer/kit.mjs"
import { logoOf } from "../trainer/logo-file.mjs"
import { Moving } from "../trainer/moving.mjs"
import * as packs from "../trainer/packs.mjs"
import { printed } from "../trainer/printing.mjs"
import { Replies } from "../trainer/replies.mjs"
import { rosterOf } from "../trainer/roster.mjs"
import { save, saveText } from "../trainer/save.mjs"
import { toast } from "../trainer/toast.mjs"

/** @typedef {import("../trainer/kit.mjs").Kit} Kit */

const BAD = { phone: "phone", web: "link", booking: "link", report: "report" } // a field -> what is said of it

class BrandKit extends Tool {
  actions = {
    "take-colour": ({ dataset }) => this.#takeColour(dataset),
    "drop-logo": () => this.#dropLogo(),
    "undo-kit": () => this.#undo(),
    download: () => this.#download(),
    "download-logo": () => this.#downloadLogo(),
    "drop-client": ({ dataset }) => this.#clients.drop(dataset.id),
    undo: () => this.#clients.undo(),
    print: () => this.#print(),
    export: () => this.#export(),
    import: () => this.find("import").click(),
    "erase-all": () => this.find("confirm").showModal(),
    "erase-confirmed": () => this.#eraseAll(),
    "erase-cancelled": () => this.#kept(),
  }
  #shelf
  #packs
  #roster
  #clients
  #replies
  #moving
  #rules
  #site
  /** @type {string | null} */
  #id = null // of the kit that is kept
  /** @type {{ data: string, suffix: string } | null} */
  #logo = null
  /** @type {Kit | null} */
  #now = null // the kit as it was shown last
  /** @type {Kit | null} */
  #before = null // and before its last change

  begin() {
    this.#site = JSON.parse(this.dataset.brand)
    this.#rules = JSON.parse(this.dataset.rules)
    this.#shelf = kitShelf(this.root)
    this.#packs = packs.packsOf(this.root)
    this.#roster = rosterOf(this.root)
    this.on("change", (event) => this.#changed(event.target))
    this.on("submit", (event) => this.#submitted(event))
    this.on("cancel", () => this.#kept(), this.find("confirm"))
    if (new URLSearchParams(location.search).has("reset")) return this.find("confirm").showModal() // nothing is read or drawn
    this.#open()
  }

  #open() {
    const kept = { roster: this.#roster, packs: this.#packs, kit: this.#shelf }
    this.find("tool").hidden = false
    this.#clients = new ClientList(this, this.#roster, this.#packs)
    this.#moving = new Moving(this, kept, this.#rules.logo, (label, undo) => this.#undoable(label, undo))
    this.meets({ shelves: [this.#roster.shelf, this.#packs.shelf, this.#shelf] }, () => this.#elsewhere())
    this.#replies = new Replies(this, this.#roster, this.#packs, this.#clients)
    this.#restore().then((lost) => (this.find("aside").hidden = !(tookAside() || lost)))
  }

  turned({ state }) {
    if (state === "ready") this.#replies?.ready()
  }

  /** Another tab changed what is kept: it is shown here before anything older is written over it. */
  async #elsewhere() {
    const field = this.#form.querySelector(":focus")
    const typed = field?.value
    this.#replies.refresh()
    await this.#restore()
    if (field) field.value = typed
  }

  /** @returns {FormPart} */
  get #form() {
    return this.find("kit")
  }

  /** Whether the kit lost a logo that would not be taken today. */
  async #restore() {
    const { kit: found, lost } = await checkedKit(this.#shelf.load(), this.#rules.logo)
    const kit = found ?? {}
    if (lost) this.#shelf.save(kit)
    this.#put(kit)
    this.#noted()
    return lost
  }

  #put(kit) {
    this.#id = kit.id
    for (const field of this.#form.elements) {
      if (field.name && field.type !== "color") field.value = kit[field.name] ?? field.defaultValue
    }
    this.#form.elements.primary.value = kit.primary ?? this.#site.colours.primary
    this.#form.elements.accent.value = kit.accent ?? this.#site.colours.accent
    this.#form.elements.paper.value = kit.paper ?? this.#site.paper
    this.find("logo").value = ""
    this.#logo = kit.logo ? { data: kit.logo, suffix: kit.suffix } : null
    this.#show()
  }

  /**
   * The form as a kit.
   * @returns {Kit}
   */
  get #kit() {
    /** @type {any} */
    const kit = {}
    for (const [name, value] of new FormData(this.#form)) if (typeof value === "string") kit[name] = value.trim()
    this.#id ??= newId()
    const { data = "", suffix = "" } = this.#logo ?? {}
    return { id: this.#id, kind: "kit", ...kit, logo: data, suffix }
  }

  #keep() {
    this.#show()
    this.#noted()
    const refused = [...this.#form.elements].filter(({ name, validity }) => name && !validity.valid)
    const done = this.#shelf.save(this.#without(refused))
    this.status(done ? (refused.length ? "kit.unfinished" : "kit.kept") : "kit.not-kept")
  }

  /** The kit in which these fields are as they were kept before. */
  #without(refused) {
    /** @type {any} */
    const [kept, kit] = [this.#shelf.load() ?? {}, this.#kit]
    for (const { name } of refused) {
      kit[name] = kept[name] ?? ""
      if (!kit[name] && name !== "name") delete kit[name]
    }
    return kit
  }

  #setLogo(logo) {
    this.#logo = logo
    this.#keep()
  }

  /** Whatever changed the kit, as it was before it can be brought back. */
  #noted() {
    const kit = this.#kit
    if (this.#now && !differing(kit, this.#now).length) return
    this.#before = this.#now
    this.#now = kit
    this.querySelector("[data-action=undo-kit]").disabled = !this.#before
  }

  #undo() {
    if (!this.#before || !this.#now) return
    const [name] = differing(this.#before, this.#now)
    this.#put(this.#before)
    this.#keep()
    ;(this.#form.elements[name] ?? this.find("logo")).focus()
  }

  /** Colours on paper and on the site's light surface, the logo, and what a sheet looks like. */
  #show() {
    for (const name of ["primary", "accent"]) this.#colour(name)
    for (const [name, word] of Object.entries(BAD)) {
      this.#problem(name, this.#form.elements[name].validity.valid ? "" : this.say(`kit.bad.${word}`))
    }
    const shown = this.find("logo-shown")
    shown.hidden = !this.#logo
    if (this.#logo) shown.querySelector("img").src = this.#logo.data
    this.#preview()
  }

  /** @param {string} name */
  #colour(name) {
    const field = this.#form.elements[name]
    const { surfaces, contrast: wanted } = this.#rules
    const ratio = contrast(field.value, surfaces.light)
    const low = ratio < wanted
    const better = low ? nearest(field.value, surfaces.light, wanted) : ""
    field.setCustomValidity(low ? this.say("kit.low", { ratio: ratio.toFixed(1), wanted }) : "")
    this.#problem(name, low ? this.say("kit.low", { ratio: ratio.toFixed(1), wanted }) : "")
    const take = this.querySelector(`[data-action="take-colour"][data-name="${name}"]`)
    take.hidden = !low
    take.dataset.value = better
    take.querySelector("[data-value]").textContent = better
    take.querySelector("[data-swatch]").style.setProperty("background-color", better)
  }

  /** @param {Record<string, string>} given */
  #takeColour({ name, value }) {
    const field = this.#form.elements[name]
    field.value = value
    this.#keep()
    field.focus()
  }

  #dropLogo() {
    this.find("logo").value = ""
    this.#setLogo(null)
    this.find("logo").focus()
  }

  #problem(name, text) {
    const line = this.querySelector(`[data-problem="${name}"]`)
    line.textContent = text
    line.hidden = !text
  }

  async #preview() {
    const about = { title: this.say("sheet-title"), brand: letterhead(this.#site, this.#kit), url: null }
    preview(
      this.find("preview-sheet"),
      await sheetOf({ days_title: "", minutes_title: "", weeks: [], cards: [] }, about, this),
    )
  }

  async #readLogo(file) {
    const { fault, data, suffix } = await logoOf(file, this.#rules.logo)
    this.#problem("logo", fault ? this.say(`kit.logo.${fault}`) : "")
    if (fault) return this.status(`kit.logo.${fault}`)
    this.#setLogo({ data, suffix })
  }

  // Clients

  async #print() {
    const ticked = this.#clients.ticked()
    if (!ticked.length) return this.status("kit.tick")
    this.start()
    await printed(this, ticked, this.#packs.list(), await keptBrand(this.root, this.#site, this.#rules.logo))
  }

  // Moving, and deleting

  /** Undoing what a file brought shows the kit as it was, too. */
  #undoable(label, undo) {
    this.#clients.undoable(label, undo && (() => Promise.resolve(undo()).then(() => this.#restore())))
    this.#replies.refresh()
  }

  async #read(file) {
    if (!(await this.#moving.read(file))) return
    await this.#restore()
    this.find("undo").focus()
  }

  async #eraseAll() {
    this.find("confirm").close()
    const erased = await eraseAll(this.root)
    if (!this.#clients) {
      history.replaceState(history.state, "", location.pathname)
      this.#open()
    }
    this.#form.reset()
    this.#now = null
    this.#restore()
    this.#clients.undoable(null)
    this.find("skipped").replaceChildren()
    this.status(erased ? "kit.erased" : "kit.not-kept")
  }

  /** Whoever came to delete everything, and keeps it, sees the page without it. */
  #kept() {
    this.find("confirm").close()
    if (!this.#clients) location.replace(location.pathname)
  }

  // Events

  #changed(field) {
    if (field === this.find("logo")) return field.files[0] && this.#readLogo(field.files[0])
    if (field === this.find("import"))
      return field.files[0] && this.#read(field.files[0]).then(() => (field.value = ""))
    if (field === this.find("all")) return this.#clients.tickAll(field.checked)
    if (field.name === "client") return this.#clients.tickedOne()
    if (field.matches("[data-clients] select")) return this.#clients.give(field.dataset.id, field.value)
    if (field.form !== this.#form) return
    if (["web", "booking", "report"].includes(field.name)) field.value = addressed(field.value)
    this.#keep()
  }

  #submitted(event) {
    if (event.target.closest("dialog")) return
    event.preventDefault()
    if (event.target === this.find("paste-reply")) return this.#replies.pasted()
    if (event.target !== this.#form) this.#clients.add()
  }

  #download() {
    if (!this.#form.reportValidity()) return
    if (!this.#kit.report) return this.#askForReport()
    const text = brandFile(JSON.parse(this.dataset.site), this.#kit, this.#rules)
    saveText(text, "application/yaml", "brand.yml")
    this.status("kit.downloaded")
  }

  #downloadLogo() {
    if (this.#logo) save(this.#logo.data, `logo.${this.#logo.suffix}`)
  }

  /** A copy of the site needs an address of its own for error reports; the sheets do not. */
  #askForReport() {
    this.#problem("report", this.say("kit.bad.report"))
    this.#form.elements.report.focus()
    this.status("kit.bad.report")
  }

  #export() {
    saveText(this.#moving.text(), "application/json", "counterpoise-clients.json")
    this.status("kit.exported")
  }

  status(word, values) {
    toast(this.find("status"), this.say(word, values))
  }
}

customElements.define("counterpoise-brand-kit", BrandKit)
