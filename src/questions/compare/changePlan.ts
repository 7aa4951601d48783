/** Two kept runs: in what they differ, and what has to be run to see what each difference makes of the headline. */
import { dottedPath } from "../../faults/keyPath.js";
import type { RunOptions } from "../../results/runOptions.js";
import { textOf } from "../../scenario/namedText.js";
import { parseScenario } from "../../scenario/parseScenario.js";
import type { Study } from "../../scenario/study.js";
import type { KeptRunFiles } from "./keptManifest.js";
import type { OpenedRun } from "./keptRun.js";
import {
  type ChangeGroup,
  combinationsToRun,
  groupChanges,
  type ScenarioChange,
  scenarioChanges,
  withChanges,
} from "./reasonsForChange.js";

/** A difference between two runs whose effect can be found by running. */
export interface RunDifference {
  readonly kind: "inputs" | "tables" | "luck";
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A reason why a run cannot be repeated exactly; its effect is part of the remainder. */
export interface RunObstacle {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The runs that splitting a change takes, laid out before any is done. */
export interface ChangePlan {
  readonly differences: readonly RunDifference[];
  readonly obstacles: readonly RunObstacle[];
  readonly runs: number;
  readonly draws: number;
  readonly study: Study;
  /** The run with the differences that a mask selects. */
  readonly job: (mask: number) => ChangeJob;
}

export interface ChangeJob {
  readonly study: Study;
  readonly options: Pick<RunOptions, "draws" | "seed" | "people" | "design">;
}

/** Most groups of changed inputs; where there are more, they are put together by the first keys of their paths. */
const mostInputGroups = 6;

/**
 * Lays out what has to be run: each group of changed inputs, the tables, and luck (seed, draws, people, design) is one
 * difference. Inputs are taken path by path as long as there are few and every combination is a valid scenario; otherwise by
 * the first keys of their paths, and in the last resort all as one.
 */
export async function planChange(
  before: OpenedRun,
  after: OpenedRun,
  files: KeptRunFiles,
  version: string | undefined,
): Promise<ChangePlan> {
  const changes = scenarioChanges(before.stated, after.stated);
  const tables = await differingTables(before, after, files);
  const luck = luckDifference(before, after);
  for (const depth of [Number.POSITIVE_INFINITY, 4, 3, 2, 1, 0]) {
    const groups = groupChanges(changes, depth);
    if (groups.length > mostInputGroups && depth > 0) continue;
    const differences = [
      ...groups.map(inputDifference),
      ...(tables === undefined ? [] : [tables]),
      ...(luck === undefined ? [] : [luck]),
    ];
    const studies = await studiesOf([before, after], differences, groups, files);
    if (studies === undefined) continue;
    const lucky = differences.length - 1;
    return {
      differences,
      obstacles: obstaclesOf(before, after, version),
      runs: differences.length === 0 ? 1 : combinationsToRun(differences.length).length,
      draws: Math.max(before.manifest.draws, after.manifest.draws),
      study: before.study,
      job: (mask) => ({
        study: withoutOwnPeople(studies.get(luck === undefined ? mask : mask & ~(1 << lucky))!),
        options: luckOf(luck !== undefined && (mask >>> lucky) & 1 ? after : before),
      }),
    };
  }
  throw new Error("two scenarios that are valid alone could not be run");
}

/** The study of every combination of inputs and tables that is needed; undefined where one is not valid. */
async function studiesOf(
  [before, after]: readonly [OpenedRun, OpenedRun],
  differences: readonly RunDifference[],
  groups: readonly ChangeGroup[],
  files: KeptRunFiles,
): Promise<ReadonlyMap<number, Study> | undefined> {
  const tableBit = differences.findIndex(({ kind }) => kind === "tables");
  const luckBit = differences.findIndex(({ kind }) => kind === "luck");
  const withoutLuck = (mask: number): number => (luckBit < 0 ? mask : mask & ~(1 << luckBit));
  const all = withoutLuck((1 << differences.length) - 1);
  const studies = new Map<number, Study>();
  for (const mask of new Set(combinationsToRun(differences.length).map(withoutLuck))) {
    if (mask === 0) studies.set(mask, before.study);
    else if (mask === all) studies.set(mask, after.study);
    else {
      const made = groups.flatMap((group, at) => ((mask >>> at) & 1 ? group.changes : []));
      const study = await mixedStudy(
        [before, after],
        made,
        tableBit >= 0 && ((mask >>> tableBit) & 1) === 1,
        files,
      );
      if (study === undefined) return undefined;
      studies.set(mask, study);
    }
  }
  return studies;
}

async function mixedStudy(
  [before, after]: readonly [OpenedRun, OpenedRun],
  changes: readonly ScenarioChange[],
  tablesOfAfter: boolean,
  { read }: KeptRunFiles,
): Promise<Study | undefined> {
  const [first, second] = tablesOfAfter
    ? [after.resolved, before.resolved]
    : [before.resolved, after.resolved];
  const parsed = await parseScenario(withChanges(before.stated, changes), {
    name: before.manifest.scenario.name,
    ...(read === undefined ? {} : { read }),
    resolve: (_from, relative) => first.get(relative) ?? second.get(relative) ?? relative,
  });
  return "faults" in parsed ? undefined : parsed.value.study;
}

/** Tables that both scenarios call by one name and that are two files with two texts. */
async function differingTables(
  before: OpenedRun,
  after: OpenedRun,
  { read }: KeptRunFiles,
): Promise<RunDifference | undefined> {
  const names: string[] = [];
  for (const [name, file] of before.resolved) {
    const other = after.resolved.get(name);
    if (other === undefined || other === file) continue;
    const [one, two] = await Promise.all([file, other].map((path) => textOf(path, read)));
    const isSame = "value" in one! && "value" in two! && one.value.text === two.value.text;
    if (!isSame) names.push(name);
  }
  if (names.length === 0) return undefined;
  const where = ({ resolved }: OpenedRun): string => names.map((name) => resolved.get(name)).join(", ");
  return { kind: "tables", name: `tables: ${names.join(", ")}`, from: where(before), to: where(after) };
}

/** The number of simulated people comes from the run, even where that is everyone. */
function withoutOwnPeople(study: Study): Study {
  const { simulated_people: _, ...scenario } = study.scenario;
  return { ...study, scenario };
}

const luckOf = ({ manifest }: OpenedRun): ChangeJob["options"] => ({
  draws: manifest.draws,
  seed: manifest.seed,
  people: manifest.people,
  design: manifest.design,
});

function luckDifference(before: OpenedRun, after: OpenedRun): RunDifference | undefined {
  const words = ({ manifest }: OpenedRun) => ({
    draws: String(manifest.draws),
    seed: `"${manifest.seed}"`,
    people: manifest.people === "all" ? "everyone" : String(manifest.people),
    design: manifest.design,
  });
  const [one, two] = [words(before), words(after)];
  const keys = (Object.keys(one) as (keyof typeof one)[]).filter((key) => one[key] !== two[key]);
  if (keys.length === 0) return undefined;
  const told = (settings: typeof one): string => keys.map((key) => `${key} ${settings[key]}`).join(", ");
  return { kind: "luck", name: `luck: ${keys.join(", ")}`, from: told(one), to: told(two) };
}

function inputDifference({ name, changes }: ChangeGroup): RunDifference {
  const told = (read: (change: ScenarioChange) => unknown): string =>
    changes
      .map((change) => {
        const value = read(change);
        const text = value === undefined ? "not stated" : JSON.stringify(value);
        return changes.length === 1 ? text : `${dottedPath(change.path)}: ${text}`;
      })
      .join("; ");
  return { kind: "inputs", name, from: told(({ from }) => from), to: told(({ to }) => to) };
}

function obstaclesOf(
  before: OpenedRun,
  after: OpenedRun,
  version: string | undefined,
): readonly RunObstacle[] {
  const obstacles: RunObstacle[] = [];
  const [from, to] = [before.manifest.version, after.manifest.version];
  const own = version ?? to;
  if (from !== own || to !== own) {
    const again = version === undefined ? "" : ` (run again with ${own})`;
    obstacles.push({ name: `version${again}`, from, to });
  }
  const names = new Set([...before.changedTables, ...after.changedTables]);
  for (const name of names) {
    const as = ({ changedTables }: OpenedRun): string =>
      changedTables.includes(name) ? "no longer as it was read" : "as it was read";
    obstacles.push({ name: `table ${name}`, from: as(before), to: as(after) });
  }
  if (before.hasOtherSummary || after.hasOtherSummary) {
    const as = ({ hasOtherSummary }: OpenedRun): string =>
      hasOtherSummary ? "no longer as it was written" : "as it was written";
    obstacles.push({ name: "summary.csv", from: as(before), to: as(after) });
  }
  return obstacles;
}
