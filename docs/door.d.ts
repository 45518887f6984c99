// What quiz.bridge takes and gives, from quiz/door.py (`make docs`).
// [[[cog import tables; cog.outl(tables.door_types()) ]]]
export type Json = { [key: string]: any }

export interface Open {
  /** What `counterpoise export` writes as bundle.json. */
  bundle: Json
}

export interface Opened {
  /** The knowledge's fingerprint: twelve characters. */
  version: string
}

export interface Flow {
  /** Its id. */
  questionnaire: string
  /** Question -> answer: an option, a list of options, a number, or {"left", "right"} of them. */
  answers?: Json
}

export interface Flowed {
  /** Those with a question to show: {"id", "questions": ids}. */
  sections: Json[]
  /** Question -> ids of the options to show. */
  options: Json
  /** Shown questions that must be answered and are not. */
  missing: string[]
  /** full, gentle, see-first or stop. */
  gate: string
}

export interface Assess {
  /** Its id. */
  questionnaire: string
  /** Question -> answer: an option, a list of options, a number, or {"left", "right"} of them. */
  answers?: Json
  /** How the routine is to differ from what the answers, or a plan, lead to: as a reply's `shape` had it. */
  shape?: Json | null
  /** One more change, as quiz.routine.shaping.reshaped takes it. */
  change?: Json | null
  /** Such as 2026-11-21; the day from which the next assessment is counted. */
  today?: string | null
  /** The brand that the plan's link names. */
  brand?: string | null
  /** Earlier checks of the same person: {"on", "answers" to the `measured` questions, "activities"}. */
  before?: Json[]
  /** What matters to them today: {"name", "score" from 0, not at all, to 10, as well as ever}; at most three. */
  activities?: Json[]
}

export interface Assessed {
  /** 1. */
  format: number
  /** The knowledge's fingerprint. */
  version: string
  /** Its id. */
  questionnaire: string
  /** incomplete, else what quiz.judging.verdict comes to. */
  outcome: string
  /** How it differs from what the answers, or a plan, lead to; null where it does not. */
  shape?: Json | null
  /** What it keeps to: minutes, days, level, equipment, floor, and what stays; null where there is none. */
  within?: Json | null
  /** Exercises that could be added: {"exercise", "title"}. */
  more?: Json[]
  /** While it is incomplete: the questions to be answered. Then there is nothing below. */
  missing?: string[]
  /** A message. */
  headline?: Json
  /** A message to whoever answered for someone else: whom all of it is about; null for others. */
  carer?: Json | null
  /** Messages, a paragraph each. */
  intro?: Json[]
  /** The first words in one sentence, where a routine follows. */
  lead?: Json | null
  /** What safety allows, and what it tells to do. */
  gate?: Json
  /** Each place that aches: its pattern, its pathways, or whom to see; last, of no place, what fits whatever aches. */
  places?: Json[]
  /** One a scale; none while the gate is shut. */
  scores?: Json[]
  /** Patterns, the best first; support and coverage in permille. */
  matches?: Json[]
  /** Patterns that concern no aching place, told after. */
  seen?: Json[]
  /** What the patterns say of muscles. */
  muscles?: Json[]
  /** What else is worth checking. */
  elsewhere?: Json[]
  /** Cards with doses, week by week; minutes a session; what to mind first. null where there is none. */
  routine?: Json | null
  /** The routine as a link's text; null where no plan can be made of it. */
  plan?: string | null
  /** Daily changes. */
  habits?: Json[]
  /** When to assess again. */
  retest?: Json | null
  /** Then and now, with a verdict; null where there is no check before that is some days old. */
  since?: Json | null
  /** The questions whose answers a later check takes as `before`. */
  measured?: string[]
}

export interface Again {
  /** Its id. */
  questionnaire: string
  /** Those of the check before; what cannot be used of it is left aside. */
  answers: Json
}

export interface Repeated {
  /** Questions. */
  stays: string[]
}

export interface Explain {
  /** Its id. */
  questionnaire: string
  /** Question -> answer: an option, a list of options, a number, or {"left", "right"} of them. */
  answers?: Json
}

export interface Explained {
  /** One a question and another answer. */
  changes: Json[]
  /** What more minutes, equipment or experience would bring. */
  room: Json[]
}

export interface PlanEncode {
  /** As quiz.plans.plan has it. */
  plan?: Json
  /** As `assess` gives it; not read where there is a plan. */
  assessment?: Json
  /** Of the assessment's plan. */
  brand?: string | null
}

export interface PlanEncoded {
  /** What stands behind the # of the plan page's address. */
  text: string
}

export interface PlanOpen {
  /** How the routine is to differ from what the answers, or a plan, lead to: as a reply's `shape` had it. */
  shape?: Json | null
  /** One more change, as quiz.routine.shaping.reshaped takes it. */
  change?: Json | null
  /** A link, what stands behind its #, or any text that holds one: a whole message. */
  text: string
  /** To the safety screen; others are left aside. */
  answers?: Json
}

export interface PlanOpened {
  /** What stands behind the # of the plan page's address. */
  text: string
  /** How it differs from what the answers, or a plan, lead to; null where it does not. */
  shape?: Json | null
  /** What it keeps to: minutes, days, level, equipment, floor, and what stays; null where there is none. */
  within?: Json | null
  /** Exercises that could be added: {"exercise", "title"}. */
  more?: Json[]
  /** The text of the plan as it is here, which is another one where it was changed. */
  link: string
  /** ask, stop, see-first, nothing-left or open. */
  outcome: string
  /** A message. */
  headline: Json
  /** Messages, a paragraph each. */
  intro: Json[]
  /** What it says of itself, with `news` of its exercises since; `written` is all of it, as quiz.plans.plan has it. */
  plan: Json
  /** Safety questions of this plan to show: {"id", "questions": ids}. */
  sections: Json[]
  /** Question -> ids of the options to show. */
  options: Json
  /** Those still to be answered. */
  missing: string[]
  /** What safety allows; null while something is to be answered. */
  gate: Json | null
  /** Cards with doses, week by week; what to mind first. null unless it is open. */
  routine: Json | null
  /** Exercises that are not for this person, each with why. */
  refused: Json[]
  /** Those that are known no more. */
  withdrawn: Json[]
}

export interface PlanCheck {
  /** As quiz.plans.plan has it, or with no exercise yet. */
  plan: Json
  /** Their ids. */
  cautions?: string[]
  /** Which of notes, from and cautions its link holds; none unless given. */
  share?: string[]
}

export interface PlanChecked {
  /** A message: why there can be no handout; then, and while it is empty, the next three are null. */
  blocked: Json | null
  /** The link's. */
  text: string | null
  /** A message: why a plan that can be printed has no link. */
  unlinked: Json | null
  /** What it says of itself. */
  plan: Json | null
  /** What the sheet shows. */
  routine: Json | null
  /** What safety allows someone with these cautions. */
  gate: Json
  /** Each as asked for: what can be set, what stands against it, what could stand instead; null: it cannot be read. */
  exercises: Json | null[]
  /** Bad values, without which all else is judged: {"at": whose, "field", "why"}. */
  wrong: Json[]
  /** What the cautions ask for. */
  adds: Json[]
}

export interface Remember {
  /** To the safety screen; others are left aside. */
  answers?: Json
  /** Such as 2026-11-21. */
  today: string
  /** Of the plan that was opened; without it a self-assessment asked. */
  text?: string
  /** What was kept and spared this person the screen; null: all of it was asked. */
  before?: Json | null
}

export interface Remembered {
  /** What `recall` takes; null while a question is open, and where there is no routine: then nothing is kept. */
  kept: Json | null
}

export interface Recall {
  /** As `remember` gave it. Anything else leads to every question, never to an error. */
  kept: Json
  /** Such as 2026-11-21. */
  today: string
  /** Of the plan to be opened; without it a self-assessment asks. */
  text?: string
  /** Whether anything is new: no, yes or not-sure; null: not asked yet. */
  said?: string | null
}

export interface Recalled {
  /** all: every question; card: whether anything is new; rest: what `answers` leave open. */
  ask: string
  /** Those that hold today. */
  answers: Json
  /** What was kept holds no more for any question, and can be forgotten. */
  gone: boolean
}

export interface Session {
  /** As a result or an opened plan tells it; with no cards only how the plan is going is told. */
  routine: Json
  /** As quiz/sessions/record.py describes them; what is none is left aside. */
  records: Json[]
  /** Such as 2026-11-29. */
  today: string
  /** Whether the safety questions were answered since the last record. */
  screened?: boolean
  /** The text of its link; only sessions of this plan make the number of the next one. */
  plan?: string | null
}

export interface Sessioned {
  /** 1. */
  format: number
  /** The last session brought a stop sign: there is none before the safety questions are answered again. */
  stop: boolean
  /** Whether the last session's ache had settled is to be asked first. */
  ask: boolean
  /** A message: why it is more, the same or less than the last time. */
  why: Json | null
  /** All of it. */
  seconds: number
  /** One an exercise: its phases at three levels, each with its seconds. */
  items: Json[]
  /** This week, which session is next, and when. */
  progress: Json
}

export interface Calendar {
  /** The plan's own; the same one takes the place of what it wrote before. */
  id: string
  /** MO to SU. */
  days: string[]
  /** Such as 07:30, wherever the reader is. */
  time: string
  /** Of a session. */
  minutes: number
  /** Such as 2026-11-29; the first day that may have a session. */
  today: string
  /** How often it was changed today. */
  revision?: number
}

export interface Calendared {
  /** The file, iCalendar. */
  text: string
}

export interface ReplyWrite {
  /** Anything that tells this device from others, and nobody who uses it. */
  sender: string
  /** What the device keeps of sessions: {"id", "revision", "value": a record}. */
  entries: Json[]
  /** Sessions a week that the plan asks for. */
  days: number
  /** Which of quiz.sessions.reply.PARTS they choose to show. */
  shown: string[]
  /** Such as 2026-11-29. */
  today: string
  /** As they typed it; at most 80 characters. */
  name?: string
  /** At most 300 characters. */
  note?: string
  /** {"on", "score" 0-10, "name"}; what is none is left out. */
  activities?: Json[]
  /** The text of its link; sessions of other plans are left out. */
  plan?: string | null
}

export interface ReplyWritten {
  /** What stands behind the # of the kit's address. */
  text: string
  /** How many are in it: the last ones. */
  sessions: number
  /** Messages: what is in it, and what is not. */
  said: Json[]
}

export interface ReplyRead {
  /** A link, or a whole message that holds one. */
  text: string
  /** Client -> the reply that is kept of them. */
  replies: Json
  /** Such as 2026-11-29. */
  today: string
  /** Whose it is taken for; null: whoever's replies come from the same device. */
  client?: string | null
  /** The exercises of that client's plan. */
  cards?: string[]
}

export interface ReplyFound {
  /** {"name", "note", "on", "sessions"} as it says them. */
  reply: Json
  /** The client whose replies come from the same device. */
  whose: string | null
  /** How many of its sessions are not kept yet. */
  news: number
  /** Messages: what is in it, and what speaks against its being this client's. */
  said: Json[]
  /** What to keep for this client. */
  kept: string
}

export interface Roster {
  /** Client -> the reply that is kept of them. */
  replies: Json
  /** Such as 2026-11-29. */
  today: string
}

export interface Rostered {
  /** Client -> {"state", "title", "line", "hurts": what did lately, "words": theirs, "note": for a clinical note}. */
  clients: Json
}

export interface PlanNext {
  /** As quiz.plans.plan has it. */
  plan: Json
  /** Their ids. */
  cautions?: string[]
  /** What is kept of the client's. */
  reply: string
  /** The day from which the last plan was done; sessions before it do not count. */
  since?: string | null
  /** Such as 2026-11-29. */
  today: string
}

export interface PlannedNext {
  /** As quiz.plans.plan has it. */
  plan: Json
  /** Messages: where each exercise begins that does not begin as before, and why. */
  said: Json[]
}

export interface Score {
  /** As `counterpoise export` compiles them. */
  questions: Json[]
  /** The same. */
  scales: Json[]
  /** One answer set, or a list of them. */
  answers?: Json | Json[]
  /** The name of a variant of the scales. */
  variant?: string | null
}

export interface Requests {
  "open": Open
  "flow": Flow
  "assess": Assess
  "again": Again
  "explain": Explain
  "plan-encode": PlanEncode
  "plan-open": PlanOpen
  "plan-check": PlanCheck
  "remember": Remember
  "recall": Recall
  "session": Session
  "calendar": Calendar
  "reply-write": ReplyWrite
  "reply-read": ReplyRead
  "roster": Roster
  "plan-next": PlanNext
  "score": Score
}

export interface Replies {
  "open": Opened
  "flow": Flowed
  "assess": Assessed
  "again": Repeated
  "explain": Explained
  "plan-encode": PlanEncoded
  "plan-open": PlanOpened
  "plan-check": PlanChecked
  "remember": Remembered
  "recall": Recalled
  "session": Sessioned
  "calendar": Calendared
  "reply-write": ReplyWritten
  "reply-read": ReplyFound
  "roster": Rostered
  "plan-next": PlannedNext
  "score": Json | Json[]
}

export type Request = { [Op in keyof Requests]: { op: Op; tell?: boolean } & Requests[Op] }[keyof Requests]
export type Reply<Op extends keyof Requests> =
  | { ok: Replies[Op]; error?: undefined; complaints?: undefined }
  | { ok?: undefined; error: any; complaints?: Json[] }
// [[[end]]]
