// What this site's own modules may hand to the browser as markup or as a script's address, where the page's policy asks
// who says so (Trusted Types; generator/seal.py names this policy). Whatever else a text becomes, it becomes no element.

/** @type {{ createHTML(text: string): any, createScriptURL(address: string): any }} */
const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("counterpoise", {
  createHTML: (/** @type {string} */ text) => text,
  createScriptURL: (/** @type {string} */ address) => address,
}) ?? {
  createHTML: (text) => text,
  createScriptURL: (address) => address,
}

/**
 * Fetched from this build, and taken apart: it is never put into the page as it is.
 * @param {string} text
 * @param {DOMParserSupportedType} [type]
 */
export const parsed = (text, type = "text/html") => new DOMParser().parseFromString(trusted.createHTML(text), type)

/**
 * A module worker under this page's own policy, which one that is started from a file would not have: what it holds can
 * go to no other host. One that was cut short does not begin: `whole` stands in its last line (generator/site/version.py).
 * @param {string} address of this build
 */
export function workerAt(address) {
  const start = new Blob([`import { whole } from ${JSON.stringify(address)}`], { type: "text/javascript" })
  const own = URL.createObjectURL(start)
  const worker = new Worker(trusted.createScriptURL(own), { type: "module" })
  setTimeout(() => URL.revokeObjectURL(own), 60_000) // it is read by then, however slow the machine
  return worker
}

/** @param {string} address of the site's service worker */
export const serviceAt = (address) => trusted.createScriptURL(address)
