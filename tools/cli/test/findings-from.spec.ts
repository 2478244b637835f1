import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command } from "./command";
import { ACCOUNT, idOf, openBucket } from "./open-bucket";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();

describe("--from: the violated invariants of what assess --json printed", () => {
  const file = join(folder.path, "assessed.ndjson");
  beforeAll(() => {
    const buckets = [
      openBucket("=HYPERLINK(1)"),
      { ...openBucket("quiet"), policy: undefined },
      { ...openBucket("nowhere"), account: undefined },
    ];
    const { stdout } = command(["assess", "--json", "-"], JSON.stringify(buckets));
    writeFileSync(file, stdout);
  });

  test("as lines", () => {
    const { status, lines } = command(["findings", "--json", "--from", file]);
    expect(status).toBe(0);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { id: idOf("=HYPERLINK(1)"), account: ACCOUNT, region: "us-west-2", invariant: "nothing-public" },
      { id: ":nowhere:nothing-public", account: null },
    ]);
  });

  test("as CSV, in which no name is a formula", () => {
    const { stdout } = command(["findings", "--csv", "--from", file]);
    const [header = "", first = ""] = stdout.split("\r\n");
    expect(header).toMatch(/^id,kind,bucket,account,/);
    expect(first).toContain(`,"'=HYPERLINK(1)",${ACCOUNT},`);
    expect(stdout.split("\r\n")).toHaveLength(4);
  });

  test("as ASFF, but for a bucket of no account", () => {
    const { status, lines, stderr } = command(["findings", "--asff", "--from", file]);
    expect({ status, count: lines.length }).toEqual({ status: 2, count: 1 });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ AwsAccountId: ACCOUNT });
    expect(stderr).toContain("the list is not finished: 1 was listed before the error");
    expect(stderr).toContain(":nowhere:nothing-public cannot be exported");
  });

  test("as ASFF in the name of an environment's account", () => {
    const assessed = command(
      ["assess", "--json", "-"],
      JSON.stringify({ ...openBucket("ledger"), account: "444455556666", region: "eu-west-1" }),
    ).stdout;
    const accountIn = (...options: readonly string[]) => {
      const { status, lines } = command(["findings", "--asff", ...options, "--from", "-"], assessed);
      expect(status).toBe(0);
      return (JSON.parse(lines[0] ?? "") as Record<string, unknown>)["AwsAccountId"];
    };
    expect([accountIn(), accountIn("--environment", "example")]).toEqual(["444455556666", ACCOUNT]);
  });

  test.each([[], ["--json"], ["--csv"], ["--asff"], ["--ocsf"]])(
    "no name is obeyed by a terminal (%s)",
    (...form) => {
      const hostile = command(
        ["assess", "--json", "-"],
        JSON.stringify(openBucket("x\u001b[2J\r\n\u202ey\u009b")),
      );
      const { status, stdout } = command(["findings", ...form, "--from", "-"], hostile.stdout);
      expect(status).toBe(0);
      expect(stdout).toContain("\\u001b");
      expect(stdout.replaceAll(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
  );

  test("from standard input", () => {
    expect(command(["findings", "--from", "-"], readFileSync(file)).lines.at(-1)).toBe("2 open findings");
  });

  test("what is no line of assess is named, and nothing is listed", () => {
    const { status, stdout, stderr } = command(["findings", "--from", "-"], '{"bucket":"x","exposure":1}');
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^standard input: value 1 is no line of assess --json: exposure/);
  });
});
