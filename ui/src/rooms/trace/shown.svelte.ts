// What is pointed at in the picture of a trace: a line, or a step with the passage that shows it.

import type { OriginEdge, Trace } from "../../api/types";
import { sentenceCase } from "../../lib/words";

export interface Fact {
  words: string;
  document: string | null;
  documentName: string;
  start: number | null;
  end: number | null;
  exact: string | null;
}

export interface Shown {
  anchor: DOMRect;
  facts: readonly Fact[];
}

class Pointed {
  shown = $state.raw<Shown | null>(null);

  at(element: Element, facts: readonly Fact[]): void {
    this.shown = { anchor: element.getBoundingClientRect(), facts };
  }

  away(): void {
    this.shown = null;
  }
}

export const pointed = new Pointed();

/** A join in words: whether it is certain that two rest in one origin, and by what. */
export function edgeFact(edge: OriginEdge, trace: Trace): Fact {
  const sure = edge.kind === "certain" ? "Joined to this origin" : "Perhaps one origin";
  return { words: `${sure}: ${edge.why}`, documentName: nameOf(edge.document, trace), ...edge };
}

export function stepFact(name: string, span: readonly [number, number], trace: Trace): Fact {
  const { document, document_name: documentName } = trace.line;
  return { words: sentenceCase(name), document, documentName, start: span[0], end: span[1], exact: name };
}

function nameOf(document: string | null, trace: Trace): string {
  const lines = [trace.line, ...trace.accounts.map((one) => one.line)];
  return lines.find((line) => line.document === document)?.document_name ?? "";
}
