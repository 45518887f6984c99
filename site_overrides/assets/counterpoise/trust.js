// What the theme's own script may hand to the browser as markup or as a script's address, where the page's policy asks
// (Trusted Types; generator/seal.py). It shows what a search found, and starts the search's worker; more it may not.

;(() => {
  const { trustedTypes, location } = /** @type {any} */ (globalThis)
  const SHOWN = /^(?:[^<]|<\/?(?:div|h1|h2|mark|del)(?: (?:class|data-md-highlight)(?:="[\w -]*")?)?>)*$/
  const ours = (/** @type {string} */ address) => new URL(address, document.baseURI).origin === location.origin
  trustedTypes?.createPolicy("default", {
    createHTML: (/** @type {string} */ text) => (SHOWN.test(text) ? text : null),
    createScriptURL: (/** @type {string} */ address) => (ours(address) ? address : null),
  })
})()
