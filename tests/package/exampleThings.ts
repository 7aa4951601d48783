/** What examples in the sources speak of without making it: a scenario's text, its study, a run of it, and the like. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certainly } from "../../src/faults/outcome.js";
import { parseFindings } from "../../src/findings/parseFindings.js";
import type { KeptRun } from "../../src/questions/compare/keptRun.js";
import type { WholeShard } from "../../src/questions/merge/askMerge.js";
import { drawsTable } from "../../src/results/drawsTable.js";
import { settingsOf } from "../../src/results/runOptions.js";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import { runSites, type SitesResult } from "../../src/results/runSites.js";
import { runShard } from "../../src/results/shard.js";
import { summaryTable } from "../../src/results/summaryTable.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { shippedEvidence } from "../../src/shell/evidenceTable.js";
import { makeManifest } from "../../src/shell/manifest.js";
import { writeShard } from "../../src/shell/shardFolder.js";
import { writeCsv } from "../../src/table/csv.js";
import { oneCouncil } from "../scenario/oneCouncil.js";

export type Things = Record<string, unknown>;

/** Some inputs uncertain, a quality weight, an envelope. */
const uncertain = oneCouncil
  .replace(
    "budget: { rollout: {}, take_up: { ceiling: 1, steepness: 9 } }",
    `budget:
    rollout: {}
    take_up: { ceiling: { distribution: uniform, low: 0.5, high: 1 }, steepness: 9 }
    budget_setting: { bias: { distribution: uniform, low: -0.2, high: 0.1 } }
    implementation: { per_user: { distribution: uniform, low: 200, high: 1800, source: dp-hourly-rate } }
    outcomes: { ascot_increment: 0.05 }`,
  )
  .concat("envelopes: { council: { a_year: today } }\noutcomes: { ascot: 0.8 }\n");

const findings = `findings:
  dearer:
    claim: A budget costs the council more.
    source: "000"
    kind: result
    checks:
      - metric: { metric: cost, arm: budget, comparator: contract, perspective: council }
        expect: { above: 0 }
`;

const studyOf = async (text: string): Promise<Study> =>
  certainly(await parseScenario(text, { name: "mine" })).study;

/** What the folder of a run of a scenario keeps. */
async function keptRunOf(name: string, text: string): Promise<KeptRun> {
  const read = certainly(await parseScenario(text, { name: "mine" }));
  const result = await runScenario(read.study);
  const summary = writeCsv(summaryTable(result));
  const files = new Map([["summary.csv", summary]]);
  const ran = { startedAt: new Date(0), wallSeconds: 1, threads: 1 };
  const manifest = makeManifest("run", { ...read, source: "mine", sets: [] }, result.settings, files, ran);
  return { name, manifest: JSON.stringify(manifest), summary };
}

/** The folder of a run's only shard. */
async function wholeShardOf(name: string, text: string): Promise<WholeShard> {
  const read = { ...certainly(await parseScenario(text, { name: "mine" })), source: "mine", sets: [] };
  const shard = await runShard(read.study, { shard: { part: 1, of: 1 }, stressTests: true });
  const ran = { startedAt: new Date(0), wallSeconds: 1, threads: 1 };
  const path = join(await mkdtemp(join(tmpdir(), "afford-examples-")), name);
  await writeShard(path, { read, shard, keepDraws: false, ran });
  return { name, manifest: await readFile(join(path, "manifest.json"), "utf8"), tallies: shard.tallies };
}

export async function thingsOfExamples(): Promise<Things> {
  const study = await studyOf(oneCouncil);
  const uncertainStudy = await studyOf(uncertain);
  const result: RunResult = await runScenario(uncertainStudy, { draws: 60, keepInputs: true, twins: 10 });
  const sitesResult: SitesResult = await runSites(study, { draws: 2 });
  const dearer = oneCouncil.replace("price: 15", "price: 16");
  const folder = await mkdtemp(join(tmpdir(), "afford-examples-"));
  const printed: string[] = [];
  return {
    text: oneCouncil,
    textWithFindings: uncertain + findings,
    study,
    uncertainStudy,
    result,
    sitesResult,
    settings: settingsOf(uncertainStudy, { draws: 4, people: 20 }),
    keptRun: await keptRunOf("mine", oneCouncil),
    keptRunDearer: await keptRunOf("dearer", dearer),
    wholeShard: await wholeShardOf("shard", oneCouncil),
    drawRows: drawsTable(result).rows,
    evidence: shippedEvidence(),
    audited: certainly(await parseFindings(uncertain + findings, { name: "mine" })),
    folder,
    console: {
      print: async (text: string) => void printed.push(text),
      note: () => undefined,
      isTerminal: true,
      progress: { isTTY: false, write: () => undefined },
      readInput: async () => oneCouncil,
      signal: new AbortController().signal,
    },
    printed,
  };
}
