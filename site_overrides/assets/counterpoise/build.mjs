// Which build of the site a file belongs to: parts of two never work together. When the site is made its two empty
// values are filled in, and every other module calls belongs() with its own build before anything else (generator/site/version.py).
//
// BUILD   the build's name, which is also its folder's; every page that has a tool says it in data-build
// PARTS   file name -> {at: its address from here, integrity: its hash}; what is fetched is used only with that hash

/** @type {Record<string, {at?: string, integrity?: string}>} */
export const PARTS = {}
export const BUILD = ""

export const MIXED = "counterpoise: parts of two versions" // guard.js and engine.mjs look for these words

/** @param {string} name */
export const addressOf = (name) => new URL(PARTS[name]?.at ?? name, import.meta.url).href

for (const tool of globalThis.document?.querySelectorAll("[data-build]") ?? []) belongs(tool.dataset.build)

/**
 * Throws where `build` is another: nothing that imports the stranger then runs. It stands last: who asks for it has all.
 * @param {string | undefined} build
 */
export function belongs(build) {
  if (build !== BUILD) throw new Error(MIXED)
}
