/** What is text is what was written, though YAML takes it for a number; what is wrong and cannot be seen is named. */
import { describe, expect, test } from "vitest";
import { wordFault } from "../../src/faults/fault.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import { oneCouncil } from "./oneCouncil.js";

const studyOf = async (text: string, sets: readonly string[] = []) => {
  const parsed = await parseScenario(text, { name: "council.yaml", sets });
  if ("faults" in parsed) throw new Error(parsed.faults.map(wordFault).join("\n"));
  return parsed.value.study;
};
const wordsOf = async (text: string, sets: readonly string[] = []): Promise<readonly string[]> => {
  const parsed = await parseScenario(text, { name: "council.yaml", sets });
  return "faults" in parsed ? parsed.faults.map(wordFault) : [];
};

describe("text", () => {
  test.each([
    "007",
    "1e3",
    "0x1F",
    "0o17",
    "1.10",
    "1_000",
    "+5",
    ".5",
    "yes",
    "true",
    "2010-04-01",
    "1.0e-2",
  ])("%s stays as written, in the file and from outside", async (written) => {
    const stated = `seed: ${written}\n${oneCouncil
      .replace("title: A council of ten", `title: ${written}`)
      .replace("older_people: {}", `older_people: { label: ${written} }`)
      .replace(
        "price: 15",
        `price: { value: 15, source: ${written}, note: ${written}, label: ${written}, locator: ${written} }`,
      )}`;
    const own = await studyOf(stated);
    expect(own.scenario).toMatchObject({ seed: written, title: written });
    expect(own.scenario.client_groups.older_people).toMatchObject({ label: written });
    const price = own.inputs.find(({ path }) => path === "contracts.main.price")!;
    const papers = { source: written, note: written, label: written, locator: written };
    expect(price.leaf).toMatchObject({ value: 15, provenance: papers });
    const set = await studyOf(oneCouncil, [`seed=${written}`, `title=${written}`]);
    expect(set.scenario).toMatchObject({ seed: written, title: written });
  });

  test("numbers are numbers, however they are written", async () => {
    const { inputs, scenario } = await studyOf(
      oneCouncil.replace("price: 15", "price: { value: 1.5e1 }").replace("draws: 2", "draws: 1e1"),
    );
    expect(inputs.find(({ path }) => path === "contracts.main.price")!.leaf.value).toBe(15);
    expect(scenario.draws).toBe(10);
  });

  test("keys are text as well", async () => {
    expect(await wordsOf(oneCouncil.replace("shire: {}", "007: {}"))).toEqual([
      expect.stringMatching(/^council\.yaml:8:10 sites\.007: /),
    ]);
  });
});

describe("what cannot be seen", () => {
  test.each([
    [
      oneCouncil.replace("title: A", "title:\u00A0A"),
      'council.yaml:2:7: cannot be read, found "title:\\u00a0A council of ten"; it holds a no-break space (U+00A0); allowed: an ordinary space in its place',
    ],
    [
      oneCouncil.replace("price: 15", "price: 15\u202F"),
      /council\.yaml:10:22 contracts\.main\.price: wrong kind of value, found "15\\u202f"; it holds a narrow no-break space \(U\+202F\); .*did you mean "15"\?/,
    ],
    [
      oneCouncil.replace("steepness: 9", "steepness:\u00A09"),
      /arms\.budget\.take_up\..*: unknown key; it holds a no-break space \(U\+00A0\)/,
    ],
    [
      oneCouncil.replace("baseline:", "base\u200Bline:"),
      /base\\u200bline: unknown key; it holds a zero-width space \(U\+200B\); .*did you mean "baseline"\?/,
    ],
  ])("is named (%#)", async (text, words) => {
    expect(await wordsOf(text)).toContainEqual(
      typeof words === "string" ? words : expect.stringMatching(words),
    );
  });
});

describe("numbers as people write them", () => {
  test.each([
    ["price: 15", "price: 3,100", 'found "3,100"; ', "3100"],
    ["price: 15", "price: £15", 'found "£15"; ', "15"],
    ["price: 15", "price: Â£1,500.50", 'found "Â£1,500.50"; ', "1500.50"],
    ["ceiling: 1", "ceiling: 15%", 'found "15%"; ', "0.15"],
    ["ceiling: 1", "ceiling: 35", "found 35; ", "0.35"],
    ["ceiling: 1", "ceiling: { value: 12.5 }", "found 12.5; ", "0.125"],
  ])("%s as %s: %s did you mean %s", async (sound, slip, found, meant) => {
    // In braces a comma ends a number for YAML: there it is told as what it is, see below.
    const braces = oneCouncil.replace("{ main: { price: 15 } }", "\n  main:\n    price: 15");
    const [fault, ...others] = await wordsOf(braces.replace(sound, slip));
    expect(others).toEqual([]);
    expect(fault).toContain(found);
    expect(fault).toContain(`did you mean "${meant}"?`);
  });

  test("what nobody means by per cent gets no suggestion", async () => {
    for (const value of ["1.5", "250", "-3"]) {
      const [fault] = await wordsOf(oneCouncil.replace("ceiling: 1", `ceiling: ${value}`));
      expect(fault).not.toContain("did you mean");
    }
  });

  test.each([
    ["price: 15", "price: 3,100", "3,100", "3100"],
    ["price: 15", "price: { value: 1,234,567, note: x }", "1,234,567", "1234567"],
    ["existing_users: 10", "existing_users: 12,500.5", "12,500.5", "12500.5"],
  ])("commas within braces: %s", async (sound, slip, found, meant) => {
    const text = oneCouncil.replace("title: A council of ten\n", "title: A council of ten\n\n");
    const words = await wordsOf(text.replace(sound, slip));
    expect(words).toEqual([
      expect.stringMatching(
        new RegExp(
          `^council.yaml:\\d+:\\d+: cannot be read, found "${found}"; allowed: numbers without commas .*"${meant}"`,
        ),
      ),
    ]);
  });

  test("a list of numbers is no number, nor is a key without a value", async () => {
    const listed = oneCouncil.replace("price: 15", "price: { distribution: empirical, values: [3,100] }");
    expect(await wordsOf(listed)).toEqual([]);
    expect(await wordsOf(oneCouncil.replace("price: 15", "price: 15, 100"))).not.toContainEqual(
      expect.stringContaining("numbers without commas"),
    );
  });
});
