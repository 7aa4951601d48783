/** A site in a draw: the value of every input there, looked up by field and coordinates. */
import type { Key } from "../chance/key.js";
import { type Coordinates, inputAt, type Split } from "../inputs/split.js";
import { mean } from "../quantity/distribution.js";
import type { Study } from "../scenario/study.js";

/** A site of a study, with the values of its inputs in a draw. */
export interface SiteDraw {
  readonly study: Study;
  readonly site: string;
  readonly values: Float64Array;
  /** Key of the draw's people. */
  readonly key: Key;
}

/** Value of a field at coordinates; the mean for a field that differs between people. */
export function valueAt(draw: SiteDraw, split: Split, at: Coordinates): number {
  const index = inputAt(split, at);
  const value = draw.values[index]!;
  if (!Number.isNaN(value)) return value;
  const { leaf, uprating } = draw.study.inputs[index]!;
  if (leaf.distribution === undefined || leaf.across !== "people")
    throw new Error("an input without a value");
  return uprating * mean(leaf.distribution);
}

/** Coordinates of a site, enough for fields split by site or region alone. */
export const siteCoordinates = (study: Study, site: string): Coordinates => ({
  site,
  region: study.scenario.sites[site]!.region,
});
