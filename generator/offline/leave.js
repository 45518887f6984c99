// Stands where a site's service worker would while the site is edited: one that a build left behind goes, with what it kept.

const OURS = `${new URL(self.registration.scope).pathname}counterpoise/offline/`

async function leave() {
  const names = await caches.keys()
  const ours = names.filter((name) => name.startsWith(OURS) && !name.slice(OURS.length).includes("/"))
  await Promise.all(ours.map((name) => caches.delete(name)))
  await self.registration.unregister()
  for (const page of await self.clients.matchAll({ type: "window" })) page.navigate(page.url)
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(leave()))
