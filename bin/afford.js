#!/usr/bin/env node
import { main } from "../dist/shell/cli/main.js";

process.exitCode = await main(process.argv);
