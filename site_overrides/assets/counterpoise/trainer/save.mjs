// What a trainer takes along, as a file that the browser saves.

const LONG_ENOUGH = 10_000 // ms, for the browser to have taken it

/**
 * @param {string} text
 * @param {string} type
 * @param {string} name
 */
export function saveText(text, type, name) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  save(url, name)
  setTimeout(() => URL.revokeObjectURL(url), LONG_ENOUGH)
}

/**
 * @param {string} href
 * @param {string} name
 */
export function save(href, name) {
  const link = document.createElement("a")
  Object.assign(link, { href, download: name })
  link.click()
}
