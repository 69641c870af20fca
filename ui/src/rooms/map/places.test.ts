import { describe, expect, it } from "vitest";
import type { Stop, Whereabouts } from "../../api/types";
import { bow, legs, projected, puts, spots } from "./places";

const PLACES = { Oran: [35.7, -0.63], Fez: [34.03, -5], Porto: [41.15, -8.6] } as const;

function stop(place: keyof typeof PLACES | "the farm", more: { kind?: Stop["kind"]; label?: string } = {}): Stop {
  const at = place === "the farm" ? null : PLACES[place];
  const spot = at && { name: place, lat: at[0], lon: at[1], country: "XX" };
  return { kind: more.kind ?? "movement", place, origin: null, spot, line: { claim: place, label: more.label ?? "asserted" } } as Stop;
}

function whereabouts(dated: Stop[], gaps: Whereabouts["gaps"] = dated.map(() => null)): Whereabouts {
  return { id: "x", name: "Ann Ode", dated, gaps, undated: [], clashes: [] };
}

const gap = { earliest: "2011-04-02", latest: "2011-04-05", words: "Nothing here says where." };

describe("spots", () => {
  it("puts stops at one place on one spot, with their numbers in the list", () => {
    const found = spots(whereabouts([stop("Oran"), stop("the farm"), stop("Fez"), stop("Oran")]));
    expect(found.map((one) => [one.name, one.stops.map((own) => own.number)])).toEqual([["Oran", [1, 4]], ["Fez", [3]]]);
  });
});

describe("legs", () => {
  it("go from where somebody was to where they were next, past what is denied or lies nowhere", () => {
    const found = legs(whereabouts([stop("Oran"), stop("Porto", { label: "denied" }), stop("the farm"), stop("Fez")]));
    expect(found.map((leg) => leg.key)).toEqual(["1 4"]);
  });

  it("tell a way that is told of from a mere order, and keep reserve and gap", () => {
    const stays = [stop("Oran"), stop("Fez", { kind: "stay" }), stop("Porto", { label: "hedged" })];
    const found = legs(whereabouts(stays, [null, gap, null]));
    expect(found.map(({ told, hedged, gap }) => [told, hedged, gap])).toEqual([[false, false, true], [true, true, false]]);
  });

  it("count an absence as no place to have been", () => {
    expect(puts(stop("Oran", { kind: "absence" }))).toBe(false);
  });
});

describe("projected", () => {
  it("shows all spots, and a single one in its region", () => {
    const found = spots(whereabouts([stop("Oran"), stop("Porto")]));
    const inside = found.every((one) => {
      const [x, y] = projected(found, 600, 400).project([one.lon, one.lat]) ?? [-1, -1];
      return x > 0 && x < 600 && y > 0 && y < 400;
    });
    expect(inside).toBe(true);
    expect(projected(found.slice(0, 1), 600, 400).project([-0.63, 35.7])?.map(Math.round)).toEqual([300, 200]);
  });
});

describe("bow", () => {
  it("has no way from a place to itself", () => {
    expect(bow([10, 10], [10, 10], 5)).toBeNull();
  });
});
