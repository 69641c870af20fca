import { describe, expect, it } from "vitest";
import { network, short } from "./network";

const graph = {
  nodes: ["a", "b", "c", "d"].map((id, index) => ({ id, name: `Ode ${id}`, kind: "person", claims: 9 - index })),
  edges: [{ a: "a", b: "b", claims: 3 }, { a: "b", b: "c", claims: 1 }],
};

describe("network", () => {
  it("is always the same picture, inside its frame", () => {
    const places = (): number[][] => network(graph, 900, 480).nodes.map(({ x, y }) => [x, y]);
    expect(places()).toEqual(places());
    expect(places().every(([x = -1, y = -1]) => x >= 0 && x <= 900 && y >= 0 && y <= 480)).toBe(true);
  });

  it("leaves out who is with nobody, and says so", () => {
    const drawn = network(graph, 900, 480);
    expect([drawn.nodes.length, drawn.ties.length, drawn.alone.map((one) => one.id)]).toEqual([3, 2, ["d"]]);
  });
});

describe("short", () => {
  it.each([
    ["Ode Vale", "Ode Vale"],
    ["Wilhelmina Featherstonehaugh-Cholmondeley", "Wilhelmina…"],
    ["Directorate General for the Protection of Harbours", "Directorate General for…"],
    ["Office for Harbours (North Sea and Baltic)", "Office for Harbours…"],
    ["Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"],
    ["Donaudampfschifffahrtsgesellschaft Linz", "Donaudampfschifffahrtsgesellschaft…"],
  ])("cuts %s between words", (name, shown) => {
    expect(short(name)).toBe(shown);
  });
});
