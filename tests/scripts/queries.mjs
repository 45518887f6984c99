// What the site's search finds: node queries.mjs entries.json minisearch.mjs < [query...] > [[first location of each page]...]

import { readFileSync } from "node:fs"
import process from "node:process"
import { pathToFileURL } from "node:url"

import { indexOf, matches } from "../../site_overrides/assets/counterpoise/find/match.mjs"

const [entries = "", library = ""] = process.argv.slice(2)
const { default: MiniSearch } = await import(pathToFileURL(library).href)
const open = indexOf(MiniSearch, JSON.parse(readFileSync(entries, "utf8")))
/** @type {string[]} */
const queries = JSON.parse(readFileSync(0, "utf8"))
const leading = queries.map((query) =>
  matches(open, query).map(([page, section]) => (page.location === "safety/" && section ? section : page).location),
)
console.log(JSON.stringify(leading))
