// "Send it back": what this device keeps of sessions, as a link, a code or a text for whoever gave the plan. Nothing is
// sent from here: its owner does that, with whatever they choose.
//
//   form[data-send]   its fields: shown (ache, marks, activities), name, note; what is hidden is not chosen
//   [data-sent]       what came of it: [data-sent-said] [data-sent-link] [data-sent-qr] [data-sent-status]
//   template[data-template=sent-said], that of qr.html.j2; data-action=sent-copy|sent-text|sent-qr|sent-share

import { dayHere } from "../day.mjs"
import { choose, chosen, replyUrl } from "../kept/sending.mjs"
import { drawn } from "../result/qr.mjs"

export class Sending {
  #tool
  #entries
  #routine
  #rated
  #url = ""
  #turn = 0 // of choosing and making
  #text = ""

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {() => any[]} entries what is kept of sessions
   * @param {() => { plan: string, days: number }} routine that is being done
   * @param {() => any[]} rated what is kept of what matters
   */
  constructor(tool, entries, routine, rated) {
    this.#tool = tool
    this.#entries = entries
    this.#routine = routine
    this.#rated = rated
    Object.assign(tool.actions, {
      "sent-copy": () => this.#copy(this.#url, tool.find("sent-link")),
      "sent-text": () => this.#copy(this.#text, tool.find("sent-link")),
      "sent-qr": () => this.#code(),
      "sent-share": () => navigator.share({ text: this.#text }).catch(() => {}), // closed without sending: no fault
    })
    const form = tool.find("send")
    const { shown } = chosen(tool.root)
    for (const box of form.querySelectorAll("[name=shown]")) box.checked = shown.includes(box.value)
    tool.sends(form, () => this.#make(form))
    tool.on("input", () => this.#stale(), form)
  }

  /** What stands there, or is being made, is no more what was chosen. */
  #stale() {
    this.#tool.find("sent").hidden = true
    return ++this.#turn
  }

  /** @param {any} form */
  async #make(form) {
    const tool = this.#tool
    const mine = this.#stale()
    const ticked = form.querySelectorAll("label:not([hidden]) > [name=shown]:checked")
    const shown = [...ticked].map((/** @type {any} */ { value }) => value)
    const choice = { ...chosen(tool.root), shown }
    choose(tool.root, choice)
    const { name, note } = form.elements
    const { plan, days } = this.#routine()
    const reply = await tool.engine
      .ask({
        op: "reply-write",
        ...choice,
        entries: this.#entries(),
        activities: this.#rated(),
        plan,
        days,
        today: dayHere(),
        name: name.value.trim(),
        note: note.value.trim(),
        tell: true,
      })
      .catch(() => null)
    if (mine !== this.#turn) return
    if (!reply?.ok) return tool.status("today.no-reply")
    this.#show(reply.ok)
  }

  /** @param {import("../../../../docs/door.d.ts").ReplyWritten} reply */
  #show({ text, said }) {
    const tool = this.#tool
    this.#url = replyUrl(tool.root, text)
    this.#text = [...said, this.#url].join("\n")
    tool.find("sent-said").replaceChildren(tool.filled("sent-said", { said }))
    tool.find("sent-link").value = this.#url
    tool.find("sent-qr").replaceChildren()
    tool.find("sent-status").textContent = ""
    tool.querySelector("[data-action=sent-share]").hidden = typeof navigator.share !== "function"
    tool.find("sent").hidden = false
    tool.find("sent-title").focus()
  }

  /**
   * @param {string} text
   * @param {any} field
   */
  async #copy(text, field) {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (!done) field.select()
    this.#told(done ? "today.copied" : "today.copy-by-hand")
  }

  async #code() {
    const tool = this.#tool
    const code = await drawn(tool, this.#url).catch(() => null)
    if (code) tool.find("sent-qr").replaceChildren(code)
    this.#told(code ? "today.code" : "today.no-code")
  }

  /** @param {string} word */
  #told(word) {
    this.#tool.find("sent-status").textContent = this.#tool.say(word)
  }
}
