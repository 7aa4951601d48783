/** A shard of a run as `afford run --shard` keeps it: its manifest, read again. */
import * as z from "zod";
import type { Outcome } from "../../faults/outcome.js";
import { keptFile, keptManifest, readManifest } from "../compare/keptManifest.js";

/** The file of a shard's folder that holds its tallies, Float64, little-endian. */
export const talliesFile = "tallies.f64";

/** The manifest of a shard's folder. */
export interface KeptShard {
  /** What the folder is called, in messages. */
  readonly name: string;
  /** `manifest.json`. */
  readonly manifest: string;
}

const shardManifest = keptManifest
  .extend({
    command: z.literal("shard"),
    shard: z.object({
      part: z.int().min(1),
      of: z.int().min(1),
      /** Twins of the whole run. */
      twins: z.int().min(0),
      /** What the tables of the whole run are to hold beside its figures. */
      keep_draws: z.boolean(),
      thresholds_gbp: z.array(z.number()).optional(),
    }),
    files: z.object({ [talliesFile]: z.string() }),
  })
  .refine(({ draws, shard }) => shard.part <= shard.of && shard.of <= draws && shard.twins <= draws, {
    path: ["shard"],
    error: "a part from 1 to N, N and twins of at most as many as draws",
  });
export type ShardManifest = z.infer<typeof shardManifest>;

/** A shard's folder whose manifest has been read. */
export interface OpenedShard {
  readonly name: string;
  readonly manifest: ShardManifest;
}

/** Reads the manifest of a shard's folder; or tells what is wrong with it. */
export function openKeptShard({ name, manifest }: KeptShard): Outcome<OpenedShard> {
  const file = keptFile(name, "manifest.json");
  const allowed = "what the manifest of afford run --shard holds";
  const read = readManifest(file, manifest, shardManifest, allowed);
  return "faults" in read ? read : { value: { name, manifest: read.value } };
}
