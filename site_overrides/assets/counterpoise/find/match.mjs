// A query -> the pages that answer it, the best first, in the shape that the theme's search draws.
//
//   indexOf(MiniSearch, {entries, lay, small?, endings?})
//                                  small, endings: of another language than English; entries: [{location, title, text, led?: [id], lay?: [id], weight?}]; lay: {id:
//                                  words}, those that lead to an entry, and those for what it says; as
//                                  generator/publishing/findable.py writes them. A location with a # is a section of
//                                  its page
//   matches(index, query)          a list of pages: each the page itself, then its sections that match
//
// A word finds its other forms, what it begins, and what is a slip of the finger away. All words must be met; where
// nothing meets all, what meets some is shown.

const WORDS = /[\p{L}\p{N}]+/gu
const LETTERS = 4 // shorter words are as they were meant: two of them are a slip apart too easily
const SMALL = new Set(
  "a an and are as at be by can do for from has have how i in is it me my of on or the to what when with".split(" "),
)
const FIELDS = { title: 4, led: 12, lay: 2, text: 1 }
const NAMED = 3 // times the score of a page whose title is the query

/** Accents are not needed to be found. @param {string} word */
const bare = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

/** One form for "stretch", "stretches" and "stretching".
 * @param {string} word */
function english(word) {
  const plain = bare(word)
  if (plain.length <= LETTERS) return plain.replace(/(?<=\w[^s])s$/, "")
  return plain
    .replace(/ies$/, "y")
    .replace(/(ss|sh|ch|x)es$/, "$1")
    .replace(/(?<=[^sui])s$/, "")
    .replace(/(?<=\w{3}[^e])(?<!str)ing$/, "")
    .replace(/(?<=\w{3}[^e])ed$/, "")
    .replace(/(?<=\w{3})e$/, "")
}

/** @param {string} text */
const tokens = (text) => text.match(WORDS) ?? []

/** How another language's words are told apart: without the longest of its endings that leaves three letters.
 * @param {string[]} endings */
function stemming(endings) {
  const longest = endings.map(bare).sort((one, other) => other.length - one.length)
  return (/** @type {string} */ word) => {
    const plain = bare(word)
    const end = longest.find((ending) => plain.endsWith(ending) && plain.length - ending.length > 2)
    return end ? plain.slice(0, -end.length) : plain
  }
}

/** @param {string[] | undefined} small @param {string[] | undefined} endings */
function speech(small, endings) {
  const passed = small ? new Set(small.map(bare)) : SMALL
  const stem = endings ? stemming(endings) : english
  const meaning = (/** @type {string} */ word) => (passed.has(bare(word)) ? null : stem(word))
  const forms = (/** @type {string} */ text) => tokens(text).map(meaning).filter(Boolean).join(" ")
  return { stem, meaning, forms }
}

/** @param {any} MiniSearch
 * @param {{entries: any[], lay: Record<string, string>, small?: string[], endings?: string[]}} found */
export function indexOf(MiniSearch, { entries, lay, small, endings }) {
  const speaks = speech(small, endings)
  const index = new MiniSearch({
    idField: "location",
    fields: Object.keys(FIELDS),
    extractField: (/** @type {any} */ entry, /** @type {string} */ field) =>
      field === "lay" || field === "led"
        ? (entry[field] ?? []).map((/** @type {string} */ id) => lay[id]).join(" ")
        : entry[field],
    storeFields: ["title", "text", "weight"],
    tokenize: tokens,
    processTerm: speaks.meaning,
    searchOptions: {
      boost: FIELDS,
      prefix: (/** @type {string} */ term) => term.length > 2,
      fuzzy: (/** @type {string} */ term) => (term.length > LETTERS ? (term.length > 7 ? 2 : 1) : false),
      weights: { prefix: 0.6, fuzzy: 0.25 },
      boostDocument: (/** @type {string} */ _, /** @type {string} */ __, /** @type {any} */ kept) => kept.weight ?? 1,
    },
  })
  index.addAll(entries)
  return { index, speaks, pages: new Map(entries.map((entry) => [entry.location, entry])) }
}

/** @param {ReturnType<typeof indexOf>} open @param {string} query */
export function matches({ index, speaks, pages }, query) {
  const all = index.search(query, { combineWith: "AND" })
  const said = speaks.forms(query)
  const found = (all.length ? all : index.search(query, { combineWith: "OR" }))
    .map((/** @type {any} */ hit) => (speaks.forms(hit.title) === said ? { ...hit, score: NAMED * hit.score } : hit))
    .sort((/** @type {any} */ one, /** @type {any} */ other) => other.score - one.score)
  /** @type {Map<string, any[]>} */
  const groups = new Map()
  for (const hit of found) {
    const page = hit.id.split("#")[0]
    if (pages.has(page)) groups.set(page, [...(groups.get(page) ?? []), shown(hit, query, speaks)])
  }
  return [...groups].map(([page, hits]) => {
    const itself = hits.find((hit) => hit.location === page)
    const sections = hits.filter((hit) => hit.location !== page)
    return [itself ?? { ...shown({ ...pages.get(page), id: page, terms: [] }, query, speaks), score: 0 }, ...sections]
  })
}

/** @param {any} hit @param {string} query @param {ReturnType<typeof speech>} speaks */
function shown({ id, title, text, score = 0, terms }, query, { stem, meaning }) {
  const met = new Set(terms)
  const words = tokens(query).filter((word) => meaning(word))
  return {
    location: id,
    title: marked(title, met, stem),
    text: marked(text, met, stem),
    score,
    terms: Object.fromEntries(words.map((word) => [word, true])),
  }
}

/** The text as markup, the words that were met marked.
 * @param {string} text @param {Set<string>} met @param {(word: string) => string} stem */
function marked(text, met, stem) {
  const safe = (/** @type {string} */ part) => part.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  let [done, html] = [0, ""]
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    html += safe(text.slice(done, index)) + (met.has(stem(word)) ? `<mark data-md-highlight>${word}</mark>` : word)
    done = index + word.length
  }
  return html + safe(text.slice(done))
}
