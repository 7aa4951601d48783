/** The shards of a run joined, in one call: the tables that the run in one piece has. */
import type { Fault } from "../../faults/fault.js";
import type { Outcome } from "../../faults/outcome.js";
import { resultOf } from "../../results/runScenario.js";
import { shardOf } from "../../results/shard.js";
import { type RunWalks, walksOf } from "../../results/walks.js";
import { type RunAnswer, tabulateRun } from "../affordability/askRun.js";
import { type KeptRunFiles, keptFile, type OpenedScenario, openManifest } from "../compare/keptManifest.js";
import type { QuestionOptions } from "../question.js";
import {
  type KeptShard,
  type OpenedShard,
  openKeptShard,
  type ShardManifest,
  talliesFile,
} from "./keptShard.js";
import { faultsInShards } from "./shardsOfOneRun.js";

export interface MergeOptions extends KeptRunFiles {
  /** The version of the package that merges: shards of another one are refused. Left out: not looked at. */
  readonly version?: string | undefined;
}

/** Where a shard's tallies go in those of the whole run. */
export interface PlacedShard extends OpenedShard {
  /** The shard's walks, numbered from 0 over the whole run. */
  readonly first: number;
  readonly count: number;
}

/** Shards that make one run. */
export interface PlannedMerge {
  /** That of the first shard. */
  readonly manifest: ShardManifest;
  readonly opened: OpenedScenario;
  readonly walks: RunWalks;
  /** In the order of their walks. */
  readonly shards: readonly PlacedShard[];
}

/** Sees whether the manifests of shards are those of one run, each once, and reads its scenario; or tells everything that is wrong. */
export async function planMerge(
  kept: readonly KeptShard[],
  options: MergeOptions = {},
): Promise<Outcome<PlannedMerge>> {
  const read = kept.map(openKeptShard);
  const sound = read.flatMap((one) => ("faults" in one ? [] : [one.value]));
  const faults: Fault[] = read.flatMap((one) => ("faults" in one ? one.faults : []));
  faults.push(...faultsInShards(sound), ...otherVersion(sound, options.version));
  if (faults.length > 0) return { faults };
  const inOrder = [...sound].sort((a, b) => a.manifest.shard.part - b.manifest.shard.part);
  const { name, manifest } = inOrder[0]!;
  const opened = await openManifest(name, manifest, options);
  if ("faults" in opened) return opened;
  const { changedTables, study } = opened.value;
  if (changedTables.length > 0) {
    const [found, allowed] = ["another text than the shards were run with", "the text that they read"];
    return {
      faults: changedTables.map((file) => ({ code: "inconsistent", file, path: "", found, allowed })),
    };
  }
  const { draws, seed, design, people, shard } = manifest;
  const settings = { draws, seed, design, people };
  const walks = walksOf(study, { ...settings, twins: shard.twins, stressTests: true });
  const placed = inOrder.map((one) => ({ ...one, ...shardOf(walks.count, one.manifest.shard) }));
  return { value: { manifest, opened: opened.value, walks, shards: placed } };
}

function otherVersion(shards: readonly OpenedShard[], version: string | undefined): readonly Fault[] {
  const other = shards.find(({ manifest }) => version !== undefined && manifest.version !== version);
  if (other === undefined) return [];
  const file = keptFile(other.name, "manifest.json");
  const [found, allowed] = [other.manifest.version, `shards of version ${version}, which merges them`];
  return [{ code: "wrong_version", file, path: "version", found, allowed }];
}

/** A shard's folder: its manifest, and the numbers of `tallies.f64`. */
export interface WholeShard extends KeptShard {
  readonly tallies: Float64Array;
}

export interface AskedMerge extends MergeOptions, Pick<QuestionOptions, "signal"> {
  /** The evidence table's CSV (`tables.evidence` of `can-we-afford-it/scenarios`), whose rows inputs cite as their source. */
  readonly evidence?: string | undefined;
}

/**
 * Joins the shards of one run: the tables are those of the run in one piece, to the byte. As `afford merge`.
 *
 * @param shards what `afford run --shard` wrote, in any order
 * @returns the run and its tables; or every shard that is lost, there twice, of another run, or not whole
 * @example
 * const shards = [wholeShard]; // a run of one shard
 * const { value } = await merge(shards);
 * value.summary.rows.length > 0 // true
 */
export async function merge(
  shards: readonly WholeShard[],
  options: AskedMerge = {},
): Promise<Outcome<RunAnswer>> {
  const planned = await planMerge(shards, options);
  if ("faults" in planned) return planned;
  const { walks, manifest } = planned.value;
  const tallies = new Float64Array(walks.count * walks.width);
  const faults: Fault[] = [];
  for (const shard of planned.value.shards) {
    const own = shards.find(({ name }) => name === shard.name)!.tallies;
    if (own.length === shard.count * walks.width) tallies.set(own, shard.first * walks.width);
    else faults.push(cutShortFault(shard, walks, 8 * own.length));
  }
  if (faults.length > 0) return { faults };
  const { keep_draws: keepDraws, thresholds_gbp: threshold } = manifest.shard;
  const result = await resultOf(walks, tallies, { keepInputs: keepDraws, signal: options.signal });
  return {
    value: await tabulateRun(result, {
      keepDraws,
      threshold,
      evidence: options.evidence,
      signal: options.signal,
    }),
  };
}

/** That a shard's tallies are not as many as its walks. */
export function cutShortFault({ name, count }: PlacedShard, { width }: RunWalks, bytes: number): Fault {
  const file = keptFile(name, talliesFile);
  const allowed = `${8 * count * width} bytes: ${count} draws of ${width} numbers`;
  return { code: "inconsistent", file, path: "", found: `${bytes} bytes`, allowed };
}
