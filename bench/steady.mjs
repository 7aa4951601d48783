/**
 * Does a run stay as fast as it begins? The same draws over and over, in jobs as a run has them: prints processor milliseconds
 * a draw of the first jobs, and the median of the last half. An engine that has to throw compiled code away (an object or
 * array whose shape changes on the way) shows here, not in `stages.mjs`, which keeps the least of its repeats.
 *
 *     npm run build && node bench/steady.mjs [scenario] [jobs]
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { simulateDraws } from "../dist/results/simulateDraws.js";
import { parseScenario } from "../dist/scenario/parseScenario.js";
import { runSettings } from "../dist/simulation/runSettings.js";

const shipped = fileURLToPath(new URL("../scenarios/can-we-afford-it.yaml", import.meta.url));
const file = process.argv[2] ?? shipped;
const jobs = Number(process.argv[3] ?? 60);
const draws = 8;
const parsed = await parseScenario(readFileSync(file, "utf8"), {
  name: file,
  read: (name) => readFileSync(name, "utf8"),
  resolve: (from, name) => resolve(from, "..", name),
});
if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
const settings = runSettings(parsed.value.study, { detail: "all", simulatedPeople: "all" });

const spent = [];
for (let job = 0; job < jobs; job++) {
  const begun = process.cpuUsage();
  simulateDraws(parsed.value.study, settings, 0, draws);
  const { user, system } = process.cpuUsage(begun);
  spent.push((user + system) / 1000 / draws);
}
const told = (ms) => `${ms.toFixed(1).padStart(8)} ms a draw`;
for (const job of [0, 1, 2, 3, 4]) if (job < jobs) console.log(`job ${job + 1}   ${told(spent[job])}`);
const late = spent.slice(Math.floor(jobs / 2)).sort((a, b) => a - b);
console.log(`later   ${told(late[Math.floor(late.length / 2)])}`);
