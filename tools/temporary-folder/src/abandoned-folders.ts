import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "./code-of";

/** The process id in the name of a folder that `makeTemporaryFolder` made. */
const OURS = /^security-auto-[a-z0-9]+-(\d+)-\w{6}$/;

/**
 * Removes the temporary folders of this user whose process no longer lives. What cannot be removed stays: it is in nobody's
 * way.
 */
export function removeAbandonedFolders(parent = tmpdir()): void {
  for (const name of namesIn(parent)) {
    const processId = OURS.exec(name)?.[1];
    if (processId === undefined || isAlive(Number(processId))) continue;
    const path = join(parent, name);
    try {
      const stats = lstatSync(path);
      if (stats.isDirectory() && stats.uid === userId(stats.uid))
        rmSync(path, { recursive: true, force: true });
    } catch {
      // Someone else has removed it, or may do so.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Of whoever runs this process; where the platform has no such thing, `otherwise`. */
function userId(otherwise: number): number {
  return process.getuid?.() ?? otherwise;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // EPERM: it lives, as another user's.
    return codeOf(error) !== "ESRCH";
  }
}
