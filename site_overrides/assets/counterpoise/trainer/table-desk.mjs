// A table of exercises, pasted or from a file: what each column is, what is doubtful about each row, and then all of them
// come in, or none. Python reads it (generator/imports/browser.py).
//
//   dialog[data-table] with a form; textarea[name=table], input[data-table-file], [data-table-told],
//   [data-table-found]: filled from template[data-template=table], with select[data-column] and a button "bring"
//   new TableDesk(tool, bring)   bring(values) -> whether they were kept

import { encoded } from "./encoded.mjs"
import { ownOf } from "./own-file.mjs"

const MOST_BYTES = 10_000_000
const SOME = 200 // so many doubtful rows are listed

/** @typedef {import("../kept/own.mjs").Value} Value */

export class TableDesk {
  #tool
  #dialog
  #bring
  /** @type {{ text?: string, bytes?: string } | null} */
  #given = null
  /** @type {Record<string, string>} */
  #map = {}
  /** @type {Value[]} */
  #values = []
  #asked = 0
  #timer

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {(values: Value[]) => Promise<boolean>} bring
   */
  constructor(tool, bring) {
    this.#tool = tool
    this.#bring = bring
    this.#dialog = tool.find("table")
    tool.on("input", ({ target }) => this.#typed(target), this.#dialog)
    tool.on("change", ({ target }) => this.#changed(target), this.#dialog)
    tool.on("submit", (event) => this.#submitted(event), this.#dialog)
  }

  open() {
    this.#stale()
    this.#dialog.querySelector("form").reset()
    this.#given = null
    this.#show(null)
    this.#tell("")
    this.#dialog.showModal()
  }

  #tell(text) {
    this.#dialog.querySelector("[data-table-told]").textContent = text
  }

  /** What was found is another table's from now on, and cannot be taken in; the number by which the next one is known. */
  #stale() {
    clearTimeout(this.#timer)
    this.#values = []
    const button = this.#dialog.querySelector("[data-table-found] button")
    if (button) button.disabled = true
    return ++this.#asked
  }

  #typed(field) {
    if (field.name !== "table") return
    this.#stale()
    this.#timer = setTimeout(() => this.#read({ text: field.value }), 300)
  }

  async #changed(field) {
    if (field.dataset.column) {
      this.#map[field.dataset.column] = field.value || "-"
      return this.#ask()
    }
    const [file] = field.files ?? []
    if (!file) return
    field.value = ""
    const mine = this.#stale()
    if (file.size > MOST_BYTES) return this.#tell(this.#tool.say("builder.table-large", { name: file.name }))
    const [bytes, text] = await Promise.all([encoded(file), file.text()])
    if (mine === this.#asked) this.#read({ bytes }, text)
  }

  /**
   * @param {{ text?: string, bytes?: string }} given
   * @param {string} [text] what is in it, where it is known
   */
  #read(given, text = given.text ?? "") {
    this.#given = given
    this.#map = {}
    const own = ownOf(text)
    if (own) return this.#show({ notes: [], columns: [], rows: own.map((value) => ({ value, doubts: [] })) })
    return text.trim() ? this.#ask() : this.#show(null)
  }

  async #ask() {
    const mine = this.#stale()
    const words = JSON.parse(this.#tool.querySelector("template[data-own-words]").content.textContent)
    this.#tell(this.#tool.say("builder.table-reading"))
    const found = await this.#tool.engine.table({ ...this.#given, map: this.#map, words }).catch(() => null)
    if (mine !== this.#asked) return
    this.#tell(found ? (found.error ?? "") : this.#tool.say("builder.table-failed"))
    this.#show(found)
  }

  #show(found) {
    const { notes = [], columns = [], rows = [] } = found ?? {}
    this.#values = rows.flatMap(({ value }) => value ?? [])
    const doubtful = rows.filter(({ doubts }) => doubts.length)
    const n = this.#values.length
    const view = {
      notes,
      columns,
      count: n ? this.#tool.say("builder.table-found", { n, number: doubtful.length }) : null,
      button: this.#tool.say("builder.table-bring", { n }),
      rows: doubtful.slice(0, SOME).map(({ row, title, doubts }) => ({ row, title, doubts })),
      more: doubtful.length > SOME ? this.#tool.say("builder.table-more", { n: doubtful.length - SOME }) : null,
    }
    const place = this.#dialog.querySelector("[data-table-found]")
    const at = document.activeElement?.dataset.column
    place.replaceChildren(this.#tool.filled("table", view))
    for (const [i, select] of [...place.querySelectorAll("select[data-column]")].entries()) {
      select.value = columns[i].key === "-" ? "" : (columns[i].key ?? "")
      if (select.dataset.column === at) select.focus()
    }
  }

  async #submitted(event) {
    event.stopPropagation()
    if (event.submitter?.value !== "bring") return
    event.preventDefault()
    if (!this.#values.length) return this.#dialog.querySelector("textarea").focus()
    if (await this.#bring(this.#values)) this.#dialog.close()
    else this.#tell(this.#tool.say("builder.table-full", { n: this.#values.length }))
  }
}
