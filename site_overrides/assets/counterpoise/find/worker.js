// The worker that the theme's search asks, in place of its own: the theme's messages in, the theme's messages out.
//
//   {type: 0, data}          set up: answered with {type: 1}. What the theme read for itself, data.docs, is the one entry
//                            that is shown where a part of the search does not come: whoever searched is not told that
//                            nothing was found
//   {type: 2, data: query}   a query: answered with {type: 3, data: {items}}, see match.mjs; after WAIT with that entry,
//                            and again when all has come
//
// What can be found is fetched with the first letter typed, so that whoever searches nothing pays nothing. A classic
// script, as the theme starts it as one.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]
const WAIT = 8000 // ms
/** @type {object[]} */
let without = []
const matching = () => import("./match.mjs")
/** @type {ReturnType<typeof opened> | undefined} */
let index

async function opened() {
  const { addressOf } = await import("../build.mjs")
  const [{ indexOf }, { default: MiniSearch }, entries] = await Promise.all([
    matching(),
    import(addressOf("minisearch.mjs")),
    fetch(new URL("../../../../search/entries.json", self.location.href)).then((response) => response.json()),
  ])
  return indexOf(MiniSearch, entries)
}

/** @param {string} query */
async function itemsOf(query) {
  if (!query.trim()) return []
  index ??= opened()
  const open = await index.catch((error) => {
    index = undefined // the next letter tries anew
    throw error
  })
  return (await matching()).matches(open, query)
}

/** @param {object[][]} items */
const told = (items) => self.postMessage({ type: RESULT, data: { items } })

self.addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    without = data.docs.map((/** @type {object} */ entry) => ({ ...entry, score: 0, terms: {} }))
    self.postMessage({ type: READY })
  }
  if (type !== QUERY) return
  const late = setTimeout(told, WAIT, [without])
  const items = await itemsOf(data).catch(() => [without])
  clearTimeout(late)
  told(items)
})
