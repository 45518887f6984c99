// The site without a network: one version of it, kept whole. The site's build fills in SITE (generator/offline/__init__.py).
//
// Kept          all text in one download (`pack`: its lines once, each file a list of them), Python and whatever is no
//               text (`files`), and when asked for the handouts (`sheets` lists them), each by its hash: what is not as
//               listed does not come in. A version that does not come in whole is thrown away; the one before stays
// Served        what is kept, as it is listed; a page asks the network only for the rest. A new version waits until a
//               page says "now", or none is open; then it takes the place of the old one, whose keep is deleted
// Forks         each has its scope: what is kept has the site's path in its name, and what begins with no folder of this
//               site (`top`) is another's
// From a page   "now"               take the old version's place
//               "sheets", a port    keep the handouts; answered with what "state" answers, and `fault` where it failed
//               "state", a port     {version, sheets: kept?, bytes: of the handouts}
// To all pages  {fault}             this version could not be kept: full (the device, or what it allows), or broken

/** @type {{ version: string, top: string[], pack: string[], files: string[][], sheets: [string, string, number] }} */
const SITE = { version: "", top: [], pack: [], files: [], sheets: ["", "", 0] }

const { scope } = self.registration
const OURS = `${new URL(scope).pathname}counterpoise/offline/`
const NAME = OURS + SITE.version
const LOST = "offline/?missing" // says what is not kept
const TOGETHER = 40
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
}

/** @param {string} path below the site's root */
const addressOf = (path) => scope + path.replace(/(^|\/)index\.html$/, "$1")

/** @param {Response} response */
async function hashed(response) {
  const sum = await crypto.subtle.digest("SHA-256", await response.arrayBuffer())
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(sum)))}`
}

/**
 * A file with its hash: as an older version kept it, else as the browser has it, else anew.
 * @param {string} path
 * @param {string} integrity
 */
async function whole(path, integrity) {
  const address = addressOf(path)
  const old = await caches.match(address)
  if (old && (await hashed(old.clone())) === integrity) return old
  /** @param {RequestCache} cache */
  const get = async (cache) => {
    const response = await fetch(address, { integrity, cache })
    if (!response.ok) throw new Error(`${response.status} ${path}`)
    return response
  }
  return get("default").catch(() => get("reload"))
}

/**
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => Promise<unknown>} one
 */
async function each(rows, one) {
  for (let at = 0; at < rows.length; at += TOGETHER) await Promise.all(rows.slice(at, at + TOGETHER).map(one))
}

/** @param {Cache} cache */
async function unpack(cache) {
  const { lines, files } = await (await whole(SITE.pack[0], SITE.pack[1])).json()
  await each(Object.entries(files), ([path, rows]) => {
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1)]
    const text = rows.map((/** @type {number} */ row) => lines[row]).join("\n")
    return cache.put(addressOf(path), new Response(text, { headers: { "Content-Type": type } }))
  })
}

/** @param {Cache} cache */
async function keepSheets(cache) {
  const list = await whole(SITE.sheets[0], SITE.sheets[1])
  await each(await list.clone().json(), async ([path, integrity]) => {
    if (!(await cache.match(addressOf(path)))) await cache.put(addressOf(path), await whole(path, integrity))
  })
  await cache.put(addressOf(SITE.sheets[0]), list) // last: where it is, all are
}

/** @param {Cache} cache */
const hasSheets = async (cache) => Boolean(await cache.match(addressOf(SITE.sheets[0])))

/** Caches of this site alone; those of a fork below it have a longer path. */
async function keeps() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && !name.slice(OURS.length).includes("/"))
}

/** @param {Error} error */
const faultOf = (error) => (error.name === "QuotaExceededError" ? "full" : "broken")

async function install() {
  const before = await Promise.all((await keeps()).map(async (name) => (await caches.open(name)).keys()))
  const sheets = before.flat().some(({ url }) => /\.sheets\.json$/.test(url))
  const had = await caches.has(NAME) // a host that went back to a version: what is in use is not taken away
  const cache = await caches.open(NAME)
  try {
    await each(SITE.files, async ([path, integrity]) => cache.put(addressOf(path), await whole(path, integrity)))
    await unpack(cache)
    if (sheets) await keepSheets(cache).catch(() => {}) // the site comes first; that they are not kept is said
  } catch (error) {
    if (!had) await caches.delete(NAME)
    for (const page of await self.clients.matchAll({ includeUncontrolled: true })) {
      if (page.url.startsWith(scope)) page.postMessage({ fault: faultOf(error) })
    }
    throw error
  }
}

async function activate() {
  await Promise.all((await keeps()).filter((name) => name !== NAME).map((name) => caches.delete(name)))
}

/** @param {MessageEvent} event */
async function heard({ data, ports: [port] }) {
  if (data === "now") return self.skipWaiting()
  const cache = await caches.open(NAME)
  let fault
  if (data === "sheets") await keepSheets(cache).catch((error) => (fault = faultOf(error)))
  port?.postMessage({ version: SITE.version, sheets: await hasSheets(cache), bytes: SITE.sheets[2], fault })
}

/**
 * @param {Request} request
 * @param {string} address
 */
async function answer(request, address) {
  const cache = await caches.open(NAME)
  const kept = await cache.match(address)
  if (kept) return request.headers.has("Range") ? part(request, kept) : kept
  return fetch(request).catch((error) => {
    if (request.mode === "navigate" && !address.startsWith(scope + LOST.split("?")[0]))
      return Response.redirect(scope + LOST)
    throw error
  })
}

/**
 * The bytes that a player or viewer asks for; all of it where it asks otherwise.
 * @param {Request} request
 * @param {Response} kept
 */
async function part(request, kept) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "")
  if (!asked) return kept
  const all = await kept.blob()
  const from = Number(asked[1])
  const to = Math.min(asked[2] ? Number(asked[2]) : all.size - 1, all.size - 1)
  const headers = { "Content-Type": all.type, "Content-Range": `bytes ${from}-${to}/${all.size}` }
  if (from > to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${all.size}` } })
  return new Response(all.slice(from, to + 1), { status: 206, headers })
}

self.addEventListener("install", (event) => event.waitUntil(install()))
self.addEventListener("activate", (event) => event.waitUntil(activate()))
self.addEventListener("message", (event) => event.waitUntil(heard(event)))
self.addEventListener("fetch", (event) => {
  const [address] = event.request.url.split(/[?#]/)
  if (event.request.method !== "GET" || !address.startsWith(scope)) return
  const [folder] = address.slice(scope.length).split("/")
  if (SITE.top.includes(folder)) event.respondWith(answer(event.request, address))
})
