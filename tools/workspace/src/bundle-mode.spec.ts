import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Scratch } from "./scratch";

const SCHEMAS = "client-s3/dist-es/schemas/schemas_0.js";
const BUDGET = ["node_modules/.bin/nx", "budget", "bench", "--output-style=static"];

function bundleBytes({ root }: Scratch): number {
  const folder = join(root, "dist/apps/security-auto-s3");
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

describe("an update of the SDK that the lean bundle does not know", () => {
  const scratch = new Scratch("sdk-update");
  const build = () =>
    scratch.node("node_modules/.bin/nx", "build", "security-auto-s3", "--output-style=static");
  afterAll(() => {
    scratch.remove();
  });

  test("is a build that warns, and bundles plain", () => {
    // As if an update had written its schemas in another way.
    scratch.tamper("@aws-sdk", SCHEMAS, (text) => text.replaceAll(".registerError(", "['registerError']("));
    const { status, stdout, stderr } = build();
    expect(status).toBe(0);
    expect(stdout + stderr).toContain(`@aws-sdk/${SCHEMAS} is not written as expected`);
    expect(bundleBytes(scratch)).toBeGreaterThan(600_000);
  }, 600_000);

  test("misses the budget", () => {
    const { status, stderr, stdout } = scratch.node(...BUDGET);
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/budget missed: bundle, bytes: \d+, at most \d+/);
  }, 600_000);
});

test("a project bundles plain where it says so", () => {
  const scratch = new Scratch("plain");
  try {
    const file = "apps/security-auto-s3/project.json";
    const project = JSON.parse(readFileSync(join(scratch.root, file), "utf8")) as object;
    scratch.write(file, JSON.stringify({ ...project, bundle: "plain" }));
    expect(scratch.nx("build", "security-auto-s3").ran).toEqual(["security-auto-s3:build"]);
    expect(bundleBytes(scratch)).toBeGreaterThan(600_000);
  } finally {
    scratch.remove();
  }
}, 600_000);
