/**
 * A step of the build: writes the YAML library's own build for browsers as one module, which Deno takes (`#yaml` in
 * package.json). Deno would take the library's build for Node, which asks the environment at every token whether to trace,
 * so that reading a scenario needed leave to read the environment. Run after the compiler: `node dist/shell/build/shipYaml.js`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const library = dirname(createRequire(import.meta.url).resolve("yaml/package.json"));

buildSync({
  entryPoints: [join(library, "browser/index.js")],
  bundle: true,
  format: "esm",
  target: "es2022",
  banner: { js: `/* yaml, https://eemeli.org/yaml\n${readFileSync(join(library, "LICENSE"), "utf8")}*/` },
  outfile: fileURLToPath(new URL("../../../dist/yaml.js", import.meta.url)),
});
