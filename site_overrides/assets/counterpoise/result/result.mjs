// An assessment, already in words -> the filled result, and what is alive in it.
//
//   [data-outcome] data-level      the article;  [data-headline]  its heading
//   [data-flag] data-urgency       [data-match] data-band       [data-card] data-exercise
//   [data-changes]                 where what one other answer would change is put
//   what routine.mjs lists

import { dayTold } from "../day.mjs"
import { paintMuscles } from "../form/body-map.mjs"
import { enliven, gateOf, viewOf as routineView } from "./routine.mjs"
import { settle } from "./settle.mjs"

/** @typedef {Required<import("../../../../docs/door.d.ts").Assessed>} Assessed */
/** @typedef {import("../element.mjs").Tool} Tool */

/**
 * Incomplete answers have no result.
 * @param {import("../../../../docs/door.d.ts").Assessed} assessment
 * @returns {assessment is Assessed}
 */
export const isWhole = (assessment) => assessment.outcome !== "incomplete"

/**
 * Put the result into `place`. What is there already of the same answers stays.
 * @param {Part} place
 * @param {Assessed} assessment
 * @param {Tool} tool the element around it
 */
export function show(place, assessment, tool) {
  const view = viewOf(assessment, tool)
  enliven(place, tool.filled("result", view), view, tool)
  paintMuscles(place, assessment.muscles)
}

/**
 * Add what one other answer, or more room, would change, once that is known.
 * @param {Part} place
 * @param {import("../../../../docs/door.d.ts").Explained} found
 * @param {Tool} tool
 */
export function showChanges(place, { changes, room }, tool) {
  const slot = place.querySelector("[data-changes]")
  if (slot) settle(slot, tool.filled("changes", { changes, room, root: tool.root }))
}

/**
 * @param {Assessed} a
 * @param {Tool} tool
 */
function viewOf(a, { say, root }) {
  const { gate, routine } = a
  return {
    ...a,
    root,
    ...gateOf(gate, routine),
    opening: a.lead ? [] : a.intro,
    intro: a.lead ? (a.carer ? [a.lead, ...a.intro] : a.intro) : [],
    lead: a.carer ? null : a.lead, // one sentence below the headline is enough
    places: placesOf(a.places),
    whys: routine?.cards ?? [],
    matches: a.matches.filter((m) => m.leads).map((m) => matchOf(m, a.matches)),
    muscle_groups: groupsOf(a.muscles),
    ...routineView(routine, say),
    left_out: routine?.left_out ?? [],
    empty: routine?.empty ?? [],
    omitted: Boolean(routine?.left_out.length || routine?.empty.length),
    ...sinceOf(a.since, say),
    retest_date: a.retest?.date ? say("retest-date", { date: dayTold(a.retest.date, { year: "numeric" }) }) : null,
  }
}

/**
 * A check beside the one before, with what its picture is drawn from: 0 to 10 points are 0 to 100 wide.
 * @param {any} since or null
 * @param {import("../fill.mjs").Say} say
 */
function sinceOf(since, say) {
  if (!since) return { since }
  const first = since.first.map((one) => ({
    ...one,
    from_at: 10 * one.from,
    to_at: 10 * one.to,
    way: `M${10 * one.from} 6H${10 * one.to}`,
  }))
  const lines = since.lines.map((one) => ({
    ...one,
    was: [one.was].flat().join(", "),
    now: [one.now].flat().join(", "),
  }))
  return {
    since: { ...since, first, lines },
    since_on: say("since-on", { date: dayTold(since.on, { year: "numeric" }) }),
    since_folded: Boolean(lines.length || since.alike),
  }
}

/** What to do stands before a pattern that is no surer than that; how well one fits is told where it is first named. */
function placesOf(places) {
  const first = (pattern) => places.find((other) => other.pattern?.syndrome === pattern.syndrome).pattern === pattern
  return places.map(({ pattern, pathways, ...place }) => {
    const helps = pathways.map(({ id, title }) => ({ page: `pathways/${id}`, title }))
    const band = pattern && first(pattern) ? pattern.band_title : null
    const fits = pattern ? [{ page: `syndromes/${pattern.syndrome}`, title: pattern.title, band }] : []
    return { ...place, lines: pattern?.leads ? [...fits, ...helps] : [...helps, ...fits] }
  })
}

function matchOf(m, all) {
  return { ...m, also: all.filter((other) => other.family === m.family && !other.leads) }
}

function groupsOf(muscles) {
  const kinds = [...new Set(muscles.map((m) => m.activity))]
  return kinds.map((activity) => {
    const own = muscles.filter((m) => m.activity === activity)
    return { activity, title: own[0].activity_title, muscles: own }
  })
}
