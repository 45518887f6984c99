// <counterpoise-brand-kit>: a trainer's name, logo, colours and contact, and a list of clients, all on this device.
//
// Given        data-bundle-url, data-root, data-brand and data-site (JSON: the letterhead, the whole brand file),
//              data-rules (JSON: those of the brand file), data-questionnaire
// Inside it    [data-tool] [data-kit] (a form; its fields are the kit's keys) [data-logo] [data-logo-shown]
//              [data-colour=primary|accent] [data-problem=FIELD] [data-preview-sheet] [data-status] [data-roster]
//              [data-client] [data-client-pack] [data-clients] [data-import] [data-skipped] [data-confirm]
//              template[data-template=clients|skipped], those of keep.html.j2, template[data-words]
//              [data-action=take-colour|drop-logo|download|download-logo|erase-kit|add-client|drop-client|
//              restore-client|print|export|import|erase-all|erase-confirmed|erase-cancelled],
//              input[name=client] with data-name, [data-all] (ticks them all), select with data-name

import { brandFile } from "./brand-file.mjs"
import { contrast, nearest } from "./colour.mjs"
import { fill, sayings } from "./fill.mjs"
import { planUrl } from "./keep.mjs"
import { kitShelf, letterhead } from "./kit.mjs"
import { readLogo } from "./logo.mjs"
import * as packs from "./packs.mjs"
import { engineFor, whyFailed } from "./python.mjs"
import { MOST, Roster, exported, imported } from "./roster.mjs"
import { preview, print, sheetOf } from "./sheet.mjs"
import { eraseAll } from "./shelf.mjs"
import { toast } from "./toast.mjs"

const BAD = { phone: "phone", web: "link", booking: "link", report: "report" } // a field -> what is said of it
const NOTHING = { days_title: "", minutes_title: "", weeks: [], cards: [] }

class BrandKit extends HTMLElement {
  #find = (name) => this.querySelector(`[data-${name}]`)
  #template = (name) => this.querySelector(`template[data-template="${name}"]`)
  #say
  #engine
  #shelf
  #packs
  #roster
  #rules
  #site
  #logo = null // {data, suffix}
  #gone = null // the client who was removed last
  #left
  #unlisten

  connectedCallback() {
    const { root, bundleUrl, brand, rules } = this.dataset
    this.#say = sayings(this)
    this.#site = JSON.parse(brand)
    this.#rules = JSON.parse(rules)
    this.#shelf = kitShelf(root)
    this.#packs = new packs.Packs(root)
    this.#roster = new Roster(root)
    this.#engine = engineFor(bundleUrl)
    this.#unlisten = this.#engine.listen(({ state }) => (this.dataset.engine = state))
    this.#left = new AbortController()
    const { signal } = this.#left
    this.addEventListener("click", (event) => this.#clicked(event), { signal })
    this.addEventListener("change", (event) => this.#changed(event.target), { signal })
    this.addEventListener("submit", (event) => (event.preventDefault(), event.target === this.#form || this.#addClient()), { signal })
    this.#find("tool").hidden = false
    this.#restore()
    this.#listClients()
  }

  disconnectedCallback() {
    this.#left.abort()
    this.#unlisten()
  }

  get #form() {
    return this.#find("kit")
  }

  get #tools() {
    return { engine: this.#engine, templates: this.#template, say: this.#say, root: this.dataset.root }
  }

  // The kit

  #restore() {
    const kit = this.#shelf.load() ?? {}
    for (const field of this.#form.elements) {
      if (field.name && field.type !== "color") field.value = kit[field.name] ?? field.defaultValue
    }
    this.#form.elements.primary.value = kit.primary ?? this.#site.colours.primary
    this.#form.elements.accent.value = kit.accent ?? this.#site.colours.accent
    this.#form.elements.paper.value = kit.paper ?? this.#site.paper
    this.#logo = kit.logo ? { data: kit.logo, suffix: kit.suffix } : null
    this.#show()
  }

  /** The form as a kit. */
  get #kit() {
    const fields = [...new FormData(this.#form)].filter(([, value]) => typeof value === "string")
    const kit = Object.fromEntries(fields.map(([name, value]) => [name, value.trim()]))
    return { ...kit, logo: this.#logo?.data ?? "", suffix: this.#logo?.suffix ?? "" }
  }

  #keep() {
    this.#show()
    if (!this.#form.checkValidity()) return this.#status("kit.unfinished")
    this.#status(this.#shelf.save(this.#kit) ? "kit.kept" : "kit.not-kept")
  }

  /** Colours on paper and on the site's light surface, the logo, and what a sheet looks like. */
  #show() {
    for (const name of ["primary", "accent"]) this.#colour(name)
    for (const [name, word] of Object.entries(BAD)) {
      this.#problem(name, this.#form.elements[name].validity.valid ? "" : this.#say(`kit.bad.${word}`))
    }
    const shown = this.#find("logo-shown")
    shown.hidden = !this.#logo
    if (this.#logo) shown.querySelector("img").src = this.#logo.data
    this.#preview()
  }

  #colour(name) {
    const field = this.#form.elements[name]
    const { surfaces, contrast: wanted } = this.#rules
    const ratio = contrast(field.value, surfaces.light)
    const low = ratio < wanted
    const better = low ? nearest(field.value, surfaces.light, wanted) : ""
    field.setCustomValidity(low ? this.#say("kit.low", { ratio: ratio.toFixed(1), wanted }) : "")
    this.#problem(name, low ? this.#say("kit.low", { ratio: ratio.toFixed(1), wanted }) : "")
    const take = this.querySelector(`[data-action="take-colour"][data-name="${name}"]`)
    take.hidden = !low
    take.dataset.value = better
    take.querySelector("[data-value]").textContent = better
    take.querySelector("[data-swatch]").style.setProperty("background-color", better)
  }

  #problem(name, text) {
    const line = this.querySelector(`[data-problem="${name}"]`)
    line.textContent = text
    line.hidden = !text
  }

  async #preview() {
    const about = { title: this.#say("sheet-title"), brand: letterhead(this.#site, this.#kit), url: null, ask: false }
    preview(this.#find("preview-sheet"), await sheetOf(NOTHING, about, this.#tools))
  }

  async #readLogo(file) {
    const { fault, data, suffix } = await readLogo(file, this.#rules.logo)
    this.#problem("logo", fault ? this.#say(`kit.logo.${fault}`) : "")
    if (fault) return this.#status(`kit.logo.${fault}`)
    this.#logo = { data, suffix }
    this.#keep()
  }

  // Clients

  #addClient() {
    const [name, pack] = [this.#find("client").value.trim(), this.#find("client-pack").value]
    this.#find("client").focus()
    if (name && this.#putClient({ name, pack }, "kit.client-added")) this.#find("client").value = ""
  }

  #putClient(client, word) {
    const kept = this.#roster.put([client])
    if (kept) this.#gone = null
    this.#status(kept ? word : this.#whyNot([client]), { name: client.name, most: MOST })
    this.#listClients()
    return kept
  }

  /** The word for clients that were not kept. */
  #whyNot(clients) {
    return this.#roster.fits(clients) ? "kit.not-kept" : "kit.full"
  }

  /** They can be brought back until something else is done. */
  #dropClient(name) {
    const gone = this.#roster.list().find((client) => client.name === name)
    const done = this.#roster.remove(name)
    if (done) this.#gone = gone
    this.#status(done ? "kit.client-gone" : "kit.not-kept", { name })
    this.#listClients()
    this.querySelector("[data-action=restore-client]")?.focus()
  }

  #restoreClient() {
    const { name } = this.#gone
    this.#putClient(this.#gone, "kit.client-back")
    this.querySelector(`input[name=client][data-name="${CSS.escape(name)}"]`)?.focus()
  }

  #listClients() {
    const known = this.#packs.list().map(({ name }) => name)
    const list = this.#roster.list()
    this.#find("clients").replaceChildren(fill(this.#template("clients"), { list, packs: known, gone: this.#gone?.name }))
    for (const [i, select] of [...this.querySelectorAll("[data-clients] select")].entries()) select.value = list[i].pack
    const choice = this.#find("client-pack")
    choice.replaceChildren(...["", ...known].map((name) => new Option(name || this.#say("kit.no-pack"), name)))
  }

  #give(name, pack) {
    if (!this.#roster.put([{ name, pack }])) this.#status("kit.not-kept")
  }

  get #clientBoxes() {
    return [...this.querySelectorAll("input[name=client]")]
  }

  /** One print job: a sheet for every ticked client. What cannot be printed is named, and the rest is. */
  async #print() {
    const ticked = this.#clientBoxes.filter((box) => box.checked).map((box) => box.dataset.name)
    if (!ticked.length) return this.#status("kit.tick")
    this.#engine.start(this.dataset.bundleUrl)
    const plans = new Map(this.#packs.list().map(({ name, plan }) => [name, plan]))
    const [sheets, skipped] = [[], []]
    for (const client of this.#roster.list().filter(({ name }) => ticked.includes(name))) {
      this.#status("kit.preparing", { n: sheets.length + skipped.length + 1, of: ticked.length })
      const made = await this.#sheet(client, plans.get(client.pack)).catch((error) => error.message)
      if (typeof made === "string") skipped.push({ name: client.name, why: made })
      else sheets.push(made)
    }
    this.#find("skipped").replaceChildren(fill(this.#template("skipped"), { skipped }))
    this.#status(sheets.length ? "kit.prepared" : "kit.none-prepared", { n: sheets.length })
    if (sheets.length) print(sheets)
  }

  async #sheet({ name }, plan) {
    if (!plan) throw new Error(this.#say("kit.no-plan"))
    const brand = letterhead(this.#site, this.#shelf.load())
    const reply = await this.#engine.ask(packs.request(plan, this.dataset.questionnaire, brand)).catch((error) => {
      throw new Error(whyFailed(this.#say, error.message))
    })
    const { text, routine, blocked } = reply.ok ?? { blocked: reply.error }
    if (!text) throw new Error(blocked ?? this.#say("kit.no-plan"))
    const about = { title: this.#say("sheet-for", { name }), brand, url: planUrl(this.dataset.root, text), ask: true }
    return sheetOf(packs.noted(routine, plan), about, this.#tools)
  }

  async #import(file) {
    const found = imported(await file.text())
    if (!found) return this.#status("kit.no-file")
    const { clients, packs: plans, kit } = found
    const kept = this.#roster.put(clients) && this.#packs.put(plans) && (!kit || this.#shelf.save(kit))
    this.#restore()
    this.#listClients()
    this.#status(kept ? "kit.imported" : this.#whyNot(clients), { n: clients.length, most: MOST })
  }

  #eraseAll() {
    this.#find("confirm").close()
    const erased = eraseAll(this.dataset.root)
    this.#gone = null
    this.#form.reset()
    this.#restore()
    this.#listClients()
    this.#find("skipped").replaceChildren()
    this.#status(erased ? "kit.erased" : "kit.not-kept")
  }

  // Events

  #changed(field) {
    if (field === this.#find("logo")) return field.files[0] && this.#readLogo(field.files[0])
    if (field === this.#find("import")) return field.files[0] && this.#import(field.files[0]).then(() => (field.value = ""))
    if (field === this.#find("all")) return this.#clientBoxes.forEach((box) => (box.checked = field.checked))
    if (field.name === "client") return (this.#find("all").checked = this.#clientBoxes.every((box) => box.checked))
    if (field.matches("[data-clients] select")) return this.#give(field.dataset.name, field.value)
    if (field.form === this.#form) this.#keep()
  }

  #clicked(event) {
    const target = event.target.closest("[data-action]")
    if (!target) return
    const { action, name, value } = target.dataset
    const actions = {
      "take-colour": () => ((this.#form.elements[name].value = value), this.#keep(), this.#form.elements[name].focus()),
      "drop-logo": () => ((this.#logo = null), (this.#find("logo").value = ""), this.#keep(), this.#find("logo").focus()),
      download: () => this.#download(),
      "download-logo": () => save(this.#logo.data, `logo.${this.#logo.suffix}`),
      "drop-client": () => this.#dropClient(name),
      "restore-client": () => this.#restoreClient(),
      print: () => this.#print(),
      export: () => this.#export(),
      import: () => this.#find("import").click(),
      "erase-all": () => this.#find("confirm").showModal(),
      "erase-confirmed": () => this.#eraseAll(),
      "erase-cancelled": () => this.#find("confirm").close(),
    }
    actions[action]?.()
  }

  #download() {
    if (!this.#form.reportValidity()) return
    if (!this.#kit.report) return this.#askForReport()
    const text = brandFile(JSON.parse(this.dataset.site), this.#kit, this.#rules)
    saveText(text, "application/yaml", "brand.yml")
    this.#status("kit.downloaded")
  }

  /** A copy of the site needs an address of its own for error reports; the sheets do not. */
  #askForReport() {
    this.#problem("report", this.#say("kit.bad.report"))
    this.#form.elements.report.focus()
    this.#status("kit.bad.report")
  }

  #export() {
    saveText(exported(this.#roster.list(), this.#packs.list(), this.#shelf.load()), "application/json", "counterpoise-clients.json")
    this.#status("kit.exported")
  }

  #status(word, values) {
    toast(this.#find("status"), this.#say(word, values))
  }
}

function saveText(text, type, name) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  save(url, name)
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function save(href, name) {
  const link = document.createElement("a")
  Object.assign(link, { href, download: name })
  link.click()
}

customElements.define("counterpoise-brand-kit", BrandKit)
