import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Scratch } from "./scratch";

/** SHA-256 of every file below a folder, by its path in it. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map(
        (path) =>
          [
            path.slice(folder.length + 1),
            createHash("sha256").update(readFileSync(path)).digest("hex"),
          ] as const,
      )
      .sort(([left], [right]) => left.localeCompare(right)),
  );
}

test("two builds in two folders give the same bundles and templates, byte for byte", () => {
  const copies = [new Scratch("here"), new Scratch("somewhere-else-altogether")];
  try {
    const [one, other] = copies.map((copy) => {
      copy.nx("run-many", "-t", "build", "synth", "--projects=infra", "--skip-nx-cache");
      return hashes(join(copy.root, "dist/apps"));
    });
    expect(Object.keys(one ?? {})).toEqual(
      expect.arrayContaining([
        "security-auto-s3/index.mjs",
        "infra/cdk.out/manifest.json",
        "infra/cdk.out/security-auto-example.template.json",
      ]),
    );
    expect(other).toEqual(one);
  } finally {
    for (const copy of copies) copy.remove();
  }
}, 600_000);
