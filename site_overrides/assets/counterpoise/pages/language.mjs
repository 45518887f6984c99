// The switch to another language in the page's head leads to the same place on the page: with what stands behind its address,
// such as a plan, or where a reader was.

for (const way of document.querySelectorAll(".md-select__link[hreflang]"))
  way.addEventListener("click", () => {
    const { search, hash } = location
    const to = new URL(/** @type {any} */ (way).href)
    Object.assign(way, { href: `${to.origin}${to.pathname}${search}${hash}` })
  })
