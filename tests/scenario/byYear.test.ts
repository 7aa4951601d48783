/** What is told of an input stated by financial year: where it may not be, and years that it cannot have. */
import { describe, expect, it } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { amountAt } from "../../src/inputs/split.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { withNumber } from "../../src/scenario/varyStudy.js";
import { oneCouncil } from "./oneCouncil.js";

const at = /^mine\.yaml:\d+:\d+ /;

async function told(more: string, text = oneCouncil): Promise<readonly string[]> {
  const parsed = await parseScenario(`${text}${more}`, { name: "mine.yaml" });
  return "faults" in parsed ? parsed.faults.map((fault) => wordFault(fault).replace(at, "")) : [];
}
const week = (written: string) =>
  told(`life_course: { residential_care: 0.1 }\ncosts: { residential_care_week: ${written} }\n`);

describe("an input by year", () => {
  it("is told where it stands if its year is none of the run's or the price index's", async () => {
    const parsed = await parseScenario(
      `${oneCouncil}costs: { reference_price: { by_year: { 2011/12: 14, 2111/12: 16 } } }\n`,
      { name: "mine.yaml" },
    );
    expect("faults" in parsed ? parsed.faults.map(wordFault) : []).toEqual([
      "mine.yaml:16:53 costs.reference_price.by_year.2111/12: out of range, found 2111/12; allowed: a financial year of the run (2011/12 to 2012/13) or of the price index",
    ]);
  });

  it.each<[string, string[]]>([
    [
      "{ by_year: { 2011-12: 500 } }",
      [
        'costs.residential_care_week.by_year.2011-12: not allowed, found "2011-12"; allowed: a financial year such as 2011/12; did you mean "2011/12"?',
      ],
    ],
    [
      "{ by_year: { 2011/13: 500, 9999/00: 4 } }",
      [
        'costs.residential_care_week.by_year.2011/13: not allowed, found "2011/13"; allowed: a financial year such as 2011/12',
        'costs.residential_care_week.by_year.9999/00: not allowed, found "9999/00"; allowed: a financial year such as 2011/12',
      ],
    ],
    [
      "{ by_year: { 2011/12: 500 }, between: liner }",
      [
        'costs.residential_care_week.between: not allowed, found "liner"; allowed: linear, steps; did you mean "linear"?',
      ],
    ],
    [
      "{ by_year: { 2011/12: -1 }, valeu: 3 }",
      [
        "costs.residential_care_week.by_year.2011/12: out of range, found -1; allowed: a number from 0 (GBP per week)",
        "costs.residential_care_week.valeu: unknown key; allowed: by_year, between, unit, price_year, source, locator, note, label, quality, impact, owner, date",
      ],
    ],
    [
      "{ by_year: {} }",
      [
        "costs.residential_care_week.by_year: missing; allowed: a map from each financial year, such as 2011/12, to a number or distribution",
      ],
    ],
    [
      "{ by_year: { 2011/12: { by_client_group: { older_people: 3 } } } }",
      [
        "costs.residential_care_week.by_year.2011/12: wrong kind of value, found a map of by_client_group; allowed: a number from 0 (GBP per week) or a distribution; by_client_group goes outside, with a by_year for each of its parts",
      ],
    ],
    [
      "{ by_year: { 2011/12: { distribution: uniform, low: 1, high: 2 }, 2012/13: { distribution: uniform, low: 1, high: 2, across: sites } } }",
      [
        "costs.residential_care_week.by_year: contradicts itself, found years across draws and years across sites; allowed: one `across` for all distributions of a series: its years share one luck",
      ],
    ],
  ])("%s", async (written, faults) => {
    expect(await week(written)).toEqual(faults);
  });

  it("is refused, with the reason, where there is one value for the whole run", async () => {
    const text = oneCouncil.replace(
      "rollout: {},",
      "rollout: {}, programme: { set_up: { by_year: { 2011/12: 9 } } },",
    );
    expect(await told("", text)).toEqual([
      "arms.budget.programme.set_up.by_year: not allowed, found by_year; allowed: a number from 0 (GBP per site), the same in every year: it is spent once, at the planned start",
    ]);
  });
});

describe("a series by year", () => {
  const low = "{ distribution: uniform, low: 13, high: 15 }";
  const priced = `costs: { reference_price: { by_year: { 2011/12: 14, 2012/13: ${low} } } }\n`;
  const path = "costs.reference_price";
  const studyOf = async (more: string) => {
    const parsed = await parseScenario(`${oneCouncil}${more}`);
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    return parsed.value.study;
  };

  it("takes one number in the place of one of its years; in that of all only by --set", async () => {
    const study = await studyOf(priced);
    const whole = withNumber(study, path, 15);
    expect("faults" in whole && whole.faults).toMatchObject([
      {
        path,
        code: "not_allowed",
        found: "a series by year, which one number would make the same in every year",
        allowed: `one year of it, such as ${path}.by_year.2011/12; or --set, if the same in every year is meant`,
      },
    ]);
    const varied = withNumber(study, `${path}.by_year.2012/13`, 15);
    if ("faults" in varied) throw new Error("refused");
    const read = (year: number) =>
      amountAt(
        varied.value.scenario.costs.reference_price!,
        { year },
        (input) => varied.value.inputs[input]!.leaf.value!,
      );
    expect([2011, 2012, 2020].map(read)).toEqual([14, 15, 15]);
    const set = await parseScenario(`${oneCouncil}${priced}`, { sets: [`${path}=15`] });
    expect("faults" in set).toBe(false);
  });

  it("is correlated as a whole, by its own path", async () => {
    const cost = `arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 1, steepness: 9 }, implementation: { per_user: ${low} } } }`;
    const text = oneCouncil.replace(/arms:\n.*\n.*\n/, `${cost}\n`);
    const correlated = (name: string) =>
      told(
        `${priced}correlations: [{ inputs: [${name}, arms.budget.implementation.per_user], rank_correlation: 0.5 }]\n`,
        text,
      );
    expect(await correlated(path)).toEqual([]);
    expect(await correlated(`${path}.by_year.2012/13`)).toHaveLength(1);
  });

  it("of a base is replaced whole, as an input is", async () => {
    const study = await studyOf(priced);
    const over = await parseScenario(
      "extends: base.yaml\ncosts: { reference_price: { by_year: { 2012/13: 9 } } }\n",
      {
        read: () => `${oneCouncil}${priced}`,
      },
    );
    if ("faults" in over) throw new Error(JSON.stringify(over.faults));
    const paths = ({ inputs }: typeof study) =>
      inputs.flatMap((input) => (input.path.startsWith(path) ? [input.path] : []));
    expect(paths(study)).toEqual([`${path}.by_year.2011/12`, `${path}.by_year.2012/13`]);
    expect(paths(over.value.study)).toEqual([`${path}.by_year.2012/13`]);
  });
});
