/** The core, bundled for a browser: no Node in it, and it runs where there is no Node. */
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

async function bundle(): Promise<{ text: string; inputs: readonly string[]; imports: readonly string[] }> {
  const built = await build({
    entryPoints: [join(root, "src/index.ts")],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "canWeAffordIt",
    metafile: true,
    logLevel: "silent",
  });
  const outputs = Object.values(built.metafile.outputs);
  return {
    text: built.outputFiles[0]!.text,
    inputs: Object.keys(built.metafile.inputs),
    imports: outputs.flatMap((output) => output.imports.map((entry) => entry.path)),
  };
}

const scenario = `
afford: 1
title: A council of ten
start: 2011-04
horizon_years: 2
price_year: 2010/11
needs: [any]
client_groups: { older_people: {} }
sites: { shire: {} }
people: { existing_users: 10, need_mix: 1, package_mean: 10 }
contracts: { main: { price: 15 } }
arms:
  contract: {}
  budget: { rollout: {}, take_up: { ceiling: 1, steepness: 9 } }
baseline: contract
draws: 2
`;

describe("the core in a browser", () => {
  it("bundles without an import that is left open and without any file of Node or of the shell", async () => {
    const { imports, inputs } = await bundle();
    expect(imports).toEqual([]);
    expect(inputs.filter((input) => input.includes("src/shell") || input.startsWith("node:"))).toEqual([]);
  });

  it("runs with nothing of Node in sight", async () => {
    const { text } = await bundle();
    const bare = createContext({
      setTimeout,
      TextEncoder,
      TextDecoder,
      structuredClone,
      AbortController,
      URL,
    });
    runInContext(text, bare);
    const answer = runInContext(
      `(async () => {
        const parsed = await canWeAffordIt.parseScenario(${JSON.stringify(scenario)});
        if ("faults" in parsed) return JSON.stringify(parsed.faults);
        const result = await canWeAffordIt.runScenario(parsed.value.study, {});
        return result.tallies.length;
      })()`,
      bare,
    );
    expect(await answer).toBeGreaterThan(0);
  });
});
