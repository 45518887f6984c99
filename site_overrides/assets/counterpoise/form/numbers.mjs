// Numbers as people type them. A browser's own number field drops the comma that much of the world writes, and reads
// "1,5" as 15: these are text fields.
//
//   input[data-number]   with data-min and data-max; data-whole where only whole numbers count

const TYPED = /^[+-]?\d{1,9}(?:[.,]\d{1,9})?$/
const THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/ // 1500 to some, 1.5 to others

export const isNumberField = (input) => "number" in input.dataset

/** What a field holds: null where it is empty, NaN where it is no one number. */
export function numberOf({ value }) {
  const typed = value.normalize("NFKC").replace(/\s/g, "").replace("−", "-")
  if (!typed) return null
  return TYPED.test(typed) && !THOUSANDS.test(typed) ? Number(typed.replace(",", ".")) : NaN
}

/** The word for what is wrong with a field's number; null where nothing is, or where there is none. */
export function numberFault(input) {
  const number = numberOf(input)
  if (number === null) return null
  if (Number.isNaN(number)) return "problem.unread"
  const { min, max, whole } = input.dataset
  if (number < Number(min) || number > Number(max)) return "problem.range"
  return whole !== undefined && !Number.isInteger(number) ? "problem.whole" : null
}

/** What is wrong in words. */
export const faultSaid = (input, fault, say) => say(fault, { min: input.dataset.min, max: input.dataset.max })
