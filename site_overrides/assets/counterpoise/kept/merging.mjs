// Entries that several tabs or devices changed, together again: whichever comes first and however often, it is the same.
//
//   an entry   {id, kind, revision, changed (ms), deleted?, value}; what was deleted leaves its mark, so that a copy from
//              elsewhere does not bring it back

/** @typedef {{ id: string, revision: number, deleted?: true }} Marked */

/**
 * Of an entry the later revision; of two alike, the deleted one, else by their text. In the order of their ids.
 * @template {Marked} E
 * @param {E[]} some
 * @param {E[]} others
 * @returns {E[]}
 */
export function latest(some, others) {
  /** @type {Map<string, E>} */
  const found = new Map()
  for (const one of [...some, ...others]) {
    const other = found.get(one.id)
    if (!other || outranks(one, other)) found.set(one.id, one)
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * @param {Marked} one
 * @param {Marked} other
 */
function outranks(one, other) {
  if (one.revision !== other.revision) return one.revision > other.revision
  if (Boolean(one.deleted) !== Boolean(other.deleted)) return Boolean(one.deleted)
  return JSON.stringify(one) > JSON.stringify(other)
}
