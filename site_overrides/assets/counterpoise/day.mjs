// Days as texts, such as 2026-11-21: the same day in every time zone.

/** The day it is here, or was at a moment. */
export function dayHere(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** @param {any} raw */
export const isDay = (raw) => typeof raw === "string" && /^\d{4}-\d\d-\d\d$/.test(raw) && !Number.isNaN(Date.parse(raw))

/**
 * As the page's language writes it.
 * @param {string} day
 * @param {Intl.DateTimeFormatOptions} [format] in place of day and long month
 */
export const dayTold = (day, format) =>
  new Date(day).toLocaleDateString(document.documentElement.lang || undefined, {
    ...{ day: "numeric", month: "long", timeZone: "UTC" },
    ...format,
  })
