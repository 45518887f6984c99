// All that a device keeps of this site, erased. No DOM.

import { forgetSite } from "./offline.mjs"
import { erasePhotos } from "./photos.mjs"
import { eraseShelves } from "./shelf.mjs"

/**
 * Answers, plans, packs, own exercises with their photos, clients, the brand; and the site, where it is kept to be used
 * without a network. False when the browser refuses some of it; the rest is gone all the same.
 * @param {string} root
 */
export async function eraseAll(root) {
  const shelves = eraseShelves(root)
  const others = await Promise.allSettled([forgetSite(root), erasePhotos(root)])
  return shelves && others.every(({ status }) => status === "fulfilled")
}
