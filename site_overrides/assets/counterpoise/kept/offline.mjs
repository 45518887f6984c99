// The site kept on this device, to be used without a network: the page's side of generator/offline/worker.js, which says
// what there is to be asked and told.

import { siteAt } from "../build.mjs"
import { serviceAt } from "../trust.mjs"
import { Shelf } from "./shelf.mjs"

const WORKER = "offline.js"

/** Whether this browser can keep a site from here: only over https, and from one's own machine. */
export const canKeep = () => Boolean(globalThis.navigator?.serviceWorker)

/** @param {string} root */
const scopeOf = (root) => siteAt(root).href

/**
 * This site's registration; another's that answers for a folder above is none of ours.
 * @param {string} root
 */
export async function registrationOf(root) {
  const found = canKeep() ? await navigator.serviceWorker.getRegistration(scopeOf(root)) : undefined
  return found?.scope === scopeOf(root) ? found : undefined
}

/** @param {string} root */
export const keepSite = (root) =>
  navigator.serviceWorker.register(serviceAt(new URL(WORKER, scopeOf(root)).href), { scope: scopeOf(root) })

/**
 * Whether the reader said that the site is not to be kept here: then no visit keeps it.
 * @param {string} root
 * @returns {Shelf<boolean>}
 */
export const unwanted = (root) => new Shelf(root, "offline", (raw, odd) => (raw === true ? true : odd()))

/**
 * What the worker answers, as soon as it does.
 * @param {ServiceWorkerRegistration} registration
 * @param {"state" | "sheets"} what
 * @returns {Promise<{ version: string, sheets: boolean, bytes: number, fault?: string }>}
 */
export function asked(registration, what) {
  const { port1, port2 } = new MessageChannel()
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data)
    registration.active?.postMessage(what, [port2])
  })
}

/**
 * The site is no longer kept here: pages come from the network alone. Where nothing can be kept nothing is done.
 * @param {string} root
 */
export async function forgetSite(root) {
  if (!canKeep()) return
  const registration = await registrationOf(root)
  await registration?.unregister()
  const ours = `${new URL(scopeOf(root)).pathname}counterpoise/offline/`
  for (const name of await globalThis.caches.keys())
    if (name.startsWith(ours) && !name.slice(ours.length).includes("/")) await caches.delete(name)
}
