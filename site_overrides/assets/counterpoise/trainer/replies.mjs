// What clients send back: pasted, or opened as a link; told before it is kept, kept with its client on this device, and
// what it comes to beside each name. What it says is Python's (quiz/telling/reply.py).
//
// Until Python has read it a reply stays as it came: in the address, and in the field; when Python is there, it is read.
//
//   form[data-paste-reply] [data-pasted]     where one is pasted
//   dialog[data-reply]                       its button's value is keep; [data-reply-name] [data-reply-said]
//                                            [data-reply-words] select[data-reply-client] [data-reply-new]
//   template[data-template=reply-said]       data-action=note|next (data-id)
//   new Replies(tool, roster, packs, clients)   told -> {client: {state, title, line, note}} of those that have replied

import { dayHere } from "../day.mjs"
import { freeName, looks, namesake, newId } from "../kept/entries.mjs"
import { request as asPlan, MOST_PACKS } from "./packs.mjs"
import { MOST } from "./roster.mjs"
import { answered } from "./taken.mjs"

/** @typedef {import("./roster.mjs").Client} Client */

export class Replies {
  #tool
  #roster
  #packs
  #asked = 0
  /** @type {string | null} */
  #told = null // the client of whom was said what the reply brings
  #text = ""
  #waits = false // for Python, with a reply in the field

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {import("../kept/entries.mjs").Entries<Client>} roster
   * @param {import("../kept/entries.mjs").Entries<import("./packs.mjs").Pack>} packs
   * @param {import("./client-list.mjs").ClientList} clients
   */
  constructor(tool, roster, packs, clients) {
    this.#tool = tool
    this.#roster = roster
    this.#packs = packs
    this.clients = clients
    Object.assign(tool.actions, {
      note: (/** @type {any} */ { dataset }) => this.#note(dataset.id),
      next: (/** @type {any} */ { dataset }) => this.#next(dataset.id),
    })
    tool.on("change", () => this.#asks(), tool.find("reply-client"))
    tool.on("hashchange", () => this.#adopt(), window)
    this.#adopt()
    this.refresh()
  }

  /** A reply that stands in the address, as its link has it. */
  #adopt() {
    if (!/^#r\d/.test(location.hash)) return
    this.read(location.hash.slice(1))
  }

  get #kept() {
    return Object.fromEntries(this.#roster.list().flatMap(({ id, reply }) => (reply ? [[id, reply]] : [])))
  }

  /** How each client is doing; nothing is asked while nobody has replied. */
  async refresh() {
    const replies = this.#kept
    const mine = ++this.#asked
    if (!Object.keys(replies).length) return this.clients.tell({})
    this.#tool.start()
    const reply = await this.#tool.engine.ask({ op: "roster", replies, today: dayHere(), tell: true }).catch(() => null)
    if (mine === this.#asked && reply?.ok) this.clients.tell(reply.ok.clients)
  }

  /** Python is there: a reply that waits for it is read. */
  ready() {
    if (this.#waits) this.pasted()
  }

  pasted() {
    const field = this.#tool.find("pasted")
    if (!field.value.trim()) return field.focus()
    return this.read(field.value).then((done) => {
      if (done) field.value = ""
    })
  }

  /**
   * Say what a reply brings, and keep it where its reader agrees.
   * @param {string} text
   */
  async read(text) {
    const tool = this.#tool
    this.#text = text
    tool.start()
    tool.status("kit.reading")
    const found = await this.#ask(null)
    if (!found) return false
    const list = this.#roster.list()
    const named = found.reply.name ? namesake(found.reply.name, list) : undefined
    const select = tool.find("reply-client")
    const options = [...list.map(({ id, name }) => new Option(name, id)), new Option(tool.say("kit.new-client"), "")]
    select.replaceChildren(...options)
    select.value = found.whose ?? named?.id ?? ""
    tool.find("reply-name").textContent = found.reply.name ?? ""
    tool.find("reply-words").textContent = found.reply.note ?? ""
    tool.find("reply-new").value = found.reply.name ?? ""
    if (!(await this.#asks())) return false
    do {
      const answer = await answered(tool.find("reply"))
      if (answer !== "keep") return tool.status("kit.reply-left")
    } while (this.#told !== select.value && (await this.#asks())) // what speaks against a client is read before it counts
    return this.#keep(select.value)
  }

  /** What it brings for the client who is chosen now. */
  async #asks() {
    const tool = this.#tool
    const client = tool.find("reply-client").value
    tool.find("reply-new").parentElement.hidden = Boolean(client)
    const found = await this.#ask(client)
    if (!found) return false
    this.#told = client
    tool.find("reply-said").replaceChildren(tool.filled("reply-said", { said: found.said }))
    return true
  }

  /** @param {string | null} client */
  async #ask(client) {
    const cards = this.#planOf(client ?? "")?.items.map(({ card }) => card) ?? []
    const request = { replies: this.#kept, client, cards, today: dayHere(), tell: true }
    const text = this.#text
    const reply = await this.#tool.engine.ask({ op: "reply-read", text, ...request }).catch(() => null)
    this.#waits = !reply
    if (!reply) return this.#unread(text)
    if (location.hash.slice(1) === text) history.replaceState(history.state, "", location.pathname + location.search)
    if (reply.error) this.#tool.status("kit.no-reply", { what: reply.error })
    return reply.ok ?? null
  }

  /** @param {string} text stays in the field */
  #unread(text) {
    this.#tool.find("pasted").value = text
    this.#tool.status("kit.unread", { what: this.#tool.why(this.#tool.engine.error ?? "") })
    return null
  }

  /** @param {string} id of a client */
  #planOf(id) {
    return this.#packs.find(this.#roster.find(id)?.pack ?? "")?.plan
  }

  /** @param {string} id "": a new client */
  async #keep(id) {
    const found = await this.#ask(id) // of what is kept now: another tab may have kept more meanwhile
    if (!found) return false
    const { kept } = found
    const client = this.#roster.find(id)
    if (client) return this.#change({ ...client, reply: kept }, "kit.reply-kept")
    const list = this.#roster.list()
    if (list.length >= MOST) return this.#tool.status("kit.full", { most: MOST })
    const typed = this.#tool.find("reply-new").value.trim()
    const name = freeName(looks(typed) ? typed : this.#tool.say("kit.a-client"), list)
    return this.#change({ id: newId(), kind: "client", name, pack: "", reply: kept }, "kit.reply-kept")
  }

  /**
   * @param {Client} client
   * @param {string} word
   */
  #change(client, word, values = {}) {
    const back = this.#roster.change([[client.id, client]])
    this.#tool.status(back ? word : "kit.not-kept", { name: client.name, ...values })
    if (!back) return false
    const undo = () => {
      this.#roster.change(back)
      this.refresh()
    }
    this.clients.undoable(this.#tool.say("kit.undo-reply", { name: client.name }), undo)
    this.refresh()
    return true
  }

  /** The line for a clinical note. @param {string} id */
  async #note(id) {
    const note = this.clients.told[id]?.note.join(" ")
    if (!note) return
    const done = await navigator.clipboard.writeText(note).then(
      () => true,
      () => false,
    )
    this.#tool.status(done ? "kit.note-copied" : "kit.note-not-copied", { text: note })
  }

  /** A pack that begins where the last one led, for this client alone. @param {string} id */
  async #next(id) {
    const tool = this.#tool
    const client = this.#roster.find(id)
    const plan = this.#planOf(id)
    if (!client?.reply) return
    if (!plan) return tool.status("kit.no-plan")
    const { cautions, items, days, growth, note } = plan
    const { plan: asked } = asPlan({ cautions, items, days, growth, note }, {})
    const { from, brand, ...bare } = /** @type {any} */ (asked)
    const more = { cautions, reply: client.reply, since: client.since ?? null, today: dayHere(), tell: true }
    const reply = await tool.engine.ask({ op: "plan-next", plan: bare, ...more }).catch(() => null)
    if (!reply?.ok) return tool.status("kit.no-next", { what: reply?.error ?? "" })
    const now = this.#roster.find(id) // another tab may have changed it meanwhile
    if (!now) return this.refresh()
    const list = this.#packs.list()
    if (list.length >= MOST_PACKS) return tool.status("kit.full-packs", { most: MOST_PACKS })
    const name = freeName(`${now.name} · ${dayHere()}`, list)
    /** @type {import("./packs.mjs").Pack} */
    const pack = {
      id: newId(),
      kind: "pack",
      name,
      plan: { days, growth, cautions, note, items: /** @type {any} */ (reply.ok.plan).items },
    }
    if (!this.#packs.change([[pack.id, pack]])) return tool.status("kit.not-kept")
    const text = reply.ok.said.length ? reply.ok.said.join(" ") : tool.say("kit.next-same")
    this.#change({ ...now, pack: pack.id, since: dayHere() }, "kit.next-made", { title: name, text })
  }
}
