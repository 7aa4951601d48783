/** The harder shapes that claims take can all be written without code: each is read and judged. */
import { expect, test } from "vitest";
import { auditFindings } from "../../src/findings/auditFindings.js";
import { parseFindings } from "../../src/findings/parseFindings.js";

const scenario = `afford: 1
title: Shapes
start: 2011-03
horizon_years: 3
price_year: 2010/11
draws: 12
needs: [some]
client_groups: { inside: {}, outside: {} }
sites: { city: { region: london }, town: {}, shire: {} }
deployments: [managed, direct_payment]
people:
  existing_users: 6
  need_mix: { by_need: { some: 1 } }
  package_mean: 10
contracts: { block: { price: 14, take_or_pay: 0.8, term_years: 5 } }
envelopes: { council: { a_year: today } }
outcomes: { eq5d: { by_place: { own_home: 0.6, residential_care: 0.5 } } }
arms:
  contract: {}
  budget:
    rollout: { eligible_share: { by_client_group: { inside: 1, outside: 0 } } }
    deployment: { by_deployment: { managed: 0.5, direct_payment: 0.5 } }
    take_up: { ceiling: 0.9, midpoint_years: 0, steepness: 2 }
    budget_setting:
      bias: { distribution: discrete, values: [-0.1, 0, 0.1], weights: [1, 1, 1], across: sites }
    purchase: { efficiency_gain: 0.05 }
    deficit: { bailed_out_share: 1, bail_out_nhs_share: 1 }
    outcomes: { eq5d_increment: 0.02, improved: { health: 0.47 } }
    effects: { death: { distribution: lognormal, mean: 1, sd: 0.2 } }
baseline: contract
findings:
`;

const plain = `
    claim: something
    source: "001"
    kind: result`;

const shapes: Readonly<Record<string, string>> = {
  "the setting part of net cost by site: against a run without it": `
    variants: { at_price: { set: { arms.budget.budget_setting.bias: 0 } } }
    checks:
      - metric:
          across: sites
          take: { share_below: -1 }
          of:
            difference:
              - { comparator: contract, metric: cost }
              - { comparator: contract, metric: cost, run: at_price }
        expect: { at_least: 0.1 }`,
  "London against elsewhere": `
    checks:
      - metric:
          difference:
            - { across: sites, region: london, take: mean, of: { metric: take_ups } }
            - { across: sites, region: elsewhere, take: mean, of: { metric: take_ups } }
        expect: { above: -100 }`,
  "no point of a sweep both saves and has as many takers": `
    variants: { bias: { sweep: { path: arms.budget.budget_setting.bias, values: [-0.3, 0, 0.1] } } }
    checks:
      - for_each: { run: bias }
        any_of:
          - metric: { comparator: contract, metric: cost, run: each, statistic: { probability_below: 0 } }
            expect: { below: 0.5 }
          - metric: { difference: [{ metric: take_ups, run: each }, { metric: take_ups, run: "bias[1]" }] }
            expect: { below: 0 }`,
  "a month's people, by two horizons, against another month's": `
    variants:
      to_march: { set: { horizon_years: 1.0833333333333333 } }
      to_february: { set: { horizon_years: 1 } }
    checks:
      - metric:
          ratio:
            - difference:
                - { metric: years_with_budget, run: to_march, statistic: mean }
                - { metric: years_with_budget, run: to_february, statistic: mean }
            - { metric: years_with_budget, period: 2010/11, statistic: mean }
        expect: { above: 0.1 }`,
  "a survey's share": `
    checks:
      - metric: { ratio: [{ metric: improved_health }, { metric: years_with_budget }] }
        expect: { within_sampling_error: { share: 0.47, sample_size: 500 } }`,
  "a spread that grows, and the chance of overspending with it": `
    checks:
      - metric:
          difference:
            - { metric: cash_cost, period: 2013/14, statistic: sd }
            - { metric: cash_cost, period: 2011/12, statistic: sd }
        expect: { above: -1e6 }
      - for_each: { period: [2011/12, 2012/13] }
        metric: { metric: overspend, period: each, statistic: { probability_above: 0 } }
        expect: { above: 0.01 }`,
  "another payer moves bail-outs and nothing else": `
    variants: { council_pays: { set: { arms.budget.deficit.bail_out_nhs_share: 0 } } }
    checks:
      - metric: { line: bail_outs, payer: council }
        expect: { equals: 0 }
      - metric: { difference: [{ metric: cost, perspective: council, run: council_pays }, { metric: cost, perspective: council }] }
        expect: { equals: { line: bail_outs, perspective: public } }
      - for_each: { perspective: [public, society, client, carer] }
        metric: { metric: cost, perspective: each }
        expect: { equals: { metric: cost, perspective: each, run: council_pays } }`,
  "sites sum to the total": `
    checks:
      - metric: { across: sites, take: sum, of: { metric: cost } }
        expect: { equals: { metric: cost } }
      - metric: { across: sites, take: count, of: { metric: cost } }
        expect: { equals: 3 }`,
  "those the rule shuts out, before and after they are let in": `
    variants: { open: { set: { arms.budget.rollout.eligible_share: 1 } } }
    checks:
      - metric:
          difference:
            - { comparator: contract, metric: qalys_eq5d, group: client_group=inside }
            - { comparator: contract, metric: qalys_eq5d, group: client_group=outside }
        expect: { above: -5 }
      - metric:
          difference:
            - { comparator: contract, metric: qalys_eq5d, group: client_group=inside, run: open }
            - { comparator: contract, metric: qalys_eq5d, group: client_group=outside, run: open }
        expect: { zero_within_error: { resolution: 10 } }`,
  "holders never above the eligible, by deployment as stated": `
    checks:
      - metric: { difference: [{ metric: years_with_budget }, { metric: years_eligible }], statistic: max }
        expect: { at_most: 0 }
      - metric: { ratio: [{ metric: years_with_budget, group: deployment=managed }, { metric: years_with_budget }] }
        expect: { between: [0.2, 0.8] }`,
  "the share that would have to come back": `
    variants: { nothing_back: { set: { arms.budget.surplus.reinvested_share: 1 } } }
    checks:
      - metric:
          ratio:
            - { comparator: contract, metric: cost, perspective: council, run: nothing_back, statistic: mean }
            - { metric: surplus_council, statistic: mean }
        expect: { between: [-1000, 1000] }`,
  "an uncertain part whose interval spans 0": `
    variants: { no_effect: { set: { arms.budget.effects.death: 1 } } }
    checks:
      - metric: { difference: [{ comparator: contract, metric: cost }, { comparator: contract, metric: cost, run: no_effect }] }
        expect: { interval_contains: 0 }`,
};

test.each(Object.entries(shapes))("%s", async (_what, text) => {
  const parsed = await parseFindings(`${scenario}  F1:${plain}${text}\n`, { name: "shapes" });
  expect("faults" in parsed ? parsed.faults : []).toEqual([]);
  if ("faults" in parsed) return;
  const [judged] = await auditFindings(parsed.value);
  for (const { judgement } of judged!.checks) {
    expect(judgement.found.every(Number.isFinite), judgement.note).toBe(true);
  }
  const identities = judged!.checks.filter(({ check }) => check.expected.startsWith("= "));
  expect(identities.map(({ judgement }) => judgement.verdict)).toEqual(identities.map(() => "reproduced"));
});

test("a scenario has the findings of the one it extends, but for those it sets to null, beside its own", async () => {
  const held = `${plain}
    checks: [{ metric: { metric: take_ups }, expect: { at_least: 1 } }]`;
  const base = `${scenario}  theirs:${held}\n  dropped:${held}\n`;
  const own = `afford: 1\nextends: base\ntitle: Ours\nfindings:\n  dropped:\n  ours:${held}\n`;
  const parsed = await parseFindings(own, {
    name: "ours",
    read: (name) => (name === "base" ? base : undefined),
  });
  expect("faults" in parsed ? parsed.faults : parsed.value.findings.map(({ id }) => id)).toEqual([
    "theirs",
    "ours",
  ]);
});
