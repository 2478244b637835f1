import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAbandonedFolders } from "./abandoned-folders";
import { codeOf } from "./code-of";

export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with all that is in it; also when it is no longer there. */
  readonly remove: () => void;
}

/** The temporary folder of the machine cannot be used; the message says why and what to do. */
export class TemporaryFolderError extends Error {
  override readonly name = "TemporaryFolderError";
}

/**
 * Makes a folder that only this user can look into, and removes those that killed processes have left.
 *
 * @param kind - what it is for, in small letters and digits: part of its name
 * @param parent - where it is made
 * @throws TemporaryFolderError
 */
export function makeTemporaryFolder(kind: string, parent = tmpdir()): TemporaryFolder {
  removeAbandonedFolders(parent);
  let path: string;
  try {
    path = mkdtempSync(join(parent, `security-auto-${kind}-${process.pid}-`));
  } catch (error) {
    throw temporaryFolderError(error, parent) ?? error;
  }
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist: make it",
  ENOTDIR: "is not a folder: remove the file",
  EACCES: "cannot be written to: allow it",
  EPERM: "cannot be written to: allow it",
  EROFS: "is on a file system that is read-only: mount it for writing",
  ENOSPC: "is full: make room there",
  EDQUOT: "is full: make room there",
  EFBIG: "takes no file of this size: allow larger files (ulimit -f)",
  EMFILE: "cannot be opened, too many files are open: close some",
};

/** What to do about an error of a file in the temporary folder; `undefined` where it is no such error. */
export function temporaryFolderError(error: unknown, parent = tmpdir()): TemporaryFolderError | undefined {
  const code = String(codeOf(error));
  const reason = REASONS[code];
  if (reason === undefined) return undefined;
  return new TemporaryFolderError(
    `the temporary folder ${parent} ${reason}, or set TMPDIR to another folder (${code})`,
    { cause: error },
  );
}
