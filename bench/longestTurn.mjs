/**
 * For how long is the thread that asks held, a page's or a server's? The longest turn of each question.
 *
 *     node bench/longestTurn.mjs [--draws 1000] [--browser PLAYWRIGHT] [--chromium EXECUTABLE]
 *
 * In Node, in milliseconds of the processor. With `--browser`, the folder of an installed `playwright-core`, in headless Chromium, in
 * whose page the library and the questions are bundled by esbuild; there turns are by the clock, and at the end the page's tasks by
 * the processor.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { longestTurns } from "./longestTurnTasks.mjs";

const { values: asked } = parseArgs({
  options: {
    draws: { type: "string", default: "1000" },
    browser: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});
const draws = Number(asked.draws);

console.log(`${draws} draws\n| place | question | longest turn, ms | whole, ms |\n|---|---|---|---|`);
const telling =
  (place) =>
  ({ question, longest, whole }) =>
    console.log(`| ${place} | ${question} | ${longest.toFixed(0)} | ${whole.toFixed(0)} |`);
if (asked.browser === undefined) {
  await longestTurns(draws, telling("Node"));
  console.log("\nIn Node alone: for a page say --browser FOLDER, where npm has put playwright-core.");
} else await inBrowser(resolve(asked.browser));

async function inBrowser(playwright) {
  const { chromium } = createRequire(join(playwright, "index.js"))(playwright);
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents: `import { longestTurns } from "./longestTurnTasks.mjs"; globalThis.longestTurns = longestTurns;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
  const browser = await chromium.launch({ executablePath: asked.chromium, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.exposeFunction("tellTurn", telling("Chromium"));
    await page.addScriptTag({ content: outputFiles[0].text });
    const taskTimes = await tracedTasks(page);
    await page.evaluate((count) => globalThis.longestTurns(count, globalThis.tellTurn), draws);
    const tasks = (await taskTimes()).toSorted((a, b) => b - a);
    const long = tasks.filter((milliseconds) => milliseconds >= 50).length;
    console.log(
      `\nTasks of 50 ms of the processor or more in the page: ${long} of ${tasks.length}; the longest, ms:`,
    );
    console.log(
      tasks
        .slice(0, 5)
        .map((milliseconds) => milliseconds.toFixed(0))
        .join(" "),
    );
  } finally {
    await browser.close();
  }
}

/** Starts to trace a page's tasks; what it gives stops, and tells the processor's milliseconds of each on the page's own thread. */
async function tracedTasks(page) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] },
  });
  return async () => {
    const complete = new Promise((done) => {
      session.once("Tracing.tracingComplete", done);
    });
    await session.send("Tracing.end");
    await complete;
    const main = new Set(
      events
        .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    return events
      .filter(({ name, pid, tid }) => name.endsWith("RunTask") && main.has(`${pid} ${tid}`))
      .map(({ tdur = 0 }) => tdur / 1000);
  };
}
