// Wide tables scroll sideways in a box; the keyboard reaches that box only if it can be focused, and a screen reader says it
// only if it has a name. Both are given where a box really scrolls, and taken back where it does not.
//
// Boxes: .cp-scroll (generated pages), .md-typeset__scrollwrap (which the theme puts around Markdown's tables).

const BOXES = ".cp-scroll, .md-typeset__scrollwrap"
const HEADINGS = "h1, h2, h3, h4"

/** The words of the nearest heading before the box, without its link sign. */
function nameOf(box) {
  const before = [...document.querySelectorAll(`article :is(${HEADINGS})`)].filter(
    (heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const heading = before.at(-1)?.cloneNode(true)
  heading?.querySelector(".headerlink")?.remove()
  return heading?.textContent.trim() || document.title
}

function mark(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0
    box.setAttribute("role", "region")
    box.setAttribute("aria-label", nameOf(box))
  } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name)
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) mark(target)
})
const watch = () => {
  for (const box of document.querySelectorAll(BOXES)) sizes.observe(box)
}
watch()
addEventListener("load", watch) // the theme wraps tables in its own time
