/**
 * Warns where the number of users moves by itself: a baseline that grows or shrinks over the run is a poor measure of what
 * budgets do, and a number of new users that does not fit the others is easily overlooked. There is no warning if the move is
 * meant: a stated 0, which is a closed group, or a number with a reason (`note` or `source`) in the file that states the users.
 */
import { type KeyPath, keysOf } from "../faults/keyPath.js";
import type { KeyWarning } from "../faults/warning.js";
import { inputMean } from "../inputs/inputMean.js";
import {
  amountAt,
  type Bound,
  type Coordinates,
  inputAt,
  inputsOf,
  type Split,
  type StudyInput,
  undividedAt,
} from "../inputs/split.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";
import { steadyNewUsers, usersOverRun } from "./steadyPeople.js";
import type { Timeline } from "./study.js";

/** The least move of the number of users over the run that draws a warning, as a share. */
const toldFrom = 0.1;

const whole = (people: number): string =>
  people >= 100 ? String(Math.round(people)) : String(Number(people.toPrecision(3)));

/** Whether the file that states the users also gives a reason for the number of new ones. */
function isMeant(newUsers: StudyInput, users: StudyInput, fileOf: (path: KeyPath) => string): boolean {
  const { note, source } = newUsers.leaf.provenance;
  const isReason = (text: string | undefined) => text !== undefined && !/placeholder/i.test(text);
  const file = (input: StudyInput) => fileOf(keysOf(input.path));
  return (isReason(note) || isReason(source)) && file(newUsers) === file(users);
}

export function driftWarnings(
  scenario: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
  timeline: Timeline,
  fileOf: (path: KeyPath) => string,
): readonly KeyWarning[] {
  const inflow = bound.people.new_users_a_year;
  if (inflow === "steady") return [];
  const expected = (split: Split, at: Coordinates): number =>
    amountAt(split, at, (index) => inputs[index]!.uprating * inputMean(inputs[index]!));
  return Object.keys(scenario.client_groups).flatMap((client_group): KeyWarning[] => {
    let [start, end, stated, steady] = [0, 0, 0, 0];
    let at: StudyInput | undefined;
    for (const [site, { region }] of Object.entries(scenario.sites)) {
      const here = { site, region, client_group, year: timeline.firstFinancialYear };
      const value = (split: Split, more: Coordinates = {}) => expected(split, { ...here, ...more });
      const field = undividedAt(inflow, here);
      const own = inputs[inputsOf(field)[0]!]!;
      const users = inputs[inputAt(bound.people.existing_users, here)]!;
      if (("input" in field && own.stated && own.leaf.value === 0) || isMeant(own, users, fileOf)) continue;
      const group = { scenario: bound, needs: scenario.needs, timeline, value };
      const moved = usersOverRun(group, (year) => value(inflow, { year }));
      start += moved.start;
      end += moved.end;
      stated += value(inflow);
      steady += steadyNewUsers(group);
      at ??= own;
    }
    if (at === undefined || !(start > 0) || Math.abs(end / start - 1) <= toldFrom) return [];
    const percent = Math.round(100 * (end / start - 1));
    return [
      {
        path: at.stated ? keysOf(at.path) : ["people", "new_users_a_year"],
        code: "moves_unseen",
        found:
          `${whole(stated)} new users a year of ${client_group}: ${whole(start)} users at the start become ${whole(end)} by the ` +
          `end of the run (${percent > 0 ? "+" : ""}${percent}%) if nobody holds a budget`,
        advice: `about ${whole(steady)} keep their number, as new_users_a_year: steady does; state 0 for a closed group`,
      },
    ];
  });
}
