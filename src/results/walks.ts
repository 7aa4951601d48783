/** Everything that a run walks, in one row: its draws, their twins, then the draws that stress tests have of their own. */
import { tallyLayout } from "../ledger/tally.js";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { type RunOptions, refuseOtherCounts, settingsOf } from "./runOptions.js";

/** A stretch of draws that are walked alike. */
export interface WalkedPart {
  /** The structure that all of them are made in, by its position in the study; left out: that each was dealt to. */
  readonly structure?: number;
  /** Draws counted from 0. */
  readonly first: number;
  readonly count: number;
}

/** What a run walks, and with which settings. */
export interface RunWalks {
  readonly study: Study;
  readonly settings: RunSettings;
  /** How many of the draws are walked again with other luck. */
  readonly twins: number;
  /** Draws with their twins, then each stress test. */
  readonly parts: readonly WalkedPart[];
  /** Draws of all parts together. */
  readonly count: number;
  /** Numbers of a tally. */
  readonly width: number;
}

/**
 * What a run with these options walks.
 *
 * @param study the structure that is run, where it is one alone
 * @throws {RangeError} for draws that are not a whole number of at least 1, for more twins than draws, for twins of given points,
 * and for studies to run beside it
 */
export function walksOf(study: Study, options: RunOptions): RunWalks {
  const settings = settingsOf(study, options);
  const { draws } = settings;
  const { twins = 0 } = options;
  refuseOtherCounts({ draws });
  if (!(Number.isInteger(twins) && twins >= 0 && twins <= draws))
    throw new RangeError("twins requires a whole number from 0 to the number of draws");
  if (twins > 0 && settings.points !== undefined)
    throw new RangeError("twins requires draws of a design, not given points");
  if (settings.variants !== undefined) throw new RangeError("variants requires a whole run, not a shard");
  const stressed = options.stressTests === true ? stressTestsOf(study) : [];
  const parts: readonly WalkedPart[] = [
    { first: 0, count: draws + twins },
    ...stressed.map((structure) => ({ structure, first: 0, count: stressDraws(draws) })),
  ];
  return {
    study,
    settings,
    twins,
    parts,
    count: parts.reduce((sum, part) => sum + part.count, 0),
    width: tallyLayout(study, settings.detail).width,
  };
}

/** Positions of the structures without a weight. */
const stressTestsOf = ({ structures = [] }: Study): readonly number[] =>
  structures.flatMap(({ weight }, at) => (weight === 0 ? [at] : []));

/**
 * How many draws a stress test has of its own in a run of so many: a tenth, in whole tens, so that a randomised design gives each
 * of its parts as many; no more than the run.
 *
 * @example stressDraws(1000) // 100
 */
export const stressDraws = (draws: number): number => Math.min(draws, 10 * Math.ceil(draws / 100));

/** The parts of a run that lie between two of its walks, counted from 0 over all parts; `end` is not among them. */
export function partsBetween({ parts }: RunWalks, from: number, end: number): readonly WalkedPart[] {
  const found: WalkedPart[] = [];
  let before = 0;
  for (const part of parts) {
    const first = Math.max(0, from - before);
    const count = Math.min(part.count, end - before) - first;
    if (count > 0) found.push({ ...part, first: part.first + first, count });
    before += part.count;
  }
  return found;
}
