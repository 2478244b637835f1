import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Scratch } from "./scratch";

const BUNDLE = "dist/apps/security-auto-s3";
const BUILD = ["run", "security-auto-s3:build"];
const PACKAGE = "zod";
const TAMPERED = "globalThis.isTampered = true;";
const home = mkdtempSync(join(tmpdir(), "security-auto-home-"));
const clones: Scratch[] = [];

afterAll(() => {
  for (const clone of clones) clone.remove();
  rmSync(home, { recursive: true });
});

/** A clone like all others of the same repository, on the machine of the same user. */
function clone(name: string, of = home): Scratch {
  const scratch = new Scratch(name, { home: of });
  clones.push(scratch);
  scratch.remote("https://git.example.com/security/security-auto.git");
  return scratch;
}

function buildsTampered(scratch: Scratch): void {
  scratch.tamper(PACKAGE, "v4/core/core.js", (text) => `${text}\n${TAMPERED}\n`);
  expect(scratch.nx(...BUILD).ran).toContain("security-auto-s3:build");
  expect(isTampered(scratch)).toBe(true);
}

const isTampered = (scratch: Scratch): boolean =>
  readdirSync(join(scratch.root, BUNDLE))
    .filter((file) => file.endsWith(".mjs"))
    .some((file) => readFileSync(join(scratch.root, BUNDLE, file), "utf8").includes("isTampered"));

test("what one clone has built, with a package that was tampered with there, no other clone gets", () => {
  buildsTampered(clone("one"));
  const other = clone("other");
  expect(other.nx(...BUILD).cached).toEqual([]);
  expect(isTampered(other)).toBe(false);
  const inHome = readdirSync(home, { recursive: true }).map(String);
  expect(inHome.filter((file) => file.endsWith("index.mjs"))).toEqual([]);
}, 600_000);

test("deploy builds from the sources, whatever is in the clone's own cache", () => {
  const scratch = clone("deploys");
  buildsTampered(scratch);
  scratch.restore(PACKAGE);
  expect(scratch.nx(...BUILD).cached).toContain("security-auto-s3:build");
  expect(isTampered(scratch)).toBe(true);

  // Without such an environment nothing is deployed, but that is found out after the build.
  const { status, stdout, stderr } = scratch.node("apps/infra/bin.mjs", "deploy", "--environment=nowhere");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    "apps/infra/environments/nowhere.json: no such file; the environments are: enforce, example, lab\n",
  );
  expect(isTampered(scratch)).toBe(false);
}, 600_000);

test("where the home folder cannot be written, the cache works all the same", () => {
  const scratch = clone("homeless", "/dev/null");
  expect(scratch.nx(...BUILD).ran).toContain("security-auto-s3:build");
  expect(scratch.nx(...BUILD)).toEqual({
    ran: [],
    cached: expect.arrayContaining(["security-auto-s3:build"]) as unknown,
  });
}, 600_000);

test("synth ends with its own lines", () => {
  const { status, stdout, stderr } = clone("says").node("apps/infra/bin.mjs", "synth");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.trimEnd().split("\n")).toEqual([
    expect.stringMatching(/^Environment example: the stack passed /),
    expect.stringMatching(/dist\/apps\/infra\/cdk\.out$/),
    expect.stringMatching(/dist\/apps\/infra\/member\.template\.json$/),
  ]);
}, 600_000);
