// What a plan is handed over as: its link, its sheet, a preview of that. Inside the tool: [data-keep] [data-share]
// [data-sender] input[name=share] [data-for] [data-preview] [data-preview-sheet]

import { Photos } from "../kept/photos.mjs"
import { planUrl } from "../kept/plans.mjs"
import { showKeep } from "../result/keep.mjs"
import { drawn } from "../result/qr.mjs"
import { preview, print, sheetOf } from "../result/sheet.mjs"
import { keptBrand } from "./kit.mjs"

/** @typedef {import("../../../../docs/door.d.ts").PlanChecked} Told */

export class Handing {
  #tool
  #photos
  /** @type {Told | null} */
  #told = null
  #own
  #kept = "" // what the box is for: a link, or why there is none

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {(at: number) => { id?: string, video?: string } | null} own an exercise of the plan that is the trainer's own
   */
  constructor(tool, own) {
    this.#tool = tool
    this.#own = own
    this.#photos = new Photos(tool.root)
    tool.on("toggle", () => this.preview(), tool.find("preview"))
  }

  /** What of the plan its link holds besides. */
  get shared() {
    const boxes = this.#tool.querySelectorAll("input[name=share]:checked")
    return [...boxes].map(({ value }) => value)
  }

  /** Whose sheet it is. */
  brand() {
    const { dataset, root } = this.#tool
    return keptBrand(root, JSON.parse(dataset.brand), JSON.parse(dataset.logoRules))
  }

  /**
   * The same link keeps its buttons: one may be pressed just now, since leaving a field paints too.
   * @param {Told} told
   */
  show(told) {
    const tool = this.#tool
    this.#told = told
    const slot = tool.find("keep")
    slot.hidden = !told.routine
    tool.find("share").hidden = !told.routine
    this.#sign()
    this.preview()
    const url = this.#url(told)
    const before = this.#kept
    this.#kept = told.routine ? (url ?? String(told.unlinked)) : ""
    if (!told.routine) return slot.replaceChildren()
    if (this.#kept === before) return
    showKeep(slot, url, tool, async (how) => print([await this.#sheet(/** @type {Told} */ (this.#told), url)], how))
    if (told.unlinked) slot.querySelector("[data-keep-text]").textContent = String(told.unlinked)
    else if (this.shared.length)
      slot.querySelector("[data-keep-text]").textContent = tool.say("builder.link-holds-more")
  }

  /** Beside its box stands the name that the link would hold. */
  async #sign() {
    this.#tool.find("sender").textContent = (await this.brand()).name
  }

  /** @param {Told} told */
  #url({ text }) {
    return text && planUrl(this.#tool.root, text)
  }

  /**
   * @param {Told} told
   * @param {string | null} url
   */
  async #sheet(told, url) {
    const tool = this.#tool
    const name = tool.find("for").value.trim()
    const title = name ? tool.say("sheet-for", { name }) : tool.say("sheet-title")
    const sheet = await sheetOf(told.routine, { title, plan: told.plan, brand: await this.brand(), url }, tool)
    await this.#pictured(sheet)
    return sheet
  }

  /** Photos and videos are on the trainer's own sheet alone; a link holds neither. */
  async #pictured(sheet) {
    const cards = [...sheet.querySelectorAll("[data-sheet-card]")]
    await Promise.all(
      cards.map(async (card, at) => {
        const own = this.#own(at)
        if (!own) return
        const shown = await this.#photos.of(own.id)
        const pictures = shown.map((src) => Object.assign(new Image(), { src, alt: "" }))
        await Promise.all(pictures.map((img) => img.decode().catch(() => img.remove())))
        if (pictures.length) card.querySelector("[data-sheet-figure]").replaceChildren(...pictures)
        if (own.video) card.lastElementChild.append(await this.#video(own.video))
      }),
    )
  }

  /** @param {string} url */
  async #video(url) {
    const line = this.#tool.filled("video", { url }).firstElementChild
    const code = await drawn(this.#tool, url).catch(() => null)
    if (code) line.querySelector("[data-video-qr]").replaceChildren(code)
    return line
  }

  async preview() {
    const [tool, told] = [this.#tool, this.#told]
    const place = tool.find("preview-sheet")
    if (!tool.find("preview").open || !told?.routine) return preview(place, null)
    const sheet = await this.#sheet(told, this.#url(told))
    if (this.#told === told) preview(place, sheet)
  }
}
