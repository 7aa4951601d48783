/** The door for Node: everything of the package, and what needs files, threads and a process. */
export * from "./index.js";
export { type CommandFault, type ExitStatus, exitStatus, isCommandFault } from "./shell/commandFault.js";
export { shippedEvidence } from "./shell/evidenceTable.js";
export { type HashedText, type Manifest, makeManifest, type RanWith, sha256 } from "./shell/manifest.js";
export type { FolderFiles, WriteOptions } from "./shell/outFolder.js";
export { packageVersion, shippedScenarios, shippedTables, shippedText } from "./shell/packageFiles.js";
export { type ReadFindings, readFindings } from "./shell/readFindings.js";
export { type ReadScenario, type ReadScenarioOptions, readScenario } from "./shell/readScenario.js";
export {
  type OnThreads,
  runOnThreads,
  shardOnThreads,
  sitesOnThreads,
  type ThreadedOptions,
  type ThreadedShardOptions,
  type ThreadedSitesOptions,
} from "./shell/runOnThreads.js";
export { type ShardToWrite, writeShard } from "./shell/shardFolder.js";
export { openThreads, type ThreadedRun, type Threads } from "./shell/threads.js";
export { type RunToWrite, writeRun } from "./shell/writeRun.js";
