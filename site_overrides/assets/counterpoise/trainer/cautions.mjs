// What the client of a plan has to mind: boxes in groups, each group with how many of it are ticked.
//
//   input[name=caution]    its value is the caution's id;  [data-caution-count] in each <details> of them
//   new Cautions(tool)     `tool`: the element around them

export class Cautions {
  #tool

  /** @param {import("../element.mjs").Tool} tool */
  constructor(tool) {
    this.#tool = tool
  }

  get #boxes() {
    return [...this.#tool.querySelectorAll("input[name=caution]")]
  }

  /**
   * Of some those that can be ticked here: what was kept may be gone.
   * @param {string[]} ids
   */
  known(ids) {
    const here = this.#boxes.map(({ value }) => value)
    return ids.filter((id) => here.includes(id))
  }

  /** @returns {string[]} */
  get ticked() {
    return this.#boxes.flatMap(({ checked, value }) => (checked ? value : []))
  }

  /** @param {string[]} ids */
  tick(ids) {
    for (const box of this.#boxes) box.checked = ids.includes(box.value)
    this.count()
  }

  count() {
    for (const place of this.#tool.querySelectorAll("[data-caution-count]")) {
      const n = place.closest("details").querySelectorAll("input[name=caution]:checked").length
      place.textContent = n ? this.#tool.say("builder.cautions", { n }) : ""
    }
  }
}
