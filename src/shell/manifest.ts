/** `manifest.json`: everything needed to run again and get the same numbers, and the circumstances of the run. */
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Study } from "../scenario/study.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { FolderFiles } from "./outFolder.js";
import { packageVersion, shippedScenarios, shippedText } from "./packageFiles.js";
import type { ReadScenario } from "./readScenario.js";

export interface HashedText {
  readonly name: string;
  readonly sha256: string;
}

export interface Manifest {
  readonly package: "can-we-afford-it";
  readonly version: string;
  readonly command: string;
  readonly scenario: HashedText & { readonly text: string };
  /** The scenarios it extends, nearest first. */
  readonly bases: readonly (HashedText & { readonly text: string })[];
  /** Every table it names, by name and hash. */
  readonly tables: readonly HashedText[];
  /** `PATH=VALUE` set on top, in order. */
  readonly sets: readonly string[];
  /** The structure that was asked for alone; left out where none was. */
  readonly structure?: string;
  readonly seed: string;
  readonly draws: number;
  /** Simulated people per site and client group at most, or all. */
  readonly people: RunSettings["simulatedPeople"];
  readonly design: RunSettings["design"];
  /** Hash of every other file of the run. */
  readonly files: Readonly<Record<string, string>>;
  /** The circumstances of the run, which a comparison of two runs ignores. */
  readonly ran: {
    /** ISO 8601, UTC. */
    readonly date: string;
    readonly wall_seconds: number;
    readonly threads: number;
    readonly engine: string;
  };
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in hexadecimal: Node's own, which is fast enough for any file. */
export function sha256(content: string | Uint8Array): string {
  const hash = createHash("sha256");
  if (typeof content === "string") return hash.update(content, "utf8").digest("hex");
  for (let at = 0; at < content.length; at += mostAtOnce) hash.update(content.subarray(at, at + mostAtOnce));
  return hash.digest("hex");
}

/** Bytes that go through a hash, or in and out of a file, at once: Node takes no more than 2 GiB. */
export const mostAtOnce = 2 ** 28;

export interface RanWith {
  readonly startedAt: Date;
  readonly wallSeconds: number;
  readonly threads: number | undefined;
}

/**
 * The manifest of a run.
 *
 * @param files every other file of the folder, by name
 */
export function makeManifest(
  command: string,
  read: ReadScenario,
  settings: RunSettings,
  files: FolderFiles,
  ran: RanWith,
): Manifest {
  const hashed = [...read.texts].map(([name, text]) => ({ name, sha256: sha256(text), text }));
  const [scenario, ...others] = hashed;
  if (scenario === undefined) throw new Error("a scenario without a text");
  const shipped = shippedScenarios();
  const isBase = ({ name }: HashedText): boolean => /\.(ya?ml|json)$/i.test(name) || shipped.includes(name);
  const tables = others
    .filter((file) => !isBase(file))
    .map(({ name, sha256: hash }) => ({ name, sha256: hash }));
  return {
    package: "can-we-afford-it",
    version: packageVersion(),
    command,
    scenario,
    bases: others.filter(isBase),
    tables: [...tables, ...shippedTablesOf(read.study)],
    sets: read.sets,
    ...(read.structure === undefined ? {} : { structure: read.structure }),
    seed: settings.seed,
    draws: settings.draws,
    people: settings.simulatedPeople,
    design: settings.design,
    files: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)])),
    ran: {
      date: ran.startedAt.toISOString(),
      wall_seconds: Number(ran.wallSeconds.toFixed(3)),
      threads: ran.threads ?? availableParallelism(),
      engine: `node ${process.version} ${process.platform} ${process.arch}`,
    },
  };
}

/** The shipped tables that a study uses. */
function shippedTablesOf(study: Study): readonly HashedText[] {
  const { price_index: priceIndex, discounting } = study.scenario;
  const named = [discounting.money, discounting.outcomes].some(
    (one) => one !== undefined && "schedule" in one,
  );
  const names = [
    ...(priceIndex === "gdp-deflator" ? ["gdp-deflator"] : []),
    ...(named ? ["discount-schedules"] : []),
    "evidence",
  ];
  return names.map((name) => ({ name, sha256: sha256(shippedText(name)) }));
}
