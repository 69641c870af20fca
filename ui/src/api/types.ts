// The shapes of the JSON API, after `allegedly.reports`. Days are ISO strings; offsets are code points, half open.

export type Day = string;
export type Span = [number, number];
export type Label = "asserted" | "hedged" | "denied" | "planned" | "conditional" | "question" | "unknown";
export type Polarity = "positive" | "negative";
export type Act =
  | "assert" | "deny" | "offer" | "demand" | "request" | "promise" | "refuse" | "accept" | "threaten" | "ask";
export type HopKind =
  | "outlet" | "author" | "person" | "organisation" | "document" | "unnamed_person" | "unnamed_group" | "unstated";
export type EntityKind = "person" | "organisation" | "place" | "unnamed";
export type Slot = "time" | "place" | "number" | "polarity";
export type RelationKind =
  | "same" | "conflict" | "possible_conflict" | "update" | "coarser" | "finer" | "not_comparable";
export type DerivationKind = "narration" | "quotation";
export type JudgementKind =
  | "same" | "different" | "unsure" | "alias" | "settled" | "accept" | "reject" | "edit" | "undo";

export interface Page<T> {
  total: number;
  offset: number;
  items: T[];
}

export interface Job {
  id: string;
  kind: "add" | "refresh" | "preview" | "export" | "known_by";
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  rate: number | null;
  left: number | null;
  started_at: string;
  sentence: string | null;
  steps: { path: string; outcome: string; document: string | null; sentence: string | null }[];
  counts: { added: number; known: number; refused: number; unread: number };
  result: unknown;
}

export interface State {
  case: string;
  title: string;
  version: string;
  csrf: string;
  by: string;
  revision: string | null;
  up_to_date: boolean;
  empty: boolean;
  documents: number;
  claims: number;
  entries: number;
  open_differences: number;
  waiting: number;
  jobs: Job[];
}

export interface Legend {
  labels: { label: Label; means: string }[];
  types: { code: string; means: string }[];
}

export interface Hand {
  state: "accepted" | "edited" | "rejected";
  by: string;
  at: string;
}

export interface Hop {
  name: string;
  kind: HopKind;
}

export interface ClaimLine {
  claim: string;
  document: string;
  document_name: string;
  outlet: string | null;
  published: Day | null;
  voice: string | null;
  start: number;
  end: number;
  text: string;
  who: string | null;
  predicate: string;
  when: string | null;
  edtf: string | null;
  earliest: Day | null;
  latest: Day | null;
  basis: string | null;
  where: string | null;
  label: Label;
  polarity: Polarity;
  act: Act;
  chain: Hop[];
  chain_words: string;
  type?: string | null;
  hand?: Hand | null;
  event?: string | null;
}

export interface Settlement {
  judgement: string;
  by: string;
  at: string;
  why: string;
}

export interface EntryDifference {
  slot: Slot;
  relation: RelationKind;
  values: [string, string];
  settled: Settlement | null;
}

export interface PerhapsSame {
  event: string;
  words: string;
  claim: string;
  unsure: boolean;
}

export interface JoinView {
  a: string;
  b: string;
  rule: string;
  why: string;
}

export interface Entry {
  id: string;
  when: string;
  edtf: string | null;
  earliest: Day | null;
  latest: Day | null;
  where: string | null;
  accounts: ClaimLine[];
  undated: ClaimLine[];
  differs: string[];
  documents: number;
  least: number | null;
  most: number | null;
  origins: string | null;
  differences: EntryDifference[];
  against: string[];
  not_shown: number;
  denials_not_shown: number;
  perhaps_same: PerhapsSame[];
  joined: JoinView[];
}

export interface KnownBy {
  day: Day;
  documents: number;
  of: number;
  later: number;
  undated: number;
  voices: number;
  words: string;
}

export interface ChronologyPage extends Page<Entry> {
  of: number;
  claims: number;
  undated: number;
  known_by: KnownBy | null;
}

export interface BandMark {
  entry: string;
  earliest: Day | null;
  latest: Day | null;
  edtf: string | null;
  label: Label;
  accounts: number;
  differs: boolean;
  text: string;
}

export interface BandBin {
  earliest: Day;
  latest: Day;
  count: number;
  labels: Partial<Record<Label, number>>;
}

export interface Band {
  earliest: Day | null;
  latest: Day | null;
  lo: Day | null;
  hi: Day | null;
  marks: BandMark[] | null;
  bins: BandBin[] | null;
}

export interface Facets {
  people: { id: string; name: string; kind: EntityKind; count: number }[];
  places: { name: string; count: number }[];
  outlets: { name: string; count: number }[];
  types: { code: string; means: string; count: number }[];
  labels: { label: Label; count: number }[];
  earliest: Day | null;
  latest: Day | null;
}

export interface UndatedItem {
  line: ClaimLine;
  perhaps: PerhapsSame[];
}

export interface Voice {
  id: string;
  kind: "author" | "quoted" | "editor_note" | "comment" | "letter" | "message";
  words: string | null;
  parent: string | null;
  outlet: string | null;
  authors: string[];
  published: Day | null;
  number: number | null;
  abridged: boolean;
  spans: Span[];
  announced: Span | null;
  hue: number;
}

export interface DocumentView {
  id: string;
  name: string;
  title: string | null;
  authors: string[];
  outlet: string | null;
  url: string | null;
  published: Day | null;
  published_by: string;
  media_type: string;
  length: number;
  dir: "ltr" | "rtl";
  notices: string[];
  receipts: { path: string; received_at: string }[];
  voices: Voice[];
  blocks: Span[];
  claims: number;
}

export interface CardRole {
  role: string;
  text: string;
  name: string | null;
  how: string;
  start: number;
  end: number;
  entity: string | null;
}

export interface ClaimCard {
  line: ClaimLine;
  entry: string | null;
  trigger: Span;
  roles: CardRole[];
  stance: { polarity: Polarity; certainty: string; reality: string; act: Act; cues: Span[] };
  time_words: string | null;
  origins: string | null;
  least: number | null;
  most: number | null;
  accounts: number;
  differences: number;
  judged: (Hand & { judgement: string }) | null;
}

export interface TextBlock {
  start: number;
  end: number;
  text: string;
  claims: ClaimCard[];
  sources: { start: number; end: number; role: "source" | "cue" | "content"; kind: string }[];
  times: {
    start: number; end: number; words: string | null; edtf: string | null;
    earliest: Day | null; latest: Day | null; basis: string | null;
  }[];
  names: { start: number; end: number; kind: string; how: string; entity: string | null; name: string }[];
  copies: {
    start: number; end: number; document: string; document_name: string;
    of_start: number; of_end: number; kind: DerivationKind; relation: string;
  }[];
}

export interface ClaimPlaceInText {
  id: string;
  start: number;
  end: number;
  label: Label;
}

export interface SavedView {
  name: string;
  url: string;
}

export interface Decision {
  made: { id: string; number: number; kind: JudgementKind };
  known: boolean;
  told: string[];
}

export interface Context {
  before: string;
  exact: string;
  after: string;
}

export interface OriginView {
  name: string;
  claims: string[];
  sight: string | null;
}

export interface EdgeView {
  a: string;
  b: string;
  kind: "certain" | "possible";
  why: string;
  document: string | null;
  start: number | null;
  end: number | null;
  exact: string | null;
}

export interface OriginsView {
  sentence: string;
  least: number;
  most: number;
  first_hand: number;
  denying_least: number;
  denying_most: number;
  origins: OriginView[];
  denying: OriginView[];
  edges: EdgeView[];
  accounts: ClaimLine[];
  denials: ClaimLine[];
}

export interface Trace {
  line: ClaimLine;
  context: Context;
  source_type: string | null;
  voice: {
    kind: string; outlet: string | null; authors: string[]; published: Day | null; announced: string | null;
  } | null;
  chain: { name: string; kind: HopKind; start: number | null; end: number | null; evidence: string | null }[];
  roles: { role: string; text: string; name: string | null; how: string }[];
  stance: { polarity: string; certainty: string; reality: string; act: string; cues: string[] };
  time: {
    when: string; edtf: string | null; expression: string | null; value: string | null; claim_basis: string;
    expression_basis: string | null; rule: string | null; counted_from: string | null; alternatives: string[];
  } | null;
  told_by: Day | null;
  links: { kind: string; direction: "from" | "to"; line: ClaimLine }[];
  copies: {
    document: string; document_name: string; relation: "copied by" | "copied from"; kind: DerivationKind;
    start: number; end: number; text: string;
  }[];
  event: string | null;
  accounts: { line: ClaimLine; differs: string[] }[];
  joined: JoinView[];
  perhaps_same: PerhapsSame[];
  origins: OriginsView | null;
  found_by: string;
  model: string;
  made_by: [string, string][];
  judged?: (Hand & { judgement: string }) | null;
}
