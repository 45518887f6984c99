// Days as texts, such as 2026-11-21: the same day in every time zone.

const DAY = 24 * 60 * 60 * 1000 // ms

/** The day it is here, or was at a moment. */
export function dayHere(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** The day so many days after one, however long they were. @param {string} day @param {number} days */
export const dayAfter = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, day.length)

/** The day that was so many days ago. @param {number} days */
export const daysAgo = (days, now = new Date()) => dayAfter(dayHere(now), -days)

/**
 * As quiz/door.py takes it: the last of February is no 31st, which a browser reads as one of March.
 * @param {any} raw
 */
export const isDay = (raw) => typeof raw === "string" && /^[12]\d{3}-\d\d-\d\d$/.test(raw) && isOfCalendar(raw)

/** @param {string} day */
const isOfCalendar = (day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, day.length) === day

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
