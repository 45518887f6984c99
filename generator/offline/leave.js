// Stands where a site's service worker would while the site is edited: one that a build left behind goes, with what it kept.

const OURS = `${new URL(self.registration.scope).pathname}counterpoise/offline/`

async function leave() {
  const names = await caches.keys()
  const ours = names.filter((name) => name.startsWith(OURS) && !name.slice(OURS.length).includes("/"))
  await Promise.all(ours.map((name) => caches.delete(name)))
  await self.clients.claim() // an open page then loads itself anew (pages/update.mjs)
  await self.registration.unregister()
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(leave()))
