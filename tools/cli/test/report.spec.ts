import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command } from "./command";
import { ACCOUNT, idOf, openBucket, openPolicy, putPolicyOf, serveOpenBuckets } from "./open-bucket";
import type { ServedStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

const folder = temporaryFolder();

const BLOCK = /<script type="application\/json" id="(?:report|details-0)">([^<]*)<\/script>/g;

/** A report and the first details of its buckets, as they stand in a page. */
const blocksOf = (file: string): readonly unknown[] =>
  [...readFileSync(file, "utf8").matchAll(BLOCK)].map(([, json = ""]) => JSON.parse(json) as unknown);

describe("the register of the local cloud", () => {
  let served: ServedStack;
  beforeAll(async () => {
    served = await serveOpenBuckets(["ledger"]);
    await served.cloud.putEvent(putPolicyOf("ledger"));
  });
  afterAll(() => served.cloud.close());

  test("findings, actions, and each bucket with its policy, read with what --policy prints", async () => {
    const file = join(folder.path, "register.html");
    const printed = await served.run(["report", "--policy"]);
    expect(printed).toMatchObject({ status: 0, stderr: "" });
    const made = await served.run(["report", "--out", file], [JSON.parse(printed.stdout)]);
    expect(made).toMatchObject({ status: 0, stdout: `${file}: 1 buckets, 1 findings\n` });
    const [report, details] = blocksOf(file);
    expect(report).toMatchObject({
      buckets: [[ACCOUNT, "ledger", "us-west-2", "violates", "public", "public", expect.any(String)]],
      findings: [{ finding: { id: idOf("ledger") } }],
      actions: [{ bucket: "ledger" }],
    });
    const [{ described = "" } = {}] = details as readonly { readonly described?: string }[];
    expect(JSON.parse(described)).toMatchObject({
      name: "ledger",
      account: ACCOUNT,
      policy: JSON.stringify(openPolicy("ledger")),
      organization: { id: "o-exampleorg1" },
    });
  });

  test("without permission nothing is written", async () => {
    const file = join(folder.path, "refused.html");
    const { status } = await served.run(["report", "--out", file], []);
    expect({ status, made: existsSync(file) }).toEqual({ status: 2, made: false });
  });
});

test("--from: a line that is nested too deep is refused by itself, with its place", () => {
  const file = join(folder.path, "described.html");
  const deep = `{"name":"deep","tags":${"[".repeat(5000)}${"]".repeat(5000)}}`;
  const input = [JSON.stringify(openBucket("one")), deep, JSON.stringify(openBucket("two"))].join("\n");
  const { status, stdout, stderr } = command(["report", "--from", "-", "--out", file], input);
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${file}: 2 buckets, 2 findings\n` });
  expect(stderr).toContain("bucket 2");
});

test.each<[string, readonly string[], string]>([
  ["no --out", ["--from", "-"], "--out FILE is missing"],
  ["a folder that does not exist", ["--from", "-", "--out", "/nowhere/at/all.html"], "cannot be written"],
])("%s: exit code 2 and what is wrong", (_what, args, why) => {
  const { status, stderr } = command(["report", ...args], JSON.stringify(openBucket("one")));
  expect(status).toBe(2);
  expect(stderr).toContain(why);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("a value that describes no bucket leaves the old file, and nothing half done", () => {
  const file = join(folder.path, "old.html");
  writeFileSync(file, "old");
  const { status, stderr } = command(["report", "--from", "-", "--out", file], '{"name":"one","acl":7}');
  expect(status).toBe(2);
  expect(stderr).toContain("bucket 1 (one): acl");
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(folder.path).filter((name) => name.endsWith(".part"))).toEqual([]);
});
