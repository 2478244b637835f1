import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { memberTemplate } from "./member-template";

const folders: string[] = [];

/** Writes the member template into a temporary folder, and gives its path. */
export function writeMemberTemplate(template: object = memberTemplate()): string {
  const folder = mkdtempSync(path.join(tmpdir(), "local-cloud-member-"));
  folders.push(folder);
  const file = path.join(folder, "member.template.json");
  writeFileSync(file, JSON.stringify(template));
  return file;
}

/** For `afterAll`. */
export function removeMemberTemplates(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
