// A page in a frame of another site, as `?embed` asks for: without the site's head and foot, its height told to whoever
// holds it (assets/engine/embed.js), and every way out of it in a tab of its own.

;(() => {
  if (window.parent === window || !new URLSearchParams(location.search).has("embed")) return
  document.documentElement.dataset.embedded = ""
  addEventListener("DOMContentLoaded", () => {
    const page = /** @type {HTMLElement} */ (document.querySelector(".md-container"))
    const told = () => window.parent.postMessage({ counterpoise: { height: Math.ceil(page.offsetHeight) } }, "*")
    new ResizeObserver(told).observe(page)
    document.addEventListener("click", ({ target }) => {
      const link = /** @type {Element} */ (target).closest("a")
      if (!link?.href.startsWith("http") || link.getAttribute("href")?.startsWith("#")) return
      link.target = "_blank"
      link.rel = "noopener"
    })
  })
})()
