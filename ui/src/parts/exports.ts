// The formats of exports, as a person looks for them.

import type { ExportFormat } from "../api/types";
import { sentenceCase } from "../lib/words";

interface Titled extends ExportFormat {
  title: string;
}

interface Group {
  title: string;
  /** Whether it is of the whole case, whatever is filtered. */
  whole: boolean;
  formats: Titled[];
}

const GROUPS: { title: string; whole?: boolean; formats: Record<string, string> }[] = [
  {
    title: "To read, file and cite",
    formats: {
      "report-docx": "Report (Word)",
      "report-html": "Report (HTML)",
      "report-md": "Report (Markdown)",
      html: "Page with the documents (HTML)",
    },
  },
  {
    title: "Tables, timelines and calendars",
    formats: {
      xlsx: "Workbook (Excel)",
      csv: "Tables (CSV)",
      timelinejs: "TimelineJS (JSON)",
      "timelinejs-csv": "TimelineJS (spreadsheet)",
      ics: "Calendar (iCalendar)",
    },
  },
  {
    title: "Maps and graphs",
    formats: { geojson: "Map (GeoJSON)", kml: "Map (KML)", gexf: "Graphs (GEXF)", graphml: "Graphs (GraphML)" },
  },
  {
    title: "For other programs",
    formats: {
      jsonl: "Records for programs (JSON Lines)",
      ftm: "FollowTheMoney, with Web Annotations",
      prov: "Provenance (W3C PROV)",
      jsonld: "Claims of schema.org (JSON-LD)",
    },
  },
  { title: "The whole case", whole: true, formats: { bundle: "Bundle" } },
];

/** The formats that the server has, in groups; those that none of these names stand with those for programs. */
export function grouped(formats: readonly ExportFormat[]): Group[] {
  const groups = GROUPS.map(({ title, whole = false, formats: titles }) => ({
    title,
    whole,
    formats: Object.entries(titles).flatMap(([name, words]) => formats.filter((one) => one.name === name).map((one) => ({ ...one, title: words }))),
  }));
  const named = new Set(groups.flatMap((group) => group.formats.map(({ name }) => name)));
  const others = formats.filter(({ name }) => !named.has(name)).map((one) => ({ ...one, title: sentenceCase(one.name) }));
  groups.at(-2)?.formats.push(...others);
  return groups.filter((group) => group.formats.length > 0);
}
