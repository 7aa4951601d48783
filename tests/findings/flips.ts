/**
 * A finding turns on the input that drives it: as shipped it has one verdict, with that one input put elsewhere the other. Few people
 * and draws, the scenario's own seed: what turns is far larger than their error, and the verdict expected of each follows from
 * the model, as `why` says.
 */
import { describe, expect, test } from "vitest";
import { auditFindings } from "../../src/findings/auditFindings.js";
import type { ScenarioFindings } from "../../src/findings/finding.js";
import { readFindings } from "../../src/shell/readFindings.js";
import { isLong } from "../cases.js";

export interface Flip {
  readonly scenario: string;
  readonly finding: string;
  readonly set: string;
  readonly why: string;
  /**
   * The verdict as shipped; the other one is expected of the input set, of an inconclusive finding that it is not reproduced. Left out where a shipped verdict needs more draws than a
   * test should take: `afford audit` gives it, and the input set is expected not to reproduce the finding.
   */
  readonly shipped?: "reproduced" | "not_reproduced" | "inconclusive";
  readonly draws: number;
  readonly people?: number;
  /** What is put elsewhere in both runs, so that they are fast. */
  readonly smaller?: readonly string[];
}

async function read(scenario: string, sets: readonly string[]): Promise<ScenarioFindings> {
  const found = await readFindings(scenario, { sets });
  if ("faults" in found) throw new Error(JSON.stringify(found.faults));
  return found.value.audited;
}

const shipped = new Map<string, Promise<ScenarioFindings>>();

/** The scenario as shipped, read once for all its findings. */
function readShipped({ scenario, smaller = [] }: Flip): Promise<ScenarioFindings> {
  const audited = shipped.get(scenario) ?? read(scenario, smaller);
  shipped.set(scenario, audited);
  return audited;
}

/** The scenario with the input set, and no finding but the one: each brings runs of its own to be read. */
async function readTurned(flip: Flip): Promise<ScenarioFindings> {
  const { findings } = await readShipped(flip);
  const others = findings.filter(({ id }) => id !== flip.finding).map(({ id }) => `findings.${id}=null`);
  return read(flip.scenario, [...(flip.smaller ?? []), ...others, flip.set]);
}

async function verdictIn(
  { studies, findings }: ScenarioFindings,
  { finding, draws, people }: Flip,
): Promise<string> {
  const only = findings.filter(({ id }) => id === finding);
  const [judged, ...others] = await auditFindings({ studies, findings: only }, { draws, people });
  expect(others).toEqual([]);
  return judged!.verdict;
}

export function testFlips(flips: readonly Flip[]): void {
  // The long form only: minutes of runs, which CI goes through on every change.
  describe.skipIf(!isLong).each(flips)("$finding in $scenario", (flip) => {
    if (flip.shipped !== undefined) {
      test(`is ${flip.shipped} as shipped`, async () => {
        expect(await verdictIn(await readShipped(flip), flip)).toBe(flip.shipped);
      });
    }
    test(`turns with ${flip.set}: ${flip.why}`, async () => {
      const turned = flip.shipped === "not_reproduced" ? "reproduced" : "not_reproduced";
      expect(await verdictIn(await readTurned(flip), flip)).toBe(turned);
    });
  });
}
