/**
 * What the core weighs in a browser: to parse a scenario, run it and tabulate the run, minified and compressed.
 *
 *     node bench/browserSize.mjs
 *
 * A row for each room of our own and each package, minified; and for a package by how much the compressed bundle shrinks without
 * it. Without a room the bundle would lose what that room alone calls, so that it shrinks by more than the room.
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const entry = `export { parseScenario, runScenario, summaryTable } from "./dist/index.js";`;

const partOf = (file) => {
  const inPackage = /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(file);
  if (inPackage !== null) return inPackage[1];
  const room = /^dist\/([^/]+)\//.exec(file);
  return room === null ? "doors" : `src/${room[1]}`;
};

/** Bundles for a browser; the files of `without` are left empty. */
async function bundled(without) {
  const emptied = {
    name: "emptied",
    setup: ({ onLoad }) =>
      onLoad({ filter: /./ }, ({ path }) =>
        without !== undefined && partOf(path.slice(root.length + 1)) === without
          ? { contents: "module.exports = {};" }
          : undefined,
      ),
  };
  const { metafile, outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "esm",
    metafile: true,
    logLevel: "silent",
    plugins: [emptied],
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const [{ contents }] = outputFiles;
  return { inputs, minified: contents.length, compressed: gzipSync(contents, { level: 9 }).length };
}

const whole = await bundled();
const minified = new Map();
for (const [file, { bytesInOutput }] of Object.entries(whole.inputs))
  minified.set(partOf(file), (minified.get(partOf(file)) ?? 0) + bytesInOutput);

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
console.log("| part | minified, kB | compressed, kB |\n|---|---|---|");
for (const [part, bytes] of [...minified].sort(([, a], [, b]) => b - a)) {
  if (bytes < 1000) continue;
  const isOwn = part.startsWith("src/");
  const saved = isOwn ? "" : kilobytes(whole.compressed - (await bundled(part)).compressed);
  console.log(`| ${part} | ${kilobytes(bytes)} | ${saved} |`);
}
console.log(`| all | ${kilobytes(whole.minified)} | ${kilobytes(whole.compressed)} |`);
