// The outlines of the countries, from the files that come with the product: fetched from its own server, once.

import { feature, mesh } from "topojson-client";
import type { FeatureCollection, MultiLineString } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import url from "world-atlas/countries-50m.json?url";

export interface World {
  land: FeatureCollection;
  borders: MultiLineString;
}

let asked: Promise<World> | undefined;

export function world(): Promise<World> {
  asked ??= read();
  asked.catch(() => (asked = undefined));
  return asked;
}

async function read(): Promise<World> {
  const response = await fetch(url);
  if (!response.ok) throw new Error("The outlines of the countries could not be fetched.");
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection }>;
  const { countries } = topology.objects;
  return { land: feature(topology, countries), borders: mesh(topology, countries, (a, b) => a !== b) };
}
