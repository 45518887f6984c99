// A web address as people type it: one without its beginning gets https:// in front. No DOM.

const BARE = /^[^\s:/@]+(?:\.[^\s:/@?#]+)+(?:[/?#]\S*)?$/

/** @param {string} typed */
export const addressed = (typed) => (BARE.test(typed.trim()) ? `https://${typed.trim()}` : typed)
