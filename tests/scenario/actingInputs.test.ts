/** Amounts that nothing prices are refused, and inputs that cannot act are warned of; a stated 0 is a statement. */
import { describe, expect, it } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { certainly } from "../../src/faults/outcome.js";
import { wordWarning } from "../../src/faults/warning.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { ScenarioObject } from "../properties/randomScenario.js";
import { lineOf, runProduct } from "../properties/runProduct.js";
import { oneYear, withBudget } from "../questions/oneYear.js";

async function told(scenario: object, sets: readonly string[] = []) {
  const parsed = await parseScenario(scenario, { name: "a", sets });
  if ("faults" in parsed) return { faults: parsed.faults.map(wordFault), warnings: [] };
  return { faults: [], warnings: parsed.value.warnings.map(wordWarning) };
}
const everyone = (changed: object) => ({ ...oneYear, ...changed });

describe("amounts that nothing prices", () => {
  it.each([
    ["arms.budget.advice.adviser.hour", withBudget({ advice: { adviser: { set_up_hours: 10 } } })],
    ["arms.budget.advice.review.hour", withBudget({ advice: { review: { hours_a_year: 2 } } })],
    ["arms.budget.misuse.monitoring_cost", withBudget({ misuse: { monitoring_intensity: 1 } })],
    ["costs.own_time_hour", withBudget({ own_time: { hours_a_year: 12 } })],
    ["costs.care_manager_hour", everyone({ costs: { care_manager_hours_a_year: 10 } })],
    ["costs.residential_care_week", everyone({ life_course: { residential_care: 0.1 } })],
    ["costs.hospital_admission", everyone({ life_course: { admissions: 0.5 } })],
    ["costs.informal_care_hour", everyone({ people: { ...oneYear.people, informal_care_hours: 20 } })],
  ])("%s is asked for, once, and a stated 0 is taken", async (price, scenario) => {
    const { faults } = await told(scenario);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`${price}: missing; allowed: `);
    expect(faults[0]).toContain("which would be free; 0 if it is to cost nothing");
    const stated = await told(scenario, [`${price}=0`]);
    expect(stated.faults).toEqual([]);
    expect((await told(scenario, [`${price}=30`])).faults).toEqual([]);
  });

  it("are asked for where a part of a split is above 0, at the mean or not", async () => {
    const uncertain = { distribution: "uniform", low: 0, high: 4 };
    const hours = { by_client_group: { older_people: uncertain } };
    const { faults } = await told(withBudget({ advice: { adviser: { hours_a_year: hours } } }));
    expect(faults).toHaveLength(1);
    const none = withBudget({
      advice: { adviser: { hours_a_year: { by_client_group: { older_people: 0 } } } },
    });
    expect((await told(none)).faults).toEqual([]);
  });

  it("run to the end where a running cost has no years: £12 a month from the planned start", async () => {
    const programme = { running_a_year: 144 };
    const late = { rollout: { start_years: 0.25 }, programme };
    const ran = await runProduct(withBudget(late) as unknown as ScenarioObject, 1);
    expect(lineOf(ran, 0, "budget", "all", "total", "programme")).toBeCloseTo(108, 9);
    const half = withBudget({ ...late, programme: { ...programme, running_years: 0.5 } });
    const short = await runProduct(half as unknown as ScenarioObject, 1);
    expect(lineOf(short, 0, "budget", "all", "total", "programme")).toBeCloseTo(72, 9);
  });
});

describe("inputs that cannot act", () => {
  it.each([
    [
      "arms.budget.misuse.yearly_probability",
      "misuse.share_lost 0",
      { misuse: { yearly_probability: 0.05 } },
    ],
    ["arms.budget.misuse.share_lost", "misuse.yearly_probability 0", { misuse: { share_lost: 0.2 } }],
    ["arms.budget.review.tolerance", "review.withdraw_after 0", { review: { tolerance: 0.1 } }],
    [
      "arms.budget.surplus.recovered_share",
      "surplus.reinvested_share 1",
      { surplus: { recovered_share: 0.5 } },
    ],
    [
      "arms.budget.deficit.bail_out_nhs_share",
      "deficit.bailed_out_share 0",
      { deficit: { bail_out_nhs_share: 1 } },
    ],
    [
      "arms.budget.wider_uses.core_work_share",
      "wider_uses.share 0",
      { wider_uses: { core_work_share: 0.5 } },
    ],
    [
      "arms.budget.unmet_need.tolerance",
      "unmet_need.worsening 1 and unmet_need.leaving 1",
      { unmet_need: { tolerance: 0.2 } },
    ],
    [
      "arms.budget.advice.adviser.hours_a_year",
      "advice.adviser.hour 0",
      { advice: { adviser: { hours_a_year: 5, hour: 0 } } },
    ],
    [
      "arms.budget.programme.running_a_year",
      "programme.running_years 0",
      { programme: { running_a_year: 5, running_years: 0 } },
    ],
  ])("%s", async (path, partner, policy) => {
    const { faults, warnings } = await told(withBudget(policy));
    expect(faults).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`${path}: warning: found `);
    expect(warnings[0]).toContain(` with ${partner}; state `);
  });

  it("are no warning where one of those they act with is on, or where a later file switches it off", async () => {
    const acts = withBudget({ misuse: { yearly_probability: 0.05, share_lost: 0.5 } });
    expect((await told(acts)).warnings).toEqual([]);
    expect((await told(acts, ["arms.budget.misuse.share_lost=0"])).warnings).toEqual([]);
    const felt = withBudget({ unmet_need: { tolerance: 0.2, leaving: 2 } });
    expect((await told(felt)).warnings).toEqual([]);
  });

  it("are told of once a field, however it is split", async () => {
    const scenario = withBudget(
      {
        misuse: { yearly_probability: { by_deployment: { a: 0.05, b: 0.1 } } },
        deployment: { by_deployment: { a: 0.5, b: 0.5 } },
      },
      { deployments: ["a", "b"] },
    );
    expect((await told(scenario)).warnings).toHaveLength(1);
  });

  it("are data beside the study", async () => {
    const scenario = withBudget({ review: { tolerance: 0.1 } });
    const { warnings } = certainly(await parseScenario(scenario, { name: "a" }));
    expect(warnings).toEqual([
      {
        file: "a",
        path: "arms.budget.review.tolerance",
        code: "without_effect",
        found: "0.1 with review.withdraw_after 0",
        advice: "state review.withdraw_after other than 0, without which it changes nothing",
      },
    ]);
  });
});
