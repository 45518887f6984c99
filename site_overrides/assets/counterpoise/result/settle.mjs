// What is shown becomes what it should be, and what is the same stays, with all that a person did to it: what is open, where
// the focus is, what has come since. So a change paints only what it changed. Knows nothing of results.
//
//   settle(place, fresh)   afterwards `place` holds what the fragment `fresh` held
//   [data-exercise] [data-step], id, class, what a fold is called   by these a part is known again among its neighbours
//   LATER                  what is known again of these stays as it is: something came into it

const LATER = "[data-figure], [data-how-body], [data-muscle-map], [data-changes]"

/**
 * @param {Part | DocumentFragment} place
 * @param {Node} fresh
 */
export function settle(place, fresh) {
  /** @type {Map<string, ChildNode[]>} */
  const there = new Map()
  for (const node of place.childNodes) there.set(keyOf(node), [...(there.get(keyOf(node)) ?? []), node])
  const nodes = [...fresh.childNodes].map((node) => ({ node, old: there.get(keyOf(node))?.shift() }))
  for (const node of [...there.values()].flat()) node.remove()
  let next = place.firstChild
  for (const { node, old } of nodes) {
    if (old) adapt(old, node)
    if (old && old === next) next = next.nextSibling
    else place.insertBefore(old ?? node, next)
  }
}

/** @param {Node} node */
function keyOf(node) {
  if (!(node instanceof Element)) return node.nodeName
  const { exercise, step } = /** @type {Part} */ (node).dataset
  const called = node.matches("details") && node.querySelector(":scope > summary:not(:has(*))")?.textContent
  return [node.nodeName, node.id, node.getAttribute("class"), exercise, step, called].join()
}

/**
 * @param {Node} old
 * @param {Node} node
 */
function adapt(old, node) {
  if (old.isEqualNode(node)) return
  if (!(old instanceof Element && node instanceof Element)) old.nodeValue = node.nodeValue
  else if (!old.matches(LATER)) {
    for (const name of old.getAttributeNames())
      if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name)
    for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
    settle(/** @type {Part} */ (old), node)
  }
}
