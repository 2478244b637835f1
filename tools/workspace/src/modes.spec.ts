import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { Scratch } from "./scratch";

/** Lambda runs a function as a user of its own: it has to be able to read what was built by somebody careful. */
test("built and synthesized with a umask of 077, the function's asset can be read by everybody", () => {
  const scratch = new Scratch("careful", { umask: "077" });
  try {
    scratch.nx("run-many", "-t", "build", "synth", "--projects=security-auto-s3,infra");
    const assembly = join(scratch.root, "dist/apps/infra/cdk.out");
    const assets = readdirSync(assembly).filter((name) => name.startsWith("asset."));
    const files = readdirSync(assembly, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => assets.some((asset) => file.startsWith(join(assembly, asset))));
    expect(files.map((file) => file.split("/").at(-1))).toContain("index.mjs");
    const unreadable = files.filter((file) => (statSync(file).mode & 0o777) !== 0o644);
    expect(unreadable.map((file) => relative(assembly, file))).toEqual([]);
  } finally {
    scratch.remove();
  }
}, 600_000);
