/** Writes the pages of `docs/` that are read off the code. Run by `npm run docs`; a test tells when it should be. */
import { writeFile } from "node:fs/promises";
import { mechanismsPage } from "../../report/mechanismsPage.js";

await writeFile(new URL("../../../docs/mechanisms.md", import.meta.url), mechanismsPage());
