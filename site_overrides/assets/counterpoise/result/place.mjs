// Where an opened plan stands in the address: its text behind the #, and whether it is shown. Back from a plan that is shown
// leads to its questions, and Forward shows it again.

export class Place {
  text = "" // of the plan that is open

  /**
   * @param {import("../element.mjs").Tool} tool
   * @param {{ open: () => void, show: () => void, ask: () => void }} then another plan is named; this one is to be shown;
   *   its questions are
   */
  constructor(tool, { open, show, ask }) {
    tool.on("hashchange", () => this.named !== this.text && open(), window)
    tool.on(
      "popstate",
      ({ state }) => {
        if (this.named === this.text) state?.shown ? show() : ask()
      },
      window,
    )
  }

  /** The text that the address names. */
  get named() {
    return location.hash.slice(1)
  }

  /** The plan is shown now. */
  shown() {
    if (!history.state?.shown) history.pushState({ ...history.state, shown: true }, "")
  }

  /**
   * Its address, from now on.
   * @param {string} text
   */
  moved(text) {
    this.text = text
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${text}`)
  }
}
