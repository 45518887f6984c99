// The engines of a page, one for each bundle: a second tool on it finds Python ready, or on its way (early.mjs).

import { Engine } from "./engine.mjs"

/** @type {Map<string, Engine>} */
const engines = new Map() // by the bundle's address

/** @param {string} bundle */
export function engineFor(bundle) {
  const { href } = new URL(bundle, document.baseURI)
  const engine = engines.get(href) ?? new Engine()
  engines.set(href, engine)
  return engine
}
