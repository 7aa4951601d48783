/**
 * Findings of documents 002 and 004 turn on the input that drives them: as shipped each has one verdict, with that one input
 * put elsewhere the other. Few people and draws, the scenario's own seed: what turns is far larger than their error, and
 * the verdict expected of each follows from the model, as `why` says.
 */
import { describe, expect, test } from "vitest";
import { auditFindings } from "../../src/findings/auditFindings.js";
import type { ScenarioFindings } from "../../src/findings/finding.js";
import { readFindings } from "../../src/shell/readFindings.js";

interface Flip {
  readonly scenario: string;
  readonly finding: string;
  readonly set: string;
  readonly why: string;
  /** As shipped; the other verdict is expected of the input set. */
  readonly shipped: "reproduced" | "not_reproduced";
  readonly draws: number;
  readonly people: number;
}

const underspend = { scenario: "underspend-or-reinvest", shipped: "reproduced", people: 40 } as const;
const individual = { scenario: "individual-budgets", shipped: "reproduced", people: 40 } as const;
const commissioners = { scenario: "ccg-health-budgets", shipped: "reproduced", people: 40 } as const;

const flips: readonly Flip[] = [
  {
    ...individual,
    finding: "B1",
    set: "arms.neutral.budget_setting.bias=-0.05",
    why: "a top-slice keeps back what was once spent",
    draws: 2,
  },
  {
    ...underspend,
    finding: "B2",
    set: "arms.budget.deficit.bailed_out_share=0.5",
    why: "a gain spares the payer bail-outs",
    draws: 4,
  },
  {
    ...individual,
    finding: "B3",
    set: "arms.budget.advice={}",
    why: "no hours of advice, no line",
    draws: 4,
  },
  {
    ...individual,
    finding: "B4",
    set: "arms.budget.claims.attraction=1",
    why: "budgets that draw nobody in",
    draws: 40,
  },
  {
    ...individual,
    finding: "B5",
    set: "arms.budget.effects.admissions=1.2",
    why: "a fifth more admissions cost the NHS more",
    draws: 50,
  },
  {
    ...individual,
    finding: "B6",
    set: "arms.budget.rollout.delay_years=1",
    why: "a year late, not everyone is offered a budget by April 2013",
    draws: 2,
  },
  {
    ...individual,
    finding: "B7",
    set: "arms.budget.deficit.bailed_out_share=1",
    why: "a lower price spares the payer bail-outs",
    draws: 8,
  },
  {
    ...underspend,
    finding: "E1",
    set: "arms.budget.budget_setting.bias=-0.9",
    why: "a tenth of the contract's rate leaves nobody anything over",
    draws: 12,
  },
  {
    ...underspend,
    finding: "E2",
    set: "arms.budget.budget_setting.bias=3",
    why: "with four times the contract's rate nobody overspends",
    draws: 24,
  },
  {
    ...commissioners,
    finding: "E3",
    set: "arms.budget.rollout.start_years=20",
    why: "budgets that never start add nothing to the spread",
    draws: 60,
  },
  {
    ...commissioners,
    finding: "E4",
    set: "arms.budget.wider_uses.share=0",
    why: "nothing goes to gardeners and cleaners",
    draws: 8,
  },
  {
    ...commissioners,
    finding: "E5",
    set: "arms.budget.outcomes.ascot_increment=-0.05",
    why: "a budget that makes its holder worse off is no loss to those who may not have one",
    draws: 16,
  },
  {
    ...commissioners,
    finding: "E6",
    set: "arms.budget.misuse.yearly_probability=0",
    why: "with no misuse nothing is lost for want of checking",
    draws: 50,
  },
  {
    ...underspend,
    finding: "E7",
    set: "arms.budget.deficit.bailed_out_share=0.5",
    why: "whoever is bailed out gets more than the contract's cost",
    draws: 2,
  },
  {
    ...underspend,
    finding: "X1",
    shipped: "not_reproduced",
    set: "arms.budget.purchase.efficiency_gain=0.4",
    why: "of a gain of two fifths a part would pay for all that budgets cost",
    draws: 24,
  },
];

/** Each scenario as shipped is read once: most of the time goes into reading the variants of all its findings. */
const shipped = new Map<string, Promise<ScenarioFindings>>();

async function read(scenario: string, sets: readonly string[]): Promise<ScenarioFindings> {
  const found = await readFindings(scenario, { sets });
  if ("faults" in found) throw new Error(JSON.stringify(found.faults));
  return found.value.audited;
}

function readShipped(scenario: string): Promise<ScenarioFindings> {
  const audited = shipped.get(scenario) ?? read(scenario, []);
  shipped.set(scenario, audited);
  return audited;
}

/** The scenario with the input set, and no finding but the one. */
async function readWith({ scenario, finding, set }: Flip): Promise<ScenarioFindings> {
  const { findings } = await readShipped(scenario);
  const others = findings.filter(({ id }) => id !== finding);
  return read(scenario, [set, ...others.map(({ id }) => `findings.${id}=null`)]);
}

async function verdictIn({ studies, findings }: ScenarioFindings, { finding, draws, people }: Flip) {
  const only = findings.filter(({ id }) => id === finding);
  const [judged] = await auditFindings({ studies, findings: only }, { draws, people });
  return judged!.verdict;
}

describe.each(flips)("$finding in $scenario", { timeout: 60_000 }, (flip) => {
  test("is judged as shipped", async () => {
    expect(await verdictIn(await readShipped(flip.scenario), flip)).toBe(flip.shipped);
  });

  test(`turns with ${flip.set}: ${flip.why}`, async () => {
    const turned = flip.shipped === "reproduced" ? "not_reproduced" : "reproduced";
    expect(await verdictIn(await readWith(flip), flip)).toBe(turned);
  });
});
