// What stands in the picture of a trace: the accounts of a happening, each with its chain, by the origin that they rest
// in. What is many is folded: narration that was copied, the rest of a large origin, and origins beyond the first few.

import type { ClaimLine, Copy, Hop, OriginEdge, OriginsView, Trace } from "../../api/types";

export type Says = "asserts" | "denies" | "uncounted";

/** One step of a chain: a name, what stands under it, and the passage that shows it, where that is known. */
export interface Step {
  name: string;
  under: string | null;
  unnamed: boolean;
  span: [number, number] | null;
}

export interface AccountRow {
  kind: "account";
  key: string;
  line: ClaimLine;
  mine: boolean;
  steps: Step[];
  /** What joins it to its origin. */
  edges: OriginEdge[];
}

/** What is folded, or unfolded by it. */
export interface KnotRow {
  kind: "knot";
  key: string;
  words: string;
  open: boolean;
}

export interface CopyRow {
  kind: "copy";
  key: string;
  copy: Copy;
}

export type Row = AccountRow | KnotRow | CopyRow;

export interface Group {
  key: string;
  name: string;
  says: Says;
  sight: string | null;
  accounts: number;
  rows: Row[];
}

/** What is said of an origin besides its name. */
export function originFacts(of: Group): string[] {
  return [of.says === "denies" ? "denies it" : null, of.sight, accounts(of.accounts)].filter((fact) => fact !== null);
}

/** Two origins that may be one, by their places among the groups. */
export interface Perhaps {
  from: number;
  to: number;
  edge: OriginEdge;
}

export interface Picture {
  groups: Group[];
  perhaps: Perhaps[];
  /** Origins that are folded; null where all are there. */
  more: KnotRow | null;
}

const MANY_ACCOUNTS = 12;
const FEW_ROWS = 3;
const MANY_GROUPS = 9;
const FEW_GROUPS = 7;
const COPIED = "copied narration";

interface Gathered {
  key: string;
  name: string;
  says: Says;
  sight: string | null;
  lines: ClaimLine[];
}

export function picture(trace: Trace, unfolded: ReadonlySet<string>): Picture {
  const all = gathered(trace);
  const shown = all.length > MANY_GROUPS && !unfolded.has("origins") ? all.slice(0, FEW_GROUPS) : all;
  const many = all.reduce((sum, one) => sum + one.lines.length, 0) > MANY_ACCOUNTS;
  const edges = trace.origins?.edges ?? [];
  const joins = edgesByAccount(edges, all);
  const groups = shown.map((one) => group(trace, one, joins, many, unfolded));
  return { groups, perhaps: perhaps(edges, shown), more: moreOrigins(all, unfolded) };
}

/** The accounts by origin: that of the claim first, then the larger ones; denials, then what is not counted. */
function gathered(trace: Trace): Gathered[] {
  const lines = new Map([trace.line, ...trace.accounts.map((one) => one.line)].map((line) => [line.claim, line]));
  const groups = trace.origins === null ? [] : counted(trace.origins, lines);
  const placed = new Set(groups.flatMap((one) => one.lines.map((line) => line.claim)));
  const rest = [...lines.values()].filter((line) => !placed.has(line.claim));
  if (rest.length > 0)
    groups.push({ key: "rest", name: "", says: "uncounted", sight: null, lines: sorted(rest, trace.line.claim) });
  const mine = (one: Gathered): number => (one.lines.some((line) => line.claim === trace.line.claim) ? 0 : 1);
  const order: readonly Says[] = ["asserts", "denies", "uncounted"];
  return groups.sort(
    (a, b) =>
      mine(a) - mine(b) || order.indexOf(a.says) - order.indexOf(b.says) || b.lines.length - a.lines.length ||
      (a.lines[0]?.claim ?? "").localeCompare(b.lines[0]?.claim ?? ""),
  );

  function counted(origins: OriginsView, of: Map<string, ClaimLine>): Gathered[] {
    const views = [
      ...origins.origins.map((origin) => ({ origin, says: "asserts" as Says })),
      ...origins.denying.map((origin) => ({ origin, says: "denies" as Says })),
    ];
    return views.map(({ origin, says }, index) => {
      const own = origin.claims.flatMap((claim) => of.get(claim) ?? []);
      const { name, sight } = origin;
      return { key: `origin-${index}`, name, says, sight, lines: sorted(own, trace.line.claim) };
    });
  }
}

function sorted(lines: readonly ClaimLine[], first: string): ClaimLine[] {
  const day = (line: ClaimLine): string => line.published ?? "9999";
  return lines.toSorted(
    (a, b) =>
      Number(b.claim === first) - Number(a.claim === first) || day(a).localeCompare(day(b)) ||
      a.document.localeCompare(b.document) || a.start - b.start,
  );
}

/** A join is shown at the account whose passage shows it: it is that which leads back to the other. */
function edgesByAccount(edges: readonly OriginEdge[], groups: readonly Gathered[]): Map<string, OriginEdge[]> {
  const document = new Map(groups.flatMap((one) => one.lines.map((line) => [line.claim, line.document])));
  const origin = new Map(groups.flatMap((one) => one.lines.map((line) => [line.claim, one.key])));
  const found = new Map<string, OriginEdge[]>();
  for (const edge of edges) {
    if (origin.get(edge.a) !== origin.get(edge.b)) continue;
    const at = edge.document === null || document.get(edge.b) === edge.document ? edge.b : edge.a;
    found.set(at, [...(found.get(at) ?? []), edge]);
  }
  return found;
}

function group(
  trace: Trace, of: Gathered, joins: Map<string, OriginEdge[]>, many: boolean, unfolded: ReadonlySet<string>,
): Group {
  const { key, name, says, sight, lines } = of;
  const made = lines.map((line) => account(trace, line, joins.get(line.claim) ?? []));
  const isCopied = (row: AccountRow): boolean => !row.mine && row.edges.some((edge) => edge.why === COPIED);
  const copied = made.filter(isCopied);
  const told = copied.length > 1 ? made.filter((row) => !isCopied(row)) : made;
  const keep = many && told.length > FEW_ROWS + 1 ? FEW_ROWS : told.length;
  const rows = [
    ...told.slice(0, keep).flatMap((row) => (row.mine ? [row, ...copies(trace, unfolded)] : [row])),
    ...folded(`${key}-more`, told.slice(keep), "more of this origin", unfolded),
    ...(copied.length > 1 ? folded(`${key}-copied`, copied, "whose narration is copied", unfolded) : []),
  ];
  return { key, name, says, sight, accounts: lines.length, rows };
}

function folded(key: string, rows: readonly AccountRow[], what: string, unfolded: ReadonlySet<string>): Row[] {
  if (rows.length === 0) return [];
  const open = unfolded.has(key);
  const documents = new Set(rows.map((row) => row.line.document)).size;
  const words = `${accounts(rows.length)} ${what}, in ${documents} ${documents === 1 ? "document" : "documents"}`;
  return [{ kind: "knot", key, words, open }, ...(open ? rows : [])];
}

function accounts(count: number): string {
  return `${count} ${count === 1 ? "account" : "accounts"}`;
}

/** Passages of other documents that say the same word for word, as a knot on the claim itself. */
function copies(trace: Trace, unfolded: ReadonlySet<string>): Row[] {
  const relations = ["copied from", "copied by"] as const;
  return relations.flatMap((relation): Row[] => {
    const own = trace.copies.filter((copy) => copy.relation === relation);
    if (own.length === 0) return [];
    const key = relation.replace(" ", "-");
    const open = unfolded.has(key);
    const documents = new Set(own.map((copy) => copy.document)).size;
    const words = `${relation}: ${documents} ${documents === 1 ? "document" : "documents"} (passages)`;
    const rows = own.map((copy, index): Row => ({ kind: "copy", key: `${key}-${index}`, copy }));
    return [{ kind: "knot", key, words, open }, ...(open ? rows : [])];
  });
}

function account(trace: Trace, line: ClaimLine, edges: OriginEdge[]): AccountRow {
  const mine = line.claim === trace.line.claim;
  const spans = mine ? trace.chain.map((hop) => spanOf(hop.start, hop.end)) : [];
  return { kind: "account", key: line.claim, line, mine, steps: steps(line, spans), edges };
}

function spanOf(start: number | null, end: number | null): Step["span"] {
  return start === null || end === null ? null : [start, end];
}

/** Outermost first. An author stands under the outlet; a voice inside a document, behind the document. */
export function steps(line: ClaimLine, spans: readonly Step["span"][] = []): Step[] {
  const made: Step[] = [];
  line.chain.forEach((hop, index) => {
    const before = made.at(-1);
    const span = spans[index] ?? null;
    if (hop.kind === "author" && before && line.chain[index - 1]?.kind === "outlet" && before.under === null)
      before.under = hop.name;
    else made.push({ name: hop.name, under: null, unnamed: isUnnamed(hop), span });
  });
  const first = line.chain[0];
  const published = first?.kind === "outlet" || first?.kind === "author";
  if (line.voice !== null) {
    if (made[0]) made[0].under = [...new Set([line.voice, made[0].under])].filter(Boolean).join(", ");
    made.unshift({ name: line.document_name, under: null, unnamed: false, span: null });
  } else if (!published && made[0]?.name !== (line.outlet ?? line.document_name)) {
    made.unshift({ name: line.outlet ?? line.document_name, under: null, unnamed: false, span: null });
  }
  return made;
}

function isUnnamed(hop: Hop): boolean {
  return hop.kind.startsWith("un");
}

function perhaps(edges: readonly OriginEdge[], shown: readonly Gathered[]): Perhaps[] {
  const place = new Map(shown.flatMap((one, index) => one.lines.map((line) => [line.claim, index])));
  const found = new Map<string, Perhaps>();
  for (const edge of edges) {
    const [from, to] = [place.get(edge.a), place.get(edge.b)].toSorted((a, b) => (a ?? 0) - (b ?? 0));
    if (edge.kind !== "possible" || from === undefined || to === undefined || from === to) continue;
    if (!found.has(`${from} ${to}`)) found.set(`${from} ${to}`, { from, to, edge });
  }
  return [...found.values()];
}

function moreOrigins(all: readonly Gathered[], unfolded: ReadonlySet<string>): KnotRow | null {
  if (all.length <= MANY_GROUPS) return null;
  const rest = all.slice(FEW_GROUPS);
  const count = rest.reduce((sum, one) => sum + one.lines.length, 0);
  const words = `${rest.length} more origins with ${accounts(count)}`;
  return { kind: "knot", key: "origins", words, open: unfolded.has("origins") };
}
