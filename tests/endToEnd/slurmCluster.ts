/** A Slurm cluster of this one machine, for as long as a test takes: munge, a controller and a node, all of them this user's. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";

/** What it takes, by command. */
export const slurmCommands = ["munged", "slurmctld", "slurmd", "sbatch", "squeue"];

export interface SlurmCluster {
  /** By which Slurm's commands find it. */
  readonly environment: { readonly SLURM_CONF: string };
  readonly close: () => Promise<void>;
}

/** A port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/**
 * Starts a cluster; its files are in a folder of its own. Jobs wait until its node has told the controller of itself.
 *
 * @param processors how many tasks it takes at once, whatever the machine has
 */
export async function openSlurm(folder: string, processors: number): Promise<SlurmCluster> {
  const host = hostname().split(".")[0]!;
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "munge.key"), randomBytes(1024), { mode: 0o600 });
  const settings = {
    ClusterName: "afford",
    SlurmctldHost: `${host}(127.0.0.1)`,
    SlurmUser: "root",
    SlurmdUser: "root",
    AuthType: "auth/munge",
    AuthInfo: `socket=${join(folder, "munge.socket")}`,
    StateSaveLocation: join(folder, "state"),
    SlurmdSpoolDir: join(folder, "spool"),
    SlurmctldPidFile: join(folder, "slurmctld.pid"),
    SlurmdPidFile: join(folder, "slurmd.pid"),
    SlurmctldPort: await freePort(),
    SlurmdPort: await freePort(),
    ProctrackType: "proctrack/pgid",
    TaskPlugin: "task/none",
    MpiDefault: "none",
    ReturnToService: 2,
    SlurmdParameters: "config_overrides",
    SelectType: "select/cons_tres",
    SelectTypeParameters: "CR_CPU",
    NodeName: `${host} NodeAddr=127.0.0.1 CPUs=${processors} State=UNKNOWN`,
    PartitionName: "main Nodes=ALL Default=YES State=UP",
  };
  const conf = join(folder, "slurm.conf");
  writeFileSync(
    conf,
    `${Object.entries(settings)
      .map((setting) => setting.join("="))
      .join("\n")}\n`,
  );
  const environment = { SLURM_CONF: conf };
  const at = (name: string): string => join(folder, name);
  const munge = ["key", "socket", "pid", "log", "seed"].map((name) => {
    const option = { key: "key-file", pid: "pid-file", log: "log-file", seed: "seed-file" }[name] ?? name;
    return `--${option}=${at(`munge.${name}`)}`;
  });
  const daemons = [
    start("munged", ["--foreground", "--force", ...munge]),
    start("slurmctld", ["-D"]),
    start("slurmd", ["-D"]),
  ];
  return {
    environment,
    close: async () => {
      for (const daemon of daemons.reverse()) await ended(daemon);
    },
  };

  function start(command: string, args: readonly string[]): ChildProcess {
    const log = openSync(at(`${command}.out`), "w");
    return spawn(command, args, { env: { ...process.env, ...environment }, stdio: ["ignore", log, log] });
  }
}

/** Ends a process that was started here. */
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on("exit", () => resolve());
    child.kill();
  });
