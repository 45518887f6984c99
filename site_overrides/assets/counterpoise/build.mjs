// Which build of the site a file belongs to: parts of two never work together. When the site is made its empty
// values are filled in, and every other module calls belongs() with its own build before anything else (generator/site/version.py).
//
// BUILD   the build's name, which is also its folder's; every page that has a tool says it in data-build
// PARTS   file name -> {at: its address from here, integrity: its hash}; what is fetched is used only with that hash
// SITE    from the start of these pages to the site's: each further language has its pages in a folder of its own
// EDITION what was built together, in all languages: what is kept of one language is good in another

/** @type {Record<string, {at?: string, integrity?: string}>} */
export const PARTS = {}
export const BUILD = ""
export const SITE = ""
export const EDITION = ""

export const MIXED = "counterpoise: parts of two versions" // guard.js and engine.mjs look for these words

/** @param {string} name */
export const addressOf = (name) => new URL(PARTS[name]?.at ?? name, import.meta.url).href

/**
 * Where the site starts, whatever language `root` is the start of.
 * @param {string} root
 */
export const siteAt = (root) => new URL(SITE, new URL(root, document.baseURI))

for (const tool of globalThis.document?.querySelectorAll("[data-build]") ?? []) belongs(tool.dataset.build)

/**
 * Throws where `build` is another: nothing that imports the stranger then runs. It stands last: who asks for it has all.
 * @param {string | undefined} build
 */
export function belongs(build) {
  if (build !== BUILD) throw new Error(MIXED)
}
