/**
 * Every `@example` of the sources is run as it stands, beside everything the sources export and the things that examples speak of
 * (`exampleThings.ts`). A comment that ends a statement, or follows it on a line of its own, is its answer, and is compared: `…` after
 * digits stands for more digits, `…` among the parts of an object or a list for more parts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Things, thingsOfExamples } from "./exampleThings.js";

const src = join(import.meta.dirname, "../../src");
const dist = join(src, "../dist");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"))
  .sort();

interface Example {
  readonly file: string;
  /** What is documented. */
  readonly name: string;
  readonly lines: readonly string[];
}

function examplesOf(file: string): readonly Example[] {
  const text = readFileSync(join(src, file), "utf8");
  const comments = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*?@example[\s\S]*?)\*\/\s*([^\n]*)/g);
  return [...comments].flatMap(([, comment, documented]) => {
    const name = /(?:const|function|class|interface|type) (\w+)/.exec(documented!)?.[1] ?? documented!.trim();
    const [, ...examples] = comment!.split("@example");
    return examples.map((example) => ({
      file,
      name,
      lines: example
        .replace(/\n\s*\*\s*@[\s\S]*$/, "")
        .split("\n")
        .map((line, at) => (at === 0 ? line.trim() : line.replace(/^\s*\* ?/, "")))
        .filter((line) => line.trim() !== ""),
    }));
  });
}

/** A line's code and the comment that ends it. */
function parted(line: string): { readonly code: string; readonly comment: string | undefined } {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (`"'\``.includes(character)) quote = character;
    else if (line.startsWith("//", at))
      return { code: line.slice(0, at).trimEnd(), comment: line.slice(at + 2).trim() };
  }
  return { code: line, comment: undefined };
}

interface Statement {
  code: string;
  answer: string | undefined;
}

/** A statement begins a line that is not indented and does not close something. A comment before the first is prose. */
function statementsOf(lines: readonly string[]): readonly Statement[] {
  const statements: Statement[] = [];
  for (const line of lines) {
    const { code, comment } = parted(line);
    const last = statements.at(-1);
    if (code !== "") {
      if (
        last === undefined ||
        (/^[^\s)\]}]/.test(code) && last.answer === undefined) ||
        last.answer !== undefined
      )
        statements.push({ code, answer: comment });
      else {
        last.code += `\n${code}`;
        last.answer = comment;
      }
    } else if (last !== undefined)
      last.answer = last.answer === undefined ? comment : `${last.answer} ${comment}`;
  }
  return statements;
}

/** The answer as an expression: what a console prints of arrays, sets and maps, and what is left out, become code. */
const expressionOf = (answer: string): string =>
  answer
    .replace(/\b(\w+Array) \[/g, "$1.from([")
    .replace(/(\.from\(\[[^\]]*\])/g, "$1)")
    .replace(/\bSet \{([^}]*)\}/g, "new Set([$1])")
    .replace(
      /\bMap \{([^}]*)\}/g,
      (_, entries: string) => `new Map([${entries.replace(/([^,]+?) => ([^,]+)/g, "[$1, $2]")}])`,
    )
    .replace(/(-?\d+(?:\.\d*)?)…/g, 'digits("$1")')
    .replace(/\{((?:[^{}]|\{[^{}]*\})*), … \}/g, "parts({$1})")
    .replace(/\[((?:[^[\]]|\[[^[\]]*\])*), …\]/g, "first([$1])")
    .replace(/^"([^"]*)…"$/, 'begins("$1")');

const isDeclaration = (code: string): boolean => /^(const|let|if|else|for|while|throw|function)\b/.test(code);

function codeOf(lines: readonly string[]): string {
  return statementsOf(lines)
    .map(({ code, answer }) => {
      const bare = code.replace(/;\s*$/, "");
      if (isDeclaration(code)) return code;
      const asked = `await (${bare})`;
      return answer === undefined ? `${asked};` : `check(${asked}, (${expressionOf(answer)}));`;
    })
    .join("\n");
}

/** What stands for what an answer leaves out. */
const leftOut: Things = {
  digits: (shown: string) => ({
    asymmetricMatch: (found: unknown) => typeof found === "number" && isShown(found, shown),
    toString: () => `${shown}…`,
  }),
  parts: (object: object) => expect.objectContaining(object),
  first: (list: readonly unknown[]) => ({
    asymmetricMatch: (found: unknown) =>
      Array.isArray(found) && list.every((part, at) => expect(found[at]).toEqual(part) === undefined),
    toString: () => `${JSON.stringify(list)} and more`,
  }),
  begins: (text: string) =>
    expect.stringMatching(new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`)),
};

/** Whether a number begins with the digits shown. */
function isShown(found: number, shown: string): boolean {
  const unit = 10 ** -(shown.split(".")[1]?.length ?? 0);
  const beyond = Math.abs(found) - Math.abs(Number(shown));
  const isSigned = found < 0 === shown.startsWith("-");
  return isSigned && beyond > -1e-12 && beyond < unit;
}

/** Arrays of numbers as lists, so that an answer need not say which they are. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  if ("asymmetricMatch" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

const modules = new Map<string, Things>();
let all: Things = {};
let things: Things = {};

beforeAll(async () => {
  for (const file of files) {
    // A thread's module runs in threads alone, and a step of the build writes files.
    if (file === "shell/simulationThread.ts" || file.startsWith("shell/build/")) continue;
    // Threads run what the build made, and so do the examples of the shell.
    const at = file.startsWith("shell/") ? join(dist, file.replace(/\.ts$/, ".js")) : join(src, file);
    modules.set(file, (await import(at)) as Things);
  }
  all = Object.assign({}, ...[...modules.values()].reverse()) as Things;
  things = await thingsOfExamples();
});

async function runExample({ file, lines }: Example): Promise<number> {
  const code = codeOf(lines);
  const known: Things = { ...all, ...modules.get(file), ...things, ...leftOut };
  let checks = 0;
  known.check = (found: unknown, answer: unknown) => {
    checks++;
    expect(plain(found)).toEqual(plain(answer));
  };
  const used = Object.keys(known).filter((name) =>
    new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${name}(?![\\w$])`).test(code),
  );
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  try {
    await new AsyncFunction(...used, `{ ${code}\n}`)(...used.map((name) => known[name]));
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\n\nrun as:\n${code}`;
    throw error;
  }
  return checks;
}

describe("the examples in the sources", () => {
  const examples = files.flatMap(examplesOf);
  let answered = 0;

  it("are found", () => {
    const tags = files.flatMap((file) => readFileSync(join(src, file), "utf8").match(/@example/g) ?? []);
    expect(examples).toHaveLength(tags.length);
    expect(examples.length).toBeGreaterThan(100);
  });

  it.each(
    examples.map((example) => [`${example.file}: ${example.name}`, example] as const),
  )("%s", async (_, example) => {
    answered += await runExample(example);
  });

  it("mostly say what comes out", () => {
    expect(answered).toBeGreaterThan(examples.length * 0.85);
  });
});

describe("an answer", () => {
  const runs = (...lines: string[]) => runExample({ file: "index.ts", name: "", lines });

  it("is compared, to the digits and parts it shows", async () => {
    expect(
      await runs("[1, 2] // [1, 2]", "1 / 3 // 0.333…", "const a = { b: 1, c: 2 };", "a // { b: 1, … }"),
    ).toBe(3);
    await expect(runs("[1, 2] // [1, 3]")).rejects.toThrow();
    await expect(runs("1 / 3 // 0.334…")).rejects.toThrow();
    await expect(runs("({ b: 1 })", "// { b: 2, … }")).rejects.toThrow();
    await expect(runs("[1, 2] // the numbers")).rejects.toThrow();
  });
});
