/** Whether shards make one run: all of them there, each once, and none of another run. */
import type { Fault } from "../../faults/fault.js";
import { foundText, shortened } from "../../faults/foundText.js";
import { lostShards, shardWord } from "../../results/shard.js";
import { keptFile } from "../compare/keptManifest.js";
import type { OpenedShard, ShardManifest } from "./keptShard.js";

/** Longest part of a hash that a message shows. */
const hashShown = 12;

const hashes = (texts: readonly { readonly sha256: string }[]): string =>
  texts.map(({ sha256 }) => shortened(sha256, hashShown)).join(", ") || "none";

/**
 * All that a run's figures hang on, by key of the manifest, as messages show it. Texts are known by their hashes: the same file may
 * have another path on another machine.
 */
const identity: Readonly<
  Record<string, (manifest: ShardManifest) => readonly [full: unknown, shown: string]>
> = {
  version: ({ version }) => [version, version],
  scenario: ({ scenario }) => [scenario.sha256, `text ${hashes([scenario])}`],
  bases: ({ bases }) => [bases.map(({ sha256 }) => sha256), `texts ${hashes(bases)}`],
  tables: ({ tables }) => [tables.map(({ sha256 }) => sha256), `texts ${hashes(tables)}`],
  sets: ({ sets }) => [sets, foundText(sets)],
  structure: ({ structure }) => [structure, foundText(structure)],
  seed: ({ seed }) => [seed, foundText(seed)],
  draws: ({ draws }) => [draws, String(draws)],
  people: ({ people }) => [people, people === "all" ? "everyone" : String(people)],
  design: ({ design }) => [design, design],
  "shard.of": ({ shard }) => [shard.of, String(shard.of)],
  "shard.twins": ({ shard }) => [shard.twins, String(shard.twins)],
  "shard.keep_draws": ({ shard }) => [shard.keep_draws, String(shard.keep_draws)],
  "shard.thresholds_gbp": ({ shard }) => [shard.thresholds_gbp, foundText(shard.thresholds_gbp)],
};

const identityOf = (manifest: ShardManifest): string =>
  JSON.stringify(Object.values(identity).map((read) => read(manifest)[0] ?? null));

/**
 * What keeps shards from being one run: those of another run than most (of as many, than the first), by what differs; those that are
 * there twice; those that are lost. No faults where they are all shards of one run, each once.
 */
export function faultsInShards(shards: readonly OpenedShard[]): readonly Fault[] {
  const [first] = shards;
  const allowed = "the folders of all shards of a run";
  if (first === undefined) {
    return [{ code: "missing_file", file: "merge", path: "", found: "no folder", allowed }];
  }
  const byRun = new Map<string, OpenedShard[]>();
  for (const shard of shards) {
    const run = identityOf(shard.manifest);
    byRun.set(run, [...(byRun.get(run) ?? []), shard]);
  }
  const own = [...byRun.values()].reduce((most, run) => (run.length > most.length ? run : most));
  const foreign = shards.filter((shard) => !own.includes(shard));
  return [
    ...foreign.flatMap((shard) => foreignFaults(shard, own[0]!)),
    ...doubledFaults(own),
    ...lostFaults(own),
  ];
}

const fileOf = ({ name }: OpenedShard): string => keptFile(name, "manifest.json");

/** Everything in which a shard's run is another than the others'. */
function foreignFaults(shard: OpenedShard, one: OpenedShard): readonly Fault[] {
  return Object.entries(identity).flatMap(([path, read]): readonly Fault[] => {
    const [full, found] = read(shard.manifest);
    const [wanted, shown] = read(one.manifest);
    if (JSON.stringify(full) === JSON.stringify(wanted)) return [];
    const allowed = `${shown}, as the run of ${one.name} has it`;
    return [{ code: "not_allowed", file: fileOf(shard), path, found, allowed }];
  });
}

function doubledFaults(shards: readonly OpenedShard[]): readonly Fault[] {
  return shards.flatMap((shard, at): readonly Fault[] => {
    const { part } = shard.manifest.shard;
    const before = shards.slice(0, at).find((other) => other.manifest.shard.part === part);
    if (before === undefined) return [];
    const found = `shard ${shardWord(shard.manifest.shard)}, which is in ${before.name} too`;
    return [
      { code: "not_allowed", file: fileOf(shard), path: "shard.part", found, allowed: "each shard once" },
    ];
  });
}

function lostFaults(shards: readonly OpenedShard[]): readonly Fault[] {
  const lost = lostShards(shards.map(({ manifest }) => manifest.shard));
  if (lost.length === 0) return [];
  const { of } = lost[0]!;
  const found = `no ${lost.length === 1 ? "shard" : "shards"} ${stretches(lost.map(({ part }) => part))} of ${of}`;
  return [{ code: "missing_file", file: "merge", path: "", found, allowed: `all ${of} shards of the run` }];
}

/** Whole numbers in words, those in a row together: "1, 3 to 5". */
function stretches(ascending: readonly number[]): string {
  const found: [from: number, to: number][] = [];
  for (const number of ascending) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ");
}
