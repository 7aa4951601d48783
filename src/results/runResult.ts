/** What a run came to: the tally of every draw, with what is needed to read it. Plain data, without methods. */
import { designRandomisations } from "../chance/design.js";
import { type TallyLayout, tallyOffset } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { DrawGroups } from "./moments.js";

export interface RunResult {
  readonly study: Study;
  readonly settings: RunSettings;
  readonly layout: TallyLayout;
  /** One tally after another, in draw order: `settings.draws` × `layout.width` numbers. */
  readonly tallies: Float64Array;
  /**
   * What each input came to in each draw, money in the scenario's prices: draws × `study.inputs.length` numbers, NaN for an input that
   * does not differ from draw to draw (`variesByDraw`). Undefined where nobody asked for it.
   */
  readonly inputs: Float64Array | undefined;
  /** Tallies, laid out the same, of the first draws' twins: the same inputs, other people's luck. Empty where nobody asked. */
  readonly twins: Float64Array;
  /** Of a study with structures: the own draws of those without a weight (stress tests). Left out where nobody asked. */
  readonly stressed?: readonly StressedDraws[];
  /** The lives of every draw, one after another. Left out where nobody asked for them. */
  readonly lives?: Float64Array;
  /** The runs of the studies that were run beside this one, in their order. Left out where there were none. */
  readonly variants?: readonly RunResult[];
}

/** Draws of a stress test: the first draws of the run again, in a structure that none of them was dealt to. */
export interface StressedDraws {
  /** The structure's position in the study. */
  readonly structure: number;
  readonly draws: number;
  /** Laid out as those of the run. */
  readonly tallies: Float64Array;
  readonly inputs: Float64Array | undefined;
}

/** Where a figure stands: positions of an arm, a slice of the population and a period in the layout. */
export interface TallyCell {
  readonly arm: number;
  readonly slice: number;
  readonly period: number;
}

/** How many numbers stand in a cell, one an item of the layout. */
const itemCount = (result: RunResult): number => result.layout.items.length;

/**
 * Every item in a cell, item by item: items × draws numbers, draw within item. One pass over the tallies, so that
 * the many figures of one cell need no further walk through a memory many times the size of the cache.
 */
export function itemsAt(result: RunResult, cell: TallyCell): Float64Array {
  const items = itemCount(result);
  const draws = result.settings.draws;
  const start = tallyOffset(result.layout, cell.arm, cell.slice, cell.period);
  const columns = new Float64Array(items * draws);
  for (let draw = 0; draw < draws; draw++) {
    const from = draw * result.layout.width + start;
    for (let item = 0; item < items; item++) columns[item * draws + draw] = result.tallies[from + item]!;
  }
  return columns;
}

/** One item in a cell: a number a draw. */
export function itemAt(result: RunResult, cell: TallyCell, item: number): Float64Array {
  const { width } = result.layout;
  const start = tallyOffset(result.layout, cell.arm, cell.slice, cell.period) + item;
  return Float64Array.from(
    { length: result.settings.draws },
    (_, draw) => result.tallies[draw * width + start]!,
  );
}

/** Which randomisation a draw belongs to; undefined for random draws, which are each their own. */
export function randomisationOfDraws({
  design,
  numbers,
}: Pick<RunSettings, "design" | "numbers">): ((draw: number) => number) | undefined {
  if (design === "random") return undefined;
  return (draw) => (numbers === undefined ? draw : numbers[draw]!) % designRandomisations;
}

/** How draws depend on one another, as the moments of a figure take it: by randomisation, or by the structures they were dealt to. */
export function groupsOfDraws(
  settings: Pick<RunSettings, "design" | "numbers" | "structures">,
): DrawGroups | undefined {
  const { structures } = settings;
  return randomisationOfDraws(settings) ?? (structures === undefined ? undefined : { stratumOf: structures });
}

/** Position of a word in a list of the layout; a word that is not there is a programmer's mistake and throws. */
export function positionOf(words: readonly string[], word: string, what: string): number {
  const at = words.indexOf(word);
  if (at < 0) throw new RangeError(`unknown ${what} ${word}: one of ${words.join(", ")}`);
  return at;
}

/** Position of the period that adds the years up. */
export const totalPeriod = (result: RunResult): number => result.layout.periods.length - 1;
