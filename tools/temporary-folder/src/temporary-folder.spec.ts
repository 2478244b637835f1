import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { removeAbandonedFolders } from "./abandoned-folders";
import { makeTemporaryFolder, TemporaryFolderError, temporaryFolderError } from "./temporary-folder";

/** A process that has ended. */
const DEAD = spawnSync(process.execPath, ["--version"]).pid;

const folder = makeTemporaryFolder("test");
/** The temporary folder of one test. */
let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(folder.path, "tmp-"));
});
afterAll(() => {
  folder.remove();
});

test("a folder that only its user sees, named after its process, is removed with all that is in it", () => {
  const { path, remove } = makeTemporaryFolder("proof", parent);
  expect(path).toMatch(new RegExp(`security-auto-proof-${process.pid}-\\w{6}$`));
  expect(statSync(path).mode & 0o777).toBe(0o700);
  writeFileSync(join(path, "file"), "");
  remove();
  remove();
  expect(existsSync(path)).toBe(false);
});

describe("what killed processes have left is removed at the next start, and nothing else", () => {
  const abandoned = `security-auto-profiles-${DEAD}-abcDEF`;
  const kept = [
    `security-auto-profiles-${process.pid}-abcDEF`,
    "security-auto-profiles-1-abcDEF",
    "security-auto-profiles",
    `other-profiles-${DEAD}-abcDEF`,
    `security-auto-profiles-${DEAD}-abcDEF.keep`,
  ];

  test("folders of processes that no longer live", () => {
    for (const name of [abandoned, ...kept]) mkdirSync(join(parent, name, "sub"), { recursive: true });
    const other = join(parent, "other");
    mkdirSync(other);
    symlinkSync(other, join(parent, `security-auto-link-${DEAD}-abcDEF`));
    writeFileSync(join(parent, `security-auto-file-${DEAD}-abcDEF`), "");
    makeTemporaryFolder("proof", parent);
    expect(existsSync(join(parent, abandoned))).toBe(false);
    const left = readdirSync(parent);
    expect(left).toEqual(expect.arrayContaining(kept));
    expect(left).toHaveLength(kept.length + 4);
  });

  test("where there is no temporary folder, nothing happens", () => {
    expect(() => {
      removeAbandonedFolders(join(parent, "nowhere"));
    }).not.toThrow();
  });
});

describe("a temporary folder that cannot be used is named, with what to do", () => {
  test("one that does not exist", () => {
    const nowhere = join(parent, "nowhere");
    expect(() => makeTemporaryFolder("test", nowhere)).toThrow(TemporaryFolderError);
    expect(() => makeTemporaryFolder("test", nowhere)).toThrow(
      `the temporary folder ${nowhere} does not exist: make it, or set TMPDIR to another folder (ENOENT)`,
    );
  });

  test.each([
    ["ENOSPC", "is full: make room there, or set TMPDIR to another folder (ENOSPC)"],
    ["EACCES", "cannot be written to: allow it, or set TMPDIR"],
    ["EROFS", "read-only"],
  ])("%s", (code, words) => {
    expect(temporaryFolderError(Object.assign(new Error(code), { code }))?.message).toContain(words);
  });

  test("any other error is none of the temporary folder", () => {
    expect(temporaryFolderError(new Error("ENOSPC"))).toBeUndefined();
    expect(temporaryFolderError("no error")).toBeUndefined();
  });
});
