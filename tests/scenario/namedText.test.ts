/** Whatever a caller's `read` and `resolve` do, and whatever a scenario is handed in as: faults come back, nothing is thrown. */
import { describe, expect, it } from "vitest";
import { type ParseOptions, parseScenario, wordFaults } from "../../src/index.js";
import { oneCouncil } from "./oneCouncil.js";

type Read = NonNullable<ParseOptions["read"]>;
const asRead = (read: unknown): Read => read as Read;

const faultsOf = async (source: Parameters<typeof parseScenario>[0], options: ParseOptions = {}) => {
  const parsed = await parseScenario(source, { name: "mine.yaml", ...options });
  return "faults" in parsed ? parsed.faults : [];
};

const odd: readonly (readonly [string, Read, string])[] = [
  ["undefined, as a name that is not in a record", () => undefined, "no such file"],
  ["null", () => null, "no such file"],
  ["a promise of undefined", () => Promise.resolve(undefined), "no such file"],
  ["a number", asRead(() => 5), "`read` gave 5, where text was expected"],
  ["an object", asRead(() => ({ a: 1 })), '`read` gave {"a":1}, where text was expected'],
  [
    "bytes",
    asRead(() => new TextEncoder().encode("afford: 1")),
    "`read` gave bytes, where text was expected: decode them first",
  ],
  [
    "an error",
    () => {
      throw new Error("the drawer is locked\n    at nobody");
    },
    "the drawer is locked",
  ],
  ["a rejection with text", () => Promise.reject("gone"), "gone"],
  ["a rejection with nothing", () => Promise.reject(undefined), "nothing"],
];

/** Every key that names a file. */
const naming: Readonly<Record<string, string>> = {
  extends: "afford: 1\nextends: FILE\n",
  sites_table: `${oneCouncil}sites_table: FILE\n`,
  price_index: `${oneCouncil}price_index: FILE\n`,
};

describe("a file that a scenario names", () => {
  for (const [given, read, reason] of odd) {
    it(`is a missing file where \`read\` gives ${given}`, async () => {
      for (const [key, text] of Object.entries(naming)) {
        const faults = await faultsOf(text.replace("FILE", "other.csv"), { read });
        const [fault] = faults.filter(({ path }) => path === key);
        expect(fault, wordFaults(faults)).toMatchObject({ code: "missing_file", file: "mine.yaml" });
        expect(fault!.found).toContain("other.csv");
        expect(fault!.allowed).toContain(`(${reason})`);
      }
    });
  }

  it("is a missing file where `resolve` throws or gives no name", async () => {
    const resolves = [
      asRead(() => {
        throw new Error("no such drawer");
      }),
      asRead(() => undefined),
    ] as unknown as NonNullable<ParseOptions["resolve"]>[];
    for (const resolve of resolves) {
      for (const text of Object.values(naming)) {
        const faults = await faultsOf(text.replace("FILE", "other.csv"), { read: () => "", resolve });
        expect(faults.map(({ code }) => code)).toContain("missing_file");
      }
    }
  });

  it("says which price index ships where a part of its name is given", async () => {
    const [fault] = await faultsOf(`${oneCouncil}price_index: gdp\n`, { read: () => undefined });
    expect(fault).toMatchObject({ code: "missing_file", path: "price_index", nearest: "gdp-deflator" });
    expect(fault!.allowed).toMatch(/^gdp-deflator, or a CSV/);
  });
});

describe("a scenario that is handed in", () => {
  it("may be nothing, or no scenario at all, and is then told as one fault", async () => {
    const names: Readonly<Record<string, string>> = {};
    for (const [source, found] of [
      [names.misspelt, "nothing"],
      [null, "nothing"],
      [42, "42"],
      [["a"], "a list"],
      [new Uint8Array(3), "Uint8Array"],
      [() => "afford: 1", "function"],
    ] as const) {
      const faults = await faultsOf(source as object | undefined);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatchObject({ code: "wrong_type", path: "", found });
    }
  });
});
