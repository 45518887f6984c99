// An assessment, already in words -> the filled result, and what is alive in it.
//
//   [data-outcome] data-level      the article;  [data-headline]  its heading
//   [data-flag] data-urgency       [data-match] data-band       [data-card] data-exercise
//   input[name=ca-week]            the week switch; [data-week=N] inside a card, [data-minutes] above them
//   [data-changes]                 where what one other answer would change is put
//   [data-how] data-url            opened, it shows [data-exercise-movement] of the exercise's page

import { paintMuscles } from "./body-map.mjs"
import { fill } from "./fill.mjs"

const STEPS = ["inhibit", "lengthen", "activate", "integrate"]
const FIRST = 3 // reasons shown before "more"

/** Put the result into `place`. `templates(name)` finds a template, `say` a sentence, `root` leads to the site's start. */
export function show(place, assessment, templates, say, root) {
  const view = viewOf(assessment, say, root)
  place.replaceChildren(fill(templates("result"), view))
  paintMuscles(place, assessment.muscles)
  const weeks = [...place.querySelectorAll("input[name=ca-week]")]
  const turn = (week) => {
    for (const part of place.querySelectorAll("[data-week]")) part.hidden = part.dataset.week !== week
    place.querySelector("[data-minutes]").textContent = view.weeks[week - 1].minutes
  }
  for (const input of weeks) input.addEventListener("change", () => turn(input.value))
  if (weeks.length) {
    weeks[0].checked = true
    turn("1")
  }
  for (const how of place.querySelectorAll("[data-how]")) {
    how.addEventListener("toggle", () => how.open && movement(how, templates))
  }
}

/** Add what one other answer would change, once that is known. */
export function showChanges(place, changes, templates) {
  const slot = place.querySelector("[data-changes]")
  if (slot && changes.length) slot.replaceWith(fill(templates("changes"), { changes }))
}

/** Load every exercise's steps, so that they are on the paper too. */
export async function printed(place, templates) {
  const all = [...place.querySelectorAll("[data-how]")]
  await Promise.all(all.map((how) => movement(how, templates)))
  for (const how of all) how.open = true
}

async function movement(how, templates) {
  if (how.dataset.loaded) return
  how.dataset.loaded = "yes"
  const url = new URL(how.dataset.url, document.baseURI)
  const body = how.querySelector("[data-how-body]")
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(response.status)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    const steps = page.querySelector("[data-exercise-movement]")
    if (!steps) throw new Error("no [data-exercise-movement]")
    for (const [name, el] of [["href", "a[href]"], ["src", "img[src]"]]) {
      for (const link of steps.querySelectorAll(el)) link.setAttribute(name, new URL(link.getAttribute(name), url).href)
    }
    for (const named of [steps, ...steps.querySelectorAll("[id]")]) named.removeAttribute("id") // ids are the page's own
    body.replaceChildren(document.adoptNode(steps))
  } catch {
    delete how.dataset.loaded
    body.replaceChildren(fill(templates("how-missing"), { url: url.href }))
  }
}

function viewOf(a, say, root) {
  const { gate, routine } = a
  return {
    ...a,
    root,
    level: gate.level,
    gentle: gate.level === "gentle" && Boolean(routine),
    stop: gate.level === "stop",
    closed: gate.level === "stop" || gate.level === "see-first",
    flags: gate.flags,
    cautions: gate.cautions,
    unsure: gate.unsure,
    matches: a.matches.filter((m) => m.leads).map((m) => matchOf(m, a.matches)),
    muscle_groups: groupsOf(a.muscles),
    weeks: (routine?.weeks ?? []).map((title, i) => ({ title, minutes: say("minutes", { n: routine.minutes[i] }) })),
    minutes: "",
    steps: routine ? stepsOf(routine, say) : [],
    left_out: routine?.left_out ?? [],
    retest_date: a.retest?.date ? say("retest-date", { date: longDate(a.retest.date) }) : null,
  }
}

function matchOf(m, all) {
  const also = all.filter((other) => other.family === m.family && !other.leads)
  const cut = (list) => [list.slice(0, FIRST), list.slice(FIRST)]
  const [[pro, pro_more], [against, against_more]] = [cut(m.for), cut(m.against)]
  return { ...m, for: pro, for_more: pro_more, against, against_more, also }
}

function groupsOf(muscles) {
  const kinds = [...new Set(muscles.map((m) => m.activity))]
  return kinds.map((activity) => {
    const own = muscles.filter((m) => m.activity === activity)
    return { activity, title: own[0].activity_title, muscles: own }
  })
}

/** On paper a week that repeats the one before is left out (`same`), and the first of such weeks names them all. */
function weeksOf(doses, titles, say) {
  const repeats = doses.map((dose, w) => w > 0 && dose.parts.join() === doses[w - 1].parts.join())
  return doses.map((dose, w) => {
    let last = w
    while (repeats[last + 1]) last += 1
    const title = last > w ? say("weeks", { from: w + 1, to: last + 1 }) : titles[w]
    return { ...dose, title, same: repeats[w] ? "yes" : null }
  })
}

function stepsOf(routine, say) {
  const numbered = STEPS.flatMap((step) => routine.cards.filter((c) => c.step === step)).map((card, i) => ({
    ...card,
    number: i + 1,
    cautions: card.cautions.filter((c, n, all) => all.findIndex((other) => other.advice === c.advice) === n),
    weeks: weeksOf(card.weeks, routine.weeks, say),
  }))
  return STEPS.flatMap((step) => {
    const cards = numbered.filter((card) => card.step === step)
    const empty = routine.empty.find((e) => e.step === step)
    if (!cards.length && !empty) return []
    const title = cards[0]?.step_title ?? empty.title
    return [{ step, title, word: say(`step.${step}`), cards, first: cards[0]?.number, empty: empty?.why ?? null }]
  })
}

/** "2026-12-19" as this page's language writes it; the date stays the same in every time zone. */
function longDate(text) {
  const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }
  return new Date(`${text}T00:00:00Z`).toLocaleDateString(document.documentElement.lang || undefined, format)
}
