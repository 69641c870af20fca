// The shapes of the JSON API under short names. They come from the OpenAPI document: `npm run types` writes schema.d.ts
// from openapi.json, and that is written by `python -m allegedly.web.describe`. Days are ISO strings; offsets are code
// points, half open.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type Span = [number, number];

/** A page of a list. */
export interface Page<T> {
  total: number;
  offset: number;
  items: T[];
}

export type State = Schemas["StateShape"];
export type Job = Schemas["JobShape"];
export type Legend = Schemas["Legend"];
export type Overview = Schemas["Overview"];
export type DocumentRow = Schemas["DocumentRow"];
export type RefusalRow = Schemas["RefusalRow"];
export type Facets = Schemas["Facets"];

/** Who looked at a claim, and what became of it; null where only the machine did. */
export type Hand = Omit<Schemas["Hand"], "judgement">;

export type ClaimLine = Schemas["ClaimLine"];
export type Label = ClaimLine["label"];
export type Polarity = ClaimLine["polarity"];
export type Hop = Schemas["HopView"];

export type Entry = Schemas["EntryInList"];
export type WholeEntry = Schemas["WholeEntry"];
export type EntryDifference = Schemas["EntryDifference"];
export type ChronologyPage = Schemas["ChronologyPage"];
export type KnownBy = Schemas["KnownBy"];
export type PerhapsSame = Schemas["PerhapsSame"];
export type JoinView = Schemas["JoinView"];
export type UndatedItem = Schemas["UndatedClaim"];
export type Band = Schemas["Band"];
export type BandMark = Schemas["Mark"];
export type BandBin = Schemas["Bin"];
export type SavedView = Schemas["SavedView"];

export type DocumentView = Schemas["DocumentHead"];
export type Voice = Schemas["VoiceShape"];
export type TextBlock = Schemas["TextBlock"];
export type ClaimCard = Schemas["ClaimCard"];
export type ClaimPlaceInText = Schemas["ClaimPlaceInText"];

export type Trace = Schemas["Trace"];
export type OriginsView = Schemas["OriginsView"];

export type CastMember = Schemas["CastMember"];
export type CastPage = Schemas["CastPage"];
export type MemberView = Schemas["MemberShape"];
export type CastGraph = Schemas["Graph"];
export type Conflict = Schemas["DifferenceShape"];
export type DifferencePage = Schemas["DifferencePage"];
export type LedgerEntry = Schemas["LedgerRow"];
export type LedgerPage = Schemas["LedgerPage"];
export type Traveller = Schemas["Traveller"];
export type Whereabouts = Schemas["Whereabouts"];
export type QuestionRow = Schemas["QuestionRow"];
export type QuestionPage = Schemas["QuestionPage"];
export type Hit = Schemas["Hit"];

export type QueueItem = Schemas["QueueItem"];
export type JudgementView = Schemas["JudgementView"];
export type JudgementKind = JudgementView["kind"];
export type LogPage = Schemas["LogPage"];
export type NewJudgement = Schemas["NewJudgement"];
export type Decision = Schemas["DecisionShape"];
export type Proposed = Schemas["Proposed"];

export type Me = Schemas["Me"];
export type Role = NonNullable<Me["role"]>;
export type Person = Schemas["PersonRow"];
export type TeamEvent = Schemas["EventRow"];

export type Uploaded = Schemas["Uploaded"];
export type ExportFormat = Schemas["FormatShape"];

/** What became of one file of an add. */
export interface AddStep {
  path: string;
  outcome: "added" | "known" | "refused" | "hidden" | "unread" | "read" | "opened";
  document: string | null;
  sentence: string | null;
  notices: string[];
}

export type TimeWritten = Schemas["TimeWritten"];

/** What a person has read otherwise in a claim; what is absent stays as it is, an empty string is none. */
export interface ClaimEdit {
  label?: Label;
  polarity?: Polarity;
  when?: string;
  place?: string;
  roles?: Record<string, string>;
}

/** What a judgement would change, as the job of a preview gives it. */
export interface Preview {
  before: PreviewParty[];
  after: PreviewParty[];
  entries: { change: "joined" | "parted"; parts: ClaimLine[][] }[];
  differences_before: number;
  differences_after: number;
  lists: string[];
  told: string[];
}

export interface PreviewParty {
  id: string;
  name: string;
  names: string[];
  documents: number;
}

export type Side = Conflict["sides"][number];
export type Account = Trace["accounts"][number];
export type Copy = Trace["copies"][number];
export type OriginEdge = OriginsView["edges"][number];
export type Answer = LedgerEntry["answers"][number];
export type Stop = Whereabouts["dated"][number];
