/** A shard of a run as a folder: `tallies.f64`, its description, its manifest. Written, and joined into the run again. */
import { createHash } from "node:crypto";
import { type FileHandle, open, readFile, stat } from "node:fs/promises";
import { endianness } from "node:os";
import { join } from "node:path";
import type { Fault } from "../faults/fault.js";
import type { TallyLayout } from "../ledger/tally.js";
import { tallyLayout } from "../ledger/tally.js";
import { keptFile } from "../questions/compare/keptManifest.js";
import {
  cutShortFault,
  type PlacedShard,
  type PlannedMerge,
  planMerge,
} from "../questions/merge/askMerge.js";
import { type KeptShard, type ShardManifest, talliesFile } from "../questions/merge/keptShard.js";
import { type ShardResult, shardWord } from "../results/shard.js";
import { packageName } from "../table/dataPackage.js";
import { usageFault } from "./commandFault.js";
import { jsonText } from "./jsonText.js";
import { makeManifest, mostAtOnce, type RanWith, sha256 } from "./manifest.js";
import { manifestFile, prepareFolder, type WriteOptions, writeFolder } from "./outFolder.js";
import { outOfMemory } from "./outOfMemory.js";
import { packageVersion } from "./packageFiles.js";
import type { ReadScenario } from "./readScenario.js";
import { filesOfRuns, unreadFault } from "./runFolder.js";

const shardCommand = "afford run --shard";

export interface ShardToWrite {
  readonly read: ReadScenario;
  readonly shard: ShardResult;
  /** What the tables of the whole run are to hold. */
  readonly keepDraws: boolean;
  readonly thresholdsGbp?: readonly number[] | undefined;
  readonly ran: RanWith;
}

/**
 * Writes a shard's tallies, with `datapackage.json` and `manifest.json`, into a folder, as `writeRun` does a run's tables.
 *
 * Rejects with a command fault where the folder or the disk refuses.
 *
 * @example
 * const read = certainly(await readScenario("can-we-afford-it", { sets: ["draws=2"] }));
 * const shard = await runShard(read.study, { people: 5, shard: { part: 1, of: 2 } });
 * const ran = { startedAt: new Date(), wallSeconds: 1, threads: 1 };
 * await writeShard(`${folder}/shard-1`, { read, shard, keepDraws: false, ran });
 */
export async function writeShard(
  folder: string,
  { read, shard, keepDraws, thresholdsGbp, ran }: ShardToWrite,
  options: WriteOptions = {},
): Promise<void> {
  await prepareFolder(folder, options.overwrite ?? false);
  const files = new Map<string, string | Uint8Array>([[talliesFile, littleEndian(shard.tallies)]]);
  files.set("datapackage.json", jsonText(shardPackage(read, shard, sha256(files.get(talliesFile)!))));
  const {
    files: hashes,
    ran: circumstances,
    ...run
  } = makeManifest("shard", read, shard.settings, files, ran);
  const { shard: numbered, twins } = shard;
  const ofWhole: ShardManifest["shard"] = {
    ...numbered,
    twins,
    keep_draws: keepDraws,
    ...(thresholdsGbp === undefined ? {} : { thresholds_gbp: [...thresholdsGbp] }),
  };
  files.set(manifestFile, jsonText({ ...run, shard: ofWhole, files: hashes, ran: circumstances }));
  await writeFolder(folder, files);
}

/** The bytes of numbers, least significant first on any machine; the numbers themselves where the machine has them so. */
function littleEndian(numbers: Float64Array): Uint8Array {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return endianness() === "LE" ? bytes : Buffer.from(bytes).swap64();
}

/** Turns bytes that were read into the numbers they stand for. */
function fromLittleEndian(numbers: Float64Array): void {
  if (endianness() === "BE") Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).swap64();
}

/** The Frictionless description of a shard's tallies: an array of numbers, whose axes have names. */
function shardPackage(read: ReadScenario, { shard, settings, first, count }: ShardResult, hash: string) {
  const { study } = read;
  const layout: TallyLayout = tallyLayout(study, settings.detail);
  const { arms, slices: groups, periods, items, width } = layout;
  return {
    profile: "data-package",
    name: packageName(`${study.name}-shard-${shard.part}-of-${shard.of}`),
    title: `${study.scenario.title}: shard ${shardWord(shard)}`,
    resources: [
      {
        profile: "data-resource",
        name: "tallies",
        path: talliesFile,
        description:
          "Numbers of IEEE 754, 64 bits, little-endian: for each draw, arm, group, period and item, in that order, what the summary " +
          "and the ledger of the whole run are made of. Money is GBP, real, of the scenario's price year. Draws are numbered from 0 over " +
          "all that the run walks: its draws, the first ones again with other luck (twins), those of stress tests.",
        format: "f64",
        mediatype: "application/octet-stream",
        bytes: 8 * count * width,
        hash: `sha256:${hash}`,
        axes: { first_draw: first, draws: count, arms, groups, periods, items },
      },
    ],
  };
}

/** The shards of a run, joined. */
export interface JoinedShards {
  readonly plan: PlannedMerge;
  /** Those of all that the run walks, in order. */
  readonly tallies: Float64Array;
}

/**
 * Reads shards' folders and joins their tallies.
 *
 * Rejects with a command fault: usage for whatever is lost, there twice, of another run, or not as it was written; unfinished where
 * memory does not suffice.
 */
export async function joinFolders(folders: readonly string[]): Promise<JoinedShards> {
  const kept: KeptShard[] = [];
  const faults: Fault[] = [];
  for (const name of folders) {
    const file = join(name, manifestFile);
    try {
      kept.push({ name, manifest: await readFile(file, "utf8") });
    } catch (error) {
      faults.push(unreadFault(file, error, shardCommand));
    }
  }
  if (kept.length === 0 && faults.length > 0) throw usageFault(faults);
  const planned = await planMerge(kept, { ...filesOfRuns, version: packageVersion() });
  if ("faults" in planned) throw usageFault([...faults, ...planned.faults]);
  if (faults.length > 0) throw usageFault(faults);
  const plan = planned.value;
  const { walks, shards } = plan;
  for (const shard of shards) faults.push(...(await sizeFaults(shard, plan)));
  if (faults.length > 0) throw usageFault(faults);
  const tallies = roomFor(walks.count * walks.width);
  for (const shard of shards) {
    const from = shard.first * walks.width;
    const own = tallies.subarray(from, from + shard.count * walks.width);
    if ((await fill(own, join(shard.name, talliesFile))) === shard.manifest.files[talliesFile]) continue;
    const found = "other bytes than its manifest has the hash of";
    const allowed = `the file that ${shardCommand} wrote`;
    const file = keptFile(shard.name, talliesFile);
    faults.push({ code: "inconsistent", file, path: "", found, allowed });
  }
  if (faults.length > 0) throw usageFault(faults);
  return { plan, tallies };
}

/** Room for so many numbers. */
function roomFor(count: number): Float64Array {
  try {
    return new Float64Array(count);
  } catch (error) {
    throw outOfMemory(error, 8 * count, "the shards' tallies are", "merge them where there is more memory");
  }
}

/** What is wrong with the file of a shard's tallies, as far as its size tells. */
async function sizeFaults(shard: PlacedShard, { walks }: PlannedMerge): Promise<readonly Fault[]> {
  const file = join(shard.name, talliesFile);
  try {
    const { size } = await stat(file);
    return size === 8 * shard.count * walks.width ? [] : [cutShortFault(shard, walks, size)];
  } catch (error) {
    return [unreadFault(file, error, shardCommand)];
  }
}

/** Reads a file's numbers, as many as there is room for, and gives the hash of their bytes. */
async function fill(numbers: Float64Array, path: string): Promise<string> {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const hash = createHash("sha256");
  const file: FileHandle = await open(path);
  try {
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(mostAtOnce, bytes.length - at), at);
      if (bytesRead === 0) break;
      hash.update(bytes.subarray(at, at + bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  fromLittleEndian(numbers);
  return hash.digest("hex");
}
