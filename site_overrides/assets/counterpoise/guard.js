// Says what failed where a tool does not come to life. A classic script that needs no other file, because what it watches
// may not arrive, not be of the right type, not parse, or be of two builds. It hangs on no order: it may come last.
//
// It lies beside the folders of the builds (generator/site/version.py), so that a page that was kept after its build's
// folder is gone hears of it too. So a page may meet an older or a newer guard: what stands here only ever grows.
//
// On the page   [data-build=BUILD] around a [data-guard][hidden]: the tool, and the box that is shown after WAIT, or as
//               soon as it is clear that the tool's own module will not run; in it [data-why=missing|versions]
//               data-module           on the tool: its own module, below the folder BUILD
//               data-engine           on the tool: "loading" while Python is on its way, "failed" where it did not come
//               [data-slow][hidden]   shown when data-engine has said "loading" for WAIT without a step forward, or says
//                                     "failed" where the tool has no [data-failed] of its own
//               [data-reload]         a button: all that this page runs on is asked for anew, then the page itself
// It sets       data-late on the tool: missing or versions while the box is shown, slow while that is

;(() => {
  const WAIT = 8000 // ms
  const LEAST = 3000 // ms that each step forward gives Python anew
  const PATIENCE = 4000 // ms that asking anew may take before the page is loaded again all the same
  const MIXED = "counterpoise: parts of two versions" // what build.mjs throws
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript) // a classic script has itself there
  const builds = new URL(".", src).href

  function watch(box) {
    const tool = box.closest("[data-build]")
    const entry = `${builds}${tool.dataset.build}/${tool.dataset.module}`
    let settled = false // it is alive, or known never to be
    const defined = () => tool.matches(":defined")

    const show = (why) => {
      for (const line of box.querySelectorAll("[data-why]")) line.hidden = line.dataset.why !== why
      box.hidden = false
      tool.dataset.late = why
      box.scrollIntoView({ block: "nearest" })
    }
    const heard = ({ target, filename, message }) => {
      if (settled) return
      if (message?.includes(MIXED)) return show("versions")
      if (filename?.startsWith(builds)) {
        settled = defined() // it came to life and fell over: nothing more will come
        show("missing")
      } else if (target.src === entry) show("missing")
    }
    addEventListener("error", heard, true) // a script that does not arrive says so to itself alone
    customElements.whenDefined(tool.localName).then(() => {
      if (settled) return
      settled = true
      box.hidden = true
      delete tool.dataset.late
    })
    setTimeout(() => settled || !box.hidden || show("missing"), Math.max(0, WAIT - performance.now()))
    wait(tool)
  }

  /** Python may take long where the line is slow; whoever waits is told what else there is. */
  function wait(tool) {
    const box = tool.querySelector("[data-slow]")
    let timer
    const turned = () => {
      clearTimeout(timer)
      box.hidden = true
      if (tool.dataset.late === "slow") delete tool.dataset.late
      if (tool.dataset.engine === "failed" && !tool.querySelector("[data-failed]")) late()
      if (tool.dataset.engine === "loading") timer = setTimeout(late, Math.max(LEAST, WAIT - performance.now()))
    }
    const late = () => {
      box.hidden = false
      tool.dataset.late = "slow"
    }
    if (box) new MutationObserver(turned).observe(tool, { attributeFilter: ["data-engine"] })
    if (box) turned()
  }

  /** A browser keeps what has once come, and would take the same bad copy again. */
  async function anew() {
    const used = performance.getEntriesByType("resource").map(({ name }) => name)
    const ours = used.filter((name) => name.startsWith(builds) && /\.(m?js|css)$/.test(name))
    const asked = [...new Set([location.href, ...ours])]
    const fresh = asked.map((address) => fetch(address, { cache: "reload" }))
    await Promise.race([Promise.allSettled(fresh), new Promise((done) => setTimeout(done, PATIENCE))])
    location.reload()
  }

  addEventListener("click", (/** @type {any} */ { target }) => {
    const button = target.closest?.("[data-reload]")
    if (!button || button.disabled) return
    button.disabled = true
    anew()
  })
  document.querySelectorAll("[data-guard]").forEach(watch)
})()
