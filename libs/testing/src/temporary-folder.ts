import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for the tests of one file, removed after them. */
export function temporaryFolder(): { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "security-auto-test-"));
  afterAll(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return { path };
}
