/** How results are kept: in the folder of `--out`, where a command is given one. */
import type { CommandConsole } from "../console.js";
import type { RanWith } from "../manifest.js";
import { prepareFolder, type WriteOptions } from "../outFolder.js";
import type { FolderOptions, OutputOptions } from "./options.js";

export interface FolderOutput {
  /** Refuses a folder that cannot take a run, before any work is done. */
  readonly prepare: () => Promise<void>;
  /** When the command started, how long it has run, and on how many threads. */
  readonly ran: () => RanWith;
  /** Writes the results into the folder, and says so; does nothing without `--out`. */
  readonly write: (
    writeInto: (folder: string, ran: RanWith, options: WriteOptions) => Promise<void>,
  ) => Promise<void>;
}

/** How the results of a command that starts now are kept. */
export function folderOutput(
  options: FolderOptions & OutputOptions & { readonly threads?: number },
  console: CommandConsole,
): FolderOutput {
  const startedAt = new Date();
  const start = performance.now();
  const { out, overwrite = false, threads } = options;
  const ran = () => ({ startedAt, wallSeconds: (performance.now() - start) / 1000, threads });
  return {
    prepare: async () => {
      if (out !== undefined) await prepareFolder(out, overwrite);
    },
    ran,
    write: async (writeInto) => {
      if (out === undefined) return;
      await writeInto(out, ran(), { overwrite, excel: options.excel === true });
      if (options.quiet !== true) console.note(`wrote ${out}\n`);
    },
  };
}
