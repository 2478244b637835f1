import { cpus } from "node:os";
import { cpuUsage } from "node:process";

/** Where the figures come from. */
export interface Machine {
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: all[0]?.model.trim() ?? "unknown",
    cores: all.length,
  };
}

/**
 * Milliseconds of processor time this process has used. Unlike the time on the wall it stands still while
 * other processes have the processor, so a busy machine does not pass for a slow program.
 */
export function cpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}
