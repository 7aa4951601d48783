/** One fault hides no other: what is sound in a faulty scenario is judged too, and nothing by what is faulty. */
import { describe, expect, it } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";

const files: Readonly<Record<string, string>> = {
  "people.csv": "id,site,client_group,need,units_a_week,quintile\na,my_council,older_people,lower,1000%,9\n",
  "sites.csv": "site,region,client_group,existing_users\nshire,londn,older_people,100\n",
};

/** Where the faults of the starter scenario are, after replacements in its text. */
async function faultsOf(...changes: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  let text = starterScenario;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the starter has no ${from}`);
    text = text.replace(from, to);
  }
  const read = (name: string): string => {
    const file = files[name];
    if (file === undefined) throw new Error("no such file");
    return file;
  };
  const parsed = await parseScenario(text, { name: "mine.yaml", read });
  return "faults" in parsed ? parsed.faults.map(({ code, file, path }) => `${file} ${code} ${path}`) : [];
}

const misspelt = ["title: My", "titel: x\ntitle: My"] as const;
const badSums = ["lower: 0.6, higher: 0.4", "lower: 0.6, higher: 0.5"] as const;
const sums = "mine.yaml inconsistent people.need_mix.by_need";

describe("every fault at once", () => {
  it("tells a misspelt key, an unknown name, a wrong sum, a missing baseline and bad cells together", async () => {
    const told = await faultsOf(
      misspelt,
      badSums,
      ["baseline: contract", "baseline: contrat"],
      ["people:\n", "people:\n  individuals: people.csv\n"],
    );
    expect(told).toEqual([
      "mine.yaml unknown_key titel",
      sums,
      "mine.yaml unknown_name baseline",
      "people.csv bad_cell units_a_week",
      "people.csv out_of_range quintile",
    ]);
  });

  it("tells what is wrong in the scenario beside a site table that cannot be taken", async () => {
    const told = await faultsOf(
      ["  my_council: { label: My council, region: elsewhere }\n", ""],
      ["sites:\n", "sites_table: sites.csv\n"],
      ["older_people: { value: 36, ", "otherwise: 1\n      oldrpeople: { value: 36, "],
    );
    expect(told).toEqual([
      "mine.yaml unknown_name people.new_users_a_year.by_client_group.oldrpeople",
      "sites.csv not_allowed region",
    ]);
  });

  it("tells a missing price index and a wrong sum together", async () => {
    const told = await faultsOf(badSums, ["draws: 200", "draws: 200\nprice_index: nowhere.csv"]);
    expect(told).toEqual(["mine.yaml missing_file price_index", sums]);
  });
});

describe("nothing is judged by what is faulty", () => {
  it.each<[string, readonly [string, string], string]>([
    [
      "a required input",
      ["lower: 0.6, higher: 0.4", "lower: 60%, higher: 0.4"],
      "people.need_mix.by_need.lower",
    ],
    ["a misspelt share", ["    kind: block", "    shre: 0.5"], "contracts.block.shre"],
    ["a misspelt list of names", ["deployments:", "deploymnts:"], "deploymnts"],
    ["a misspelt mix", ["    deployment:\n", "    deploymnt:\n"], "arms.budget.deploymnt"],
    [
      "the hours that others are saved of",
      ["hours_a_year: { value: 10,", "hours_a_year: { valu: 10,"],
      "costs.care_manager_hours_a_year.valu",
    ],
    ["the scenario's price year", ["price_year: 2010/11\ndraws", "price_year: 2010\ndraws"], "price_year"],
    ["a client group's name", ["  older_people: { label", "  Older: { label"], "client_groups.Older"],
    [
      "the map of a client group",
      ["  older_people: { label: Older people }", "  older_people: 5"],
      "client_groups.older_people",
    ],
    ["the start", ["start: 2011-04", "start: April"], "start"],
    ["an envelope", ["council: { a_year: today }", "council: { a_yer: today }"], "envelopes.council.a_yer"],
  ])("%s", async (_, change, path) => {
    const told = await faultsOf(change);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(` ${path}`);
  });
});

describe("uncertain shares", () => {
  const uniform = (low: number, high: number) => `{ distribution: uniform, low: ${low}, high: ${high} }`;
  const mix = (lower: string, higher: string) =>
    faultsOf(["lower: 0.6, higher: 0.4", `lower: ${lower}, higher: ${higher}`]);

  it("may add up to 1, and are then brought to it draw by draw", async () => {
    expect(await mix(uniform(0.5, 0.7), uniform(0.3, 0.5))).toEqual([]);
    expect(await mix(uniform(0.5, 0.7), "0.4")).toEqual([]);
  });

  it("are refused where they cannot: 0.1 to 0.2 and 0.95 make at least 1.05, twice 0.1 to 0.2 at most 0.4", async () => {
    expect(await mix(uniform(0.1, 0.2), "0.95")).toEqual([sums]);
    expect(await mix(uniform(0.1, 0.2), uniform(0.1, 0.2))).toEqual([sums]);
  });
});

describe("an arm that offers no budgets", () => {
  const contract = "  contract: { label: Block contracts";

  it("says nothing of them: what it would say is lost, as with an arm's name that is misspelt", async () => {
    expect(await faultsOf([contract, `  budgt: { take_up: { ceiling: 0.3 } }\n${contract}`])).toEqual([
      "mine.yaml inconsistent arms.budgt",
    ]);
    expect(await faultsOf([contract, `${contract}, surplus: { recovered_share: 1 }`])).toEqual([
      "mine.yaml inconsistent arms.contract",
    ]);
  });

  it("may state its contracts' terms, or be like an arm that offers budgets", async () => {
    expect(await faultsOf([contract, `${contract}, contracts: { block: { take_or_pay: 0.5 } }`])).toEqual([]);
    expect(
      await faultsOf([contract, `  few: { like: budget, take_up: { ceiling: 0.3 } }\n${contract}`]),
    ).toEqual([]);
  });

  it("is told once where its rollout is misspelt", async () => {
    expect(await faultsOf(["    rollout:\n", "    rolout:\n"])).toEqual([
      "mine.yaml unknown_key arms.budget.rolout",
    ]);
  });
});
