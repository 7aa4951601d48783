/** What is told of an input that is written wrongly: the key that is meant or missing, by name. */
import { describe, expect, it } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { starterScenario } from "../../src/report/starterScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

const ceiling = "ceiling: { distribution: beta, mean: 0.5, sd: 0.15, note: placeholder }";

async function told(written: string): Promise<readonly string[]> {
  const text = starterScenario.replace(ceiling, `ceiling: ${written}`);
  if (text === starterScenario) throw new Error("the starter's ceiling has changed");
  const parsed = await parseScenario(text, { name: "mine.yaml" });
  const at = /^mine\.yaml:\d+:\d+ arms\.budget\.take_up\./;
  return "faults" in parsed ? parsed.faults.map((fault) => wordFault(fault).replace(at, "")) : [];
}

describe("an input that is written wrongly", () => {
  it.each<[string, string[]]>([
    ["{ distribution: beta, mean: 0.5 }", ["ceiling.sd: missing; allowed: a number above 0"]],
    [
      "{ distribution: triangular, low: 0.1 }",
      ["ceiling.high: missing; allowed: a number", "ceiling.mode: missing; allowed: a number"],
    ],
    [
      "{ distribution: beta }",
      [
        "ceiling: impossible distribution, found beta with nothing; allowed: mean, sd; or alpha, beta; or events, of; or low, high, interval",
      ],
    ],
    [
      "{ distribution: bta, mean: 0.5 }",
      [
        'ceiling.distribution: unknown name, found "bta"; allowed: one of uniform, triangular, pert, normal, lognormal, gamma, beta, dirichlet, discrete, empirical; did you mean "beta"?',
      ],
    ],
    [
      "{ distribution: pert, low: 0.1, mode: 0.2, high: 0.3, lamda: 4 }",
      ['ceiling.lamda: unknown key; allowed: one of low, mode, high, lambda; did you mean "lambda"?'],
    ],
    [
      "{ distribution: lognormal, mean: 10, sd: 1.0e+200 }",
      [
        "ceiling.distribution: impossible distribution, found numbers that give meanlog = NaN; allowed: numbers closer in size",
      ],
    ],
    [
      "{ distribution: beta, mean: 0.5, sd: 0.1, across: }",
      [
        "ceiling.across: not allowed, found nothing; allowed: draws, sites (this input cannot differ between people)",
      ],
    ],
    [
      "{ by_client_group: { oldr_people: 0.3, learning_disability: 0.2 } }",
      [
        'ceiling.by_client_group.oldr_people: unknown name, found oldr_people; allowed: older_people, learning_disability; did you mean "older_people"?',
      ],
    ],
    [
      "{ note: mine, valeu: 0.3 }",
      [
        'ceiling.valeu: unknown key; allowed: value, distribution, by_year, by_site, by_region, by_client_group; did you mean "value"?',
      ],
    ],
    [
      "{ mean: 0.5, sd: 0.1 }",
      [
        "ceiling: wrong kind of value, found a map of mean, sd; allowed: a number from 0 to 1 (share), or a map with one of value, distribution, by_year, by_site, by_region, by_client_group",
      ],
    ],
    [
      "{}",
      [
        "ceiling: wrong kind of value, found a map of nothing; allowed: a number from 0 to 1 (share), or a map with one of value, distribution, by_year, by_site, by_region, by_client_group",
      ],
    ],
  ])("%s", async (written, faults) => {
    expect(await told(written)).toEqual(faults);
  });
});

it("an envelope that is missing may be a number or today", async () => {
  const text = starterScenario.replace("council: { a_year: today }", "council: {}");
  const parsed = await parseScenario(text, { name: "mine.yaml" });
  expect("faults" in parsed && parsed.faults.map(wordFault)).toEqual([
    "mine.yaml:111:3 envelopes.council.a_year: missing; allowed: a number from 0 (GBP a year) or today",
  ]);
});
