#!/usr/bin/env node
import { accessSync, constants } from "node:fs";
import module from "node:module";
import { tmpdir } from "node:os";

// Node 22.1 and later keep what they compiled for the next time, in the folder of temporary files. Where that folder cannot be
// written, Node is not asked to: under /proc it would try to make the cache's folder for ever.
try {
  accessSync(tmpdir(), constants.W_OK);
  module.enableCompileCache?.();
} catch {}

const { main } = await import("../dist/command/main.js");
process.exitCode = await main(process.argv);
