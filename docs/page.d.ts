// What the page's modules find in the page, for the checker of types alone (`make check`); no page loads this.
//
// A template and its module are written for each other, and browser tests hold them together: what a selector names is
// there, unless the code says `?.`, and is of the element that the template has. So whatever is found is a Part, which
// has what any of our elements has: a misspelt name is a fault, a guard that nothing needs is not asked for.

interface Part
  extends HTMLElement,
    Pick<HTMLInputElement, "checked" | "defaultValue" | "disabled" | "files" | "form" | "labels" | "name" | "select">,
    Pick<HTMLInputElement, "setCustomValidity" | "type" | "validity">,
    Pick<HTMLFormElement, "noValidate">,
    Pick<HTMLDialogElement, "close" | "open" | "returnValue" | "showModal">,
    Pick<HTMLAnchorElement & HTMLImageElement, "decode" | "href" | "src">,
    Pick<HTMLTemplateElement, "content"> {
  /** A number is written as its text. */
  value: any
  readonly children: HTMLCollectionOf<Part>
  readonly firstElementChild: Part
  readonly lastElementChild: Part
  cloneNode(deep?: boolean): this
  getAttribute(name: string): string
}

interface Fields {
  namedItem(name: string): Part | null
  [Symbol.iterator](): ArrayIterator<Part>
}

interface FormPart extends HTMLFormElement {
  readonly elements: Fields & HTMLFormControlsCollection & Record<string, Part>
}

interface HTMLElement {
  readonly dataset: Record<string, string>
  readonly parentElement: Part
  closest(selectors: string): Part
}

interface DocumentFragment {
  readonly firstElementChild: Part
}

interface ParentNode {
  querySelector(selectors: "svg"): SVGSVGElement
  querySelector<E = Part>(selectors: string): E
  querySelectorAll(selectors: string): NodeListOf<Part>
}

interface Document {
  readonly activeElement: Part
}
