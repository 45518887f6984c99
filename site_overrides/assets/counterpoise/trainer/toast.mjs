// What just happened, in a line that goes by itself. The element is a live region: what is in it is read aloud.

const LONG_ENOUGH = 8000 // ms

const timers = new WeakMap() // element -> its timer

/**
 * @param {Part} element
 * @param {string} text
 */
export function toast(element, text) {
  element.textContent = text
  clearTimeout(timers.get(element))
  timers.set(
    element,
    setTimeout(() => (element.textContent = ""), LONG_ENOUGH),
  )
}
