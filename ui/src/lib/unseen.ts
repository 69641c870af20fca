// Characters that nobody sees and that act, by the same rules as `allegedly/unseen.py`: controls, marks that turn the
// direction of writing, fillers, tags. Joiners and what chooses a form count where nothing before them could have one.

const ALWAYS =
  "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f" +
  "\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\ud800-\\udfff\\u{1bca0}-\\u{1bca3}" +
  "\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}";
const UNSEEN = new RegExp(
  `[${ALWAYS}]|(?<![\\p{Lo}\\p{Mc}\\p{So}\\p{Sk}][\\p{Mn}\\u200c\\u200d]*)[\\u200c\\u200d]` +
    `|(?<![\\p{Lo}\\p{Mc}\\p{So}\\p{Sk}\\p{Sm}\\p{Po}\\p{Nd}][\\p{Mn}\\u200c\\u200d]*)[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`,
  "gu",
);
const PLAIN = /^[\x20-\x7e\t\n\r\u00a0-\u00ff\u2010-\u2027]*$/u;

/** A character by its number: "⟨U+202E⟩". */
export function writtenOut(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** A name, a title or a passage with what nobody sees in it written out; nothing for what is not there. */
export function visible(text: string | null | undefined): string {
  if (text === null || text === undefined) return "";
  return PLAIN.test(text) ? text : text.replace(UNSEEN, writtenOut);
}

export interface Part {
  text: string;
  /** Whether nobody sees it. */
  unseen: boolean;
}

/** A text in parts, so that what nobody sees can be marked where it stands, and the text stays what it is. */
export function parts(text: string): Part[] {
  if (PLAIN.test(text)) return [{ text, unseen: false }];
  const found: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), unseen: false });
    found.push({ text: match[0], unseen: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), unseen: false });
  return found;
}
