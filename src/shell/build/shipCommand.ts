/**
 * A step of the build: the command with all it needs in a few files, `dist/command`, as opening some 500 modules one by one takes
 * longer than most commands. What only one command needs is a file of its own, loaded when that command is. Run after the
 * compiler: `node dist/shell/build/shipCommand.js`.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(root, "dist/command");

rmSync(folder, { recursive: true, force: true });
const { metafile } = buildSync({
  absWorkingDir: root,
  entryPoints: ["dist/shell/cli/main.js", "dist/shell/simulationThread.js"],
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Names stay as they are, for whoever reads a stack with AFFORD_DEBUG=1.
  minifyWhitespace: true,
  // The YAML library's build for browsers, as in Deno: the one for Node is CommonJS, of 80 files.
  conditions: ["deno"],
  // Commander is CommonJS, and asks for Node's own modules by `require`.
  banner: {
    js: 'import{createRequire as affordCreateRequire}from"node:module";const require=affordCreateRequire(import.meta.url);',
  },
  entryNames: "[name]",
  outdir: folder,
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((input) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
);
const licences = [...packages, "node_modules/yaml"].sort().map((path) => {
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((name) => existsSync(join(root, path, name)));
  return `${basename(path)}\n\n${file === undefined ? "see its package" : readFileSync(join(root, path, file), "utf8")}`;
});
writeFileSync(join(folder, "LICENCES.txt"), licences.join("\n\n"));
