import type { QuestionRow } from "../../api/types";

export type QuestionKind = QuestionRow["question"]["kind"];

interface KindOfQuestion {
  kind: QuestionKind;
  means: string;
  /** What stands before whose question it is: "asked by Nadia". */
  does: string;
}

export const KINDS: readonly KindOfQuestion[] = [
  { kind: "not known", means: "what a text says is not known, or not remembered", does: "not known, says" },
  { kind: "asked", means: "what a text asks", does: "asked by" },
  { kind: "not told", means: "what somebody would not say", does: "not told by" },
];
