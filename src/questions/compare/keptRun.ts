/** A run as `afford run --out` keeps it, read again: its manifest, its scenario, and whether what it read is still the same. */
import * as z from "zod";
import type { Outcome } from "../../faults/outcome.js";
import {
  type KeptRunFiles,
  keptFile,
  keptManifest,
  type OpenedScenario,
  openManifest,
  readManifest,
} from "./keptManifest.js";
import { sha256 } from "./sha256.js";

/** The files of a run's folder that say what it was: their texts. */
export interface KeptRun {
  /** What the folder is called, in messages and on screen. */
  readonly name: string;
  /** `manifest.json`. */
  readonly manifest: string;
  /** `summary.csv`. */
  readonly summary: string;
}

/** As much of a run's manifest as it takes to run it again. */
const runManifest = keptManifest.extend({
  command: z.literal("run"),
  files: z.object({ "summary.csv": z.string() }),
});
export type RunManifest = z.infer<typeof runManifest>;

/** A run that can be made again, as far as what it read is still there. */
export interface OpenedRun extends OpenedScenario {
  readonly name: string;
  readonly manifest: RunManifest;
  /** `summary.csv`. */
  readonly summary: string;
  /** Whether that is not what the run wrote. */
  readonly hasOtherSummary: boolean;
}

/** Reads what a run's folder keeps; or tells why its run cannot be run again. */
export async function openKeptRun(kept: KeptRun, files: KeptRunFiles = {}): Promise<Outcome<OpenedRun>> {
  const { name, summary } = kept;
  const file = keptFile(name, "manifest.json");
  const read = readManifest(file, kept.manifest, runManifest, "what the manifest of afford run holds");
  if ("faults" in read) return read;
  const manifest = read.value;
  const opened = await openManifest(name, manifest, files);
  if ("faults" in opened) return opened;
  const hasOtherSummary = sha256(summary) !== manifest.files["summary.csv"];
  return { value: { ...opened.value, name, manifest, summary, hasOtherSummary } };
}
