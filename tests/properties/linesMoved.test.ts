/**
 * Each mechanism alone, added to an arm whose budgets are neutral, moves just the lines that the ledger's table names for it:
 * the sets are written down from the formulas of the budget block and the ledger, not from a run.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { lineNames, payers } from "../../src/accounts/lines.js";
import { tallyOffset } from "../../src/ledger/tally.js";
import { runScenario } from "../../src/results/runScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

const council = {
  afford: 1,
  title: "Neutral budgets",
  start: "2011-04",
  horizon_years: 3,
  price_year: "2010/11",
  draws: 2,
  needs: ["low", "high"],
  client_groups: { older_people: {} },
  sites: { shire: {} },
  baseline: "contract",
  people: {
    existing_users: 120,
    new_users_a_year: 20,
    need_mix: { by_need: { low: 0.5, high: 0.5 } },
    package_mean: { by_need: { low: 6, high: 15 } },
    package_cv: 0.3,
    contribution_share: 0.1,
    informal_care_hours: 20,
    informal_care_displaced: 0.5,
  },
  life_course: { death: 0.1, worsening: 0.2, improving: 0.1, residential_care: 0.1, admissions: 0.5 },
  contracts: { main: { price: 15 } },
  costs: {
    reference_price: 15,
    care_manager_hours_a_year: 12,
    care_manager_hour: 30,
    hospital_admission: 2000,
    residential_care_week: 500,
    informal_care_hour: 10,
    own_time_hour: 8,
  },
  arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0.7, midpoint_years: 0, steepness: 4 } } },
};

/** Each line's total of the budget arm, by payer, over both draws. */
async function linesWith(sets: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const parsed = await parseScenario(council, { sets });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  const { layout, tallies } = await runScenario(parsed.value.study);
  const arm = layout.arms.indexOf("budget");
  const offset = tallyOffset(layout, arm, 0, layout.periods.length - 1);
  const sums = new Map<string, number>();
  for (let draw = 0; draw < 2; draw++) {
    layout.items.forEach((item, k) => {
      if (!item.includes("/")) return;
      sums.set(item, (sums.get(item) ?? 0) + tallies[draw * layout.width + offset + k]!);
    });
  }
  return sums;
}

const budget = "arms.budget";
const mechanisms: readonly {
  readonly what: string;
  readonly sets: readonly string[];
  readonly moves: readonly string[];
}[] = [
  {
    what: "bias",
    sets: ["budget_setting.bias=-0.1"],
    moves: ["budgets_paid_out", "client_contributions", "informal_care"],
  },
  { what: "a gain reinvested", sets: ["purchase.efficiency_gain=0.1"], moves: [] },
  {
    what: "a gain recovered",
    sets: ["purchase.efficiency_gain=0.1", "surplus.reinvested_share=0", "surplus.recovered_share=1"],
    moves: ["unspent_recovered", "client_contributions"],
  },
  {
    what: "a gain kept",
    sets: ["purchase.price_ratio=0.9", "surplus.reinvested_share=0"],
    moves: ["unspent_kept"],
  },
  {
    what: "bail-outs",
    sets: ["purchase.price_ratio=1.1", "deficit.bailed_out_share=1"],
    moves: ["bail_outs", "client_contributions"],
  },
  {
    what: "top-ups",
    sets: ["purchase.price_ratio=1.1", "deficit.topped_up_share=1"],
    moves: ["client_top_ups"],
  },
  { what: "unmet need", sets: ["purchase.price_ratio=1.1"], moves: ["informal_care"] },
  { what: "implementation", sets: ["implementation.per_user=500"], moves: ["implementation"] },
  { what: "programme", sets: ["programme.set_up=10000"], moves: ["programme"] },
  {
    what: "advice",
    sets: ["advice.adviser.hours_a_year=6", "advice.adviser.hour=30"],
    moves: ["advice_and_support"],
  },
  { what: "time saved", sets: ["care_manager_hours_saved=5"], moves: ["care_manager_time"] },
  {
    what: "monitoring",
    sets: ["misuse.monitoring_intensity=1", "misuse.monitoring_cost=50"],
    moves: ["monitoring"],
  },
  {
    what: "misuse",
    sets: ["misuse.yearly_probability=1", "misuse.share_lost=0.1"],
    moves: ["informal_care"],
  },
  {
    what: "misuse recovered",
    sets: [
      "misuse.yearly_probability=1",
      "misuse.share_lost=0.1",
      "misuse.monitoring_intensity=1",
      "misuse.most_recovered_share=1",
    ],
    moves: ["misuse_recovered", "client_contributions", "informal_care"],
  },
  {
    what: "wider uses that do core work",
    sets: ["wider_uses.share=0.1", "wider_uses.core_work_share=1"],
    moves: [],
  },
  {
    what: "wider uses that replace other services",
    sets: ["wider_uses.share=0.1", "wider_uses.core_work_share=0.5", "wider_uses.replaced_share=0.5"],
    moves: ["other_services_replaced", "informal_care"],
  },
  {
    what: "paid relatives",
    sets: ["relatives.paid_share=0.2"],
    moves: ["pay_to_relatives", "informal_care"],
  },
  { what: "own time", sets: ["own_time.hours_a_year=20"], moves: ["user_own_time"] },
  { what: "admissions avoided", sets: ["effects.admissions=0.5"], moves: ["hospital_admissions"] },
  { what: "quality of life", sets: ["outcomes.ascot_increment=0.05"], moves: [] },
  { what: "take-or-pay", sets: ["contracts.main.take_or_pay=0.95"], moves: ["block_stranded"] },
  { what: "spot purchases", sets: ["contracts.main.coverage=0.5"], moves: ["block_used", "block_spot"] },
];

describe("a mechanism alone", () => {
  let neutral: ReadonlyMap<string, number>;
  beforeAll(async () => {
    neutral = await linesWith([]);
  });

  it.each(mechanisms)("$what moves just its own lines", async ({ sets, moves }) => {
    const lines = await linesWith(sets.map((set) => `${budget}.${set}`));
    const moved = lineNames.filter((line) =>
      payers.some((payer) =>
        ["yes", "no"].some((cashable) => {
          const item = `${line}/${payer}/${cashable}`;
          const before = neutral.get(item) ?? 0;
          return Math.abs((lines.get(item) ?? 0) - before) > 1e-9 * (Math.abs(before) + 1);
        }),
      ),
    );
    expect([...moved].sort()).toEqual([...moves].sort());
  });
});
