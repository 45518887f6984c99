// A self-assessment in a page of another site: <counterpoise-embed> is as high as what it holds, which it hears from the
// frame. Its attributes:
//   questionnaire  the id of a questionnaire; `quick` where it is left out
//   label          what the frame is called to whoever hears the page

;(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src
  const ROOT = new URL("../../", own)
  const HIGHEST = 60_000

  class CounterpoiseEmbed extends HTMLElement {
    connectedCallback() {
      const frame = document.createElement("iframe")
      const page = new URL(`assessments/${this.getAttribute("questionnaire") ?? "quick"}/?embed`, ROOT)
      frame.src = String(page)
      frame.title = this.getAttribute("label") ?? "Self-assessment"
      frame.allow = "clipboard-write; fullscreen; screen-wake-lock; web-share"
      Object.assign(frame.style, { border: "0", display: "block", width: "100%", height: "40rem" })
      const heard = (/** @type {MessageEvent} */ { source, origin, data }) => {
        const height = Number(data?.counterpoise?.height)
        if (source === frame.contentWindow && origin === page.origin && height > 0)
          frame.style.height = `${Math.min(height, HIGHEST)}px`
      }
      addEventListener("message", heard)
      this.parted = () => removeEventListener("message", heard)
      this.replaceChildren(frame)
    }

    disconnectedCallback() {
      this.parted?.()
    }
  }

  if (!customElements.get("counterpoise-embed")) customElements.define("counterpoise-embed", CounterpoiseEmbed)
})()
