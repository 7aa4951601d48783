/** An input's range in parts: by draw its rank, and where the range is cut; or its few levels as they are. */
export interface Parts {
  readonly places: Float64Array;
  /** Rising; undefined where each place is a part of its own, by number. */
  readonly cuts: readonly number[] | undefined;
  /** By draw: the part it lies in. */
  readonly parts: Int32Array;
}

/** Two inputs, each in parts: every pair of parts is a cell. */
export type CellTable = readonly [Parts, Parts];

/** Most parts of an input: categories beyond it share the last. */
export const MOST_PARTS = 64;

/** Cuts an input's range. */
export function inParts(places: Float64Array, cuts: readonly number[] | undefined): Parts {
  const parts = new Int32Array(places.length);
  for (let draw = 0; draw < places.length; draw++) {
    const place = places[draw]!;
    if (cuts === undefined) parts[draw] = Math.min(place, MOST_PARTS - 1);
    else {
      let part = 0;
      while (part < cuts.length && place >= cuts[part]!) part++;
      parts[draw] = part;
    }
  }
  return { places, cuts, parts };
}
