// Where everything in the picture of a trace lies. Columns from left to right: through whom, the account itself, the
// origin that it rests in, the claim. Nothing is simulated: the same trace is the same picture.

import { originFacts, type AccountRow, type CopyRow, type Group, type KnotRow, type Perhaps, type Picture, type Step } from "./rows";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedStep {
  box: Box;
  step: Step;
  row: AccountRow;
}

export interface PlacedRow<R> {
  box: Box;
  row: R;
}

export interface PlacedOrigin {
  box: Box;
  group: Group;
}

export interface Line {
  key: string;
  path: string;
  label: string;
  mine: boolean;
}

/** The place at which a line can be pointed at, with what it stands for. */
export interface Knob {
  key: string;
  x: number;
  y: number;
  edges: AccountRow["edges"];
}

export interface Layout {
  width: number;
  height: number;
  steps: PlacedStep[];
  accounts: PlacedRow<AccountRow>[];
  knots: PlacedRow<KnotRow>[];
  copies: PlacedRow<CopyRow>[];
  origins: PlacedOrigin[];
  claim: Box;
  /** Between steps and accounts, and from accounts to origins. */
  lines: Line[];
  /** From origins to the claim. */
  ends: (Line & { says: Group["says"]; x: number; y: number })[];
  /** From a claim to the knot of its copies. */
  stems: string[];
  knobs: Knob[];
  perhaps: (Knob & { path: string })[];
}

const STEP_LEAST = 96;
const STEP_MOST = 150;
const ACCOUNT_LEAST = 180;
const ACCOUNT_MOST = 380;
const ORIGIN = 148;
const CLAIM = 148;
const GAP = 24;
const TO_ORIGIN = 40;
const ROW = 50;
const BETWEEN_ROWS = 8;
/** Of text in a box. */
const LINE = 15;
const KNOT = 28;
const BETWEEN_GROUPS = 26;
const CLAIM_HEIGHT = 128;

/** How many columns of steps there are. */
function depth(picture: Picture): number {
  const rows = picture.groups.flatMap((one) => one.rows);
  return Math.max(1, ...rows.map((row) => (row.kind === "account" ? row.steps.length : 0)));
}

export function layout(picture: Picture, available: number): Layout {
  const columns = depth(picture);
  const fixed = columns * GAP + TO_ORIGIN + ORIGIN + GAP * 2 + CLAIM;
  const stepWidth = between(STEP_LEAST, STEP_MOST, (available - fixed - ACCOUNT_LEAST * 1.25) / columns);
  const accountWidth = between(ACCOUNT_LEAST, ACCOUNT_MOST, available - fixed - columns * stepWidth);
  const x = { step: stepWidth + GAP, account: columns * (stepWidth + GAP), origin: 0, claim: 0 };
  x.origin = x.account + accountWidth + TO_ORIGIN;
  x.claim = x.origin + ORIGIN + GAP * 2;
  const made: Layout = {
    width: x.claim + CLAIM, height: 0, steps: [], accounts: [], knots: [], copies: [], origins: [],
    claim: { x: x.claim, y: 0, width: CLAIM, height: CLAIM_HEIGHT },
    lines: [], ends: [], stems: [], knobs: [], perhaps: [],
  };
  let y = 4;
  for (const group of picture.groups) {
    y = placeGroup(made, group, y, x, accountWidth) + BETWEEN_GROUPS;
  }
  if (picture.more) {
    made.knots.push({ row: picture.more, box: { x: x.account, y, width: accountWidth + TO_ORIGIN + ORIGIN, height: KNOT } });
    y += KNOT + BETWEEN_GROUPS;
  }
  made.height = Math.max(y - BETWEEN_GROUPS + 4, CLAIM_HEIGHT + 8);
  // The claim stands where it can be seen: beside the middle of a small picture, near the top of a long one.
  made.claim.y = Math.min((made.height - CLAIM_HEIGHT) / 2, 150);
  for (const { box, group } of made.origins) made.ends.push(end(made.claim, box, group, made.origins.length));
  made.perhaps = picture.perhaps.flatMap((one) => arc(made.origins, one));
  return made;
}

function between(least: number, most: number, wanted: number): number {
  return Math.max(least, Math.min(most, Math.floor(wanted)));
}

function placeGroup(
  made: Layout, group: Group, top: number, x: { step: number; account: number; origin: number }, accountWidth: number,
): number {
  let y = top;
  const middles: { row: AccountRow; y: number }[] = [];
  let mine: number | null = null;
  for (const row of group.rows) {
    const height = row.kind === "account" ? ROW : KNOT;
    const inset = row.kind === "account" ? 0 : row.kind === "knot" ? 14 : 28;
    const box = { x: x.account + inset, y, width: accountWidth - inset, height };
    if (row.kind === "account") {
      made.accounts.push({ row, box });
      middles.push({ row, y: y + ROW / 2 });
      placeSteps(made, row, y, x.account, x.step);
      if (row.mine) mine = y + ROW;
    } else if (row.kind === "knot") {
      made.knots.push({ row, box });
      if (row.key.startsWith("copied-") && mine !== null) made.stems.push(stem(x.account + 7, mine, y + KNOT / 2));
    } else made.copies.push({ row, box });
    y += height + BETWEEN_ROWS;
  }
  const height = ROW + (originFacts(group).length - 1) * LINE;
  const bottom = Math.max(y - BETWEEN_ROWS, top + height);
  const middle = (top + bottom) / 2;
  const origin: Box = { x: x.origin, y: middle - height / 2, width: ORIGIN, height };
  made.origins.push({ box: origin, group });
  for (const { row, y: from } of middles) joinOrigin(made, row, x.account + accountWidth, from, origin);
  return bottom;
}

/** The chain of one account, right next to it, so that what is nearest to the claim lies nearest. */
function placeSteps(made: Layout, row: AccountRow, y: number, account: number, wide: number): void {
  row.steps.forEach((step, index) => {
    const x = account - (row.steps.length - index) * wide;
    made.steps.push({ step, row, box: { x, y, width: wide - GAP, height: ROW } });
    const right = x + wide - GAP;
    const path = `M${right} ${y + ROW / 2}H${right + GAP}`;
    made.lines.push({ key: `${row.key} ${index}`, path, label: "step", mine: row.mine });
  });
}

function joinOrigin(made: Layout, row: AccountRow, x: number, y: number, origin: Box): void {
  const to = origin.y + origin.height / 2;
  made.lines.push({ key: `${row.key} origin`, path: curve(x, y, origin.x, to), label: row.line.label, mine: row.mine });
  if (row.edges.length > 0) made.knobs.push({ key: row.key, ...onCurve(x, y, origin.x, to), edges: row.edges });
}

function end(claim: Box, origin: Box, group: Group, count: number): Layout["ends"][number] {
  const y = origin.y + origin.height / 2;
  const spread = Math.min(count - 1, 6) * 8;
  const middle = claim.y + claim.height / 2;
  const to = Math.max(middle - spread / 2, Math.min(middle + spread / 2, middle + (y - middle) * 0.2));
  const mine = group.rows.some((row) => row.kind === "account" && row.mine);
  const path = curve(origin.x + origin.width, y, claim.x, to);
  return { key: group.key, path, label: group.says, mine, says: group.says, x: origin.x + origin.width, y };
}

function arc(origins: readonly PlacedOrigin[], { from, to, edge }: Perhaps): Layout["perhaps"] {
  const [one, other] = [origins[from]?.box, origins[to]?.box];
  if (!one || !other) return [];
  const x = one.x + one.width * 0.5;
  const [top, bottom] = [one.y + one.height, other.y];
  const near = to - from === 1;
  const bulge = near ? 0 : one.width * 0.5 + 16;
  const path = near
    ? `M${x} ${top}V${bottom}`
    : `M${one.x + one.width} ${top - 10}C${x + bulge + 8} ${top + 8} ${x + bulge + 8} ${bottom - 8} ${one.x + one.width} ${bottom + 10}`;
  const at = near ? x : x + bulge + 3;
  return [{ key: `${from} ${to}`, path, x: at, y: (top + bottom) / 2, edges: [edge] }];
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** A point on the curve between the two, nearer to the first. */
function onCurve(x1: number, y1: number, x2: number, y2: number): { x: number; y: number } {
  const t = 0.3;
  const near = (1 - t) ** 3 + 3 * (1 - t) ** 2 * t;
  const [begin, ending] = [(1 - t) ** 3, t ** 3];
  return { x: x1 * begin + x2 * ending + ((x1 + x2) / 2) * (1 - begin - ending), y: y1 * near + y2 * (1 - near) };
}

function stem(x: number, top: number, bottom: number): string {
  return `M${x} ${top}V${bottom}H${x + 7}`;
}
