/** No command's screen shows a figure that none of its tables holds (`run`'s own: `screenInTables.test.ts`). */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { starterScenario } from "../../src/report/starterScenario.js";
import { isLong } from "../cases.js";
import { commandLine } from "../shell/commandLine.js";
import { numbersShown, type Row, strangers } from "./screenFigures.js";

const findings = `findings:
  dearer:
    claim: A budget costs the council more.
    source: "000"
    kind: result
    checks:
      - metric: { metric: cost, arm: budget, comparator: contract, perspective: council }
        expect: { between: [740000, 755000] }
      - metric: { metric: cost, arm: budget, comparator: contract, perspective: council, statistic: p2_5 }
        expect: { below: 90000 }
`;

/** Forty draws of three arms, an outcome and two parameters, one of which decides. */
const draws = [
  "draw,arm,cost,effect,admissions,price,luck",
  ...Array.from({ length: 40 }, (_, draw) => {
    const [price, luck] = [((draw * 7) % 40) / 40, ((draw * 11) % 40) / 40];
    const row = (arm: string, cost: number, effect: number) =>
      [draw, arm, cost, effect, 3 + luck, price, luck].join(",");
    return [
      row("usual", 1000 + 31 * luck, 1.5),
      row("new", 800 + 1234 * price + 17 * luck, 1.52),
      row("both", 1900 + 13 * luck, 1.49 + price / 100),
    ].join("\n");
  }),
].join("\n");

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afford-screens-"));
  await writeFile(at("council.yaml"), starterScenario + findings);
  await writeFile(at("dearer.yaml"), starterScenario.replace("value: 13.5", "value: 15.5"));
  await writeFile(at("draws.csv"), `${draws}\n`);
  const small = ["--draws", "12", "--people", "20", "--quiet", "--threads", "1"];
  for (const [name, seed] of [
    ["council", "1"],
    ["dearer", "2"],
  ] as const)
    await commandLine(["run", at(`${name}.yaml`), "--seed", seed, "--out", at(`${name}-run`), ...small]);
});
afterAll(() => rm(folder, { recursive: true }));

/** The screen of a command, and every row of the tables it prints. */
async function printed(
  args: readonly string[],
): Promise<{ readonly screen: string; readonly rows: readonly Row[] }> {
  const typed = args.map((arg) => (/\.(yaml|csv)$|-run$/.test(arg) ? at(arg) : arg));
  const screen = await commandLine([...typed, "--quiet", "--format", "table"]);
  const tables = await commandLine([...typed, "--quiet", "--format", "json"]);
  expect(screen.notes + tables.notes).toBe("");
  const rows = Object.values(JSON.parse(tables.out) as Record<string, readonly Row[]>).flat();
  return { screen: screen.out.replaceAll(folder, ""), rows };
}

const few = ["--people", "20", "--threads", "1"];
const twelve = ["--draws", "12", ...few];
const bias = ["--vary", "arms.budget.budget_setting.bias=-0.5:0.3"];
const price = "arms.budget.purchase.price_ratio";
/** What a run was asked for stands in its manifest; the word for an interval is no figure. */
const settings = [
  /\d+ draws, seed "[^"]*", people simulated: [^.;]*/,
  /\d+ people simulated \(up to \d+ a site and group\), \d+ draws/,
  /up to \d+ a site and group/,
  /95% interval/,
  /2010\/11 prices/,
];

interface Shown {
  readonly args: readonly string[];
  /** Of its numbers, those that are settings, words, or how many rows a table has. */
  readonly told?: readonly RegExp[];
}
const commands: Readonly<Record<string, Shown>> = {
  why: {
    args: ["why", "council.yaml", "--orders", "20", ...twelve],
    told: [/\d+ mechanisms on, \d+ combinations of them \(20 orders/],
  },
  sensitivity: {
    args: [
      ...["sensitivity", "council.yaml", "--draws", "60", "--sobol-inputs", "2", "--threshold", "20000"],
      ...["--group", `prices=${price}`, ...few],
    ],
    told: [/5th|95th|\d+ rows\)/, /all \d+ other inputs|and \d+ inputs with shorter bars/],
  },
  breakeven: { args: ["breakeven", "council.yaml", ...bias, ...twelve] },
  "breakeven over two": {
    args: ["breakeven", "council.yaml", ...bias, "--vary", `${price}=0.9:1.1:2`, ...twelve],
  },
  "breakeven of a probability": {
    args: ["breakeven", "council.yaml", ...bias, "--target", "neutral:0.5", ...twelve],
  },
  sweep: { args: ["sweep", "council.yaml", "--vary", `${price}=0.9,1.1`, ...twelve] },
  compare: { args: ["compare", "council.yaml", "dearer.yaml", ...twelve] },
  "compare of two folders": { args: ["compare", "council-run", "dearer-run", "--threads", "1"] },
  sites: {
    args: ["sites", "council.yaml", "--breakeven-draws", "10", ...twelve],
    told: [
      /Prices of 2010\/11/,
      /probability above 50%/,
      /50 people simulated \(about 20 per site and client group\), 12 draws/,
    ],
  },
  decide: {
    args: ["decide", "draws.csv", "--threshold", "20000", "--group", "both=price,luck"],
    told: [/40 draws \(PSA/, /parameters, the same for all arms of a draw: \d/],
  },
  audit: {
    args: ["audit", "council.yaml", ...twelve],
    told: [/\d (finding|result|reproduced|not reproduced|inconclusive)s?/],
  },
  explain: {
    args: ["explain", "council.yaml"],
    told: [/\d+ inputs stated, \d+ of them uncertain; \d+ have no source/, /\d+ at their neutral value/],
  },
};

describe.skipIf(!isLong)("a command's screen shows no figure that its tables do not hold", () => {
  it.each(Object.entries(commands))("%s", async (_, { args, told = [] }) => {
    const { screen, rows } = await printed(args);
    expect(numbersShown(screen)).toBeGreaterThan(3);
    expect(strangers(screen, rows, [...settings, ...told]), screen).toEqual([]);
  });

  it("and a figure that is changed in the table is found missing", async () => {
    const { screen, rows } = await printed(commands.breakeven!.args);
    const told = [...settings, ...(commands.breakeven!.told ?? [])];
    const others = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, typeof cell === "number" ? 1.7 * cell : cell]),
      ),
    );
    expect(strangers(screen, others, told).length).toBeGreaterThan(5);
  });
});
