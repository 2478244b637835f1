import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command, ROOT } from "./command";
import { serveStack } from "./served-stack";

const folder = temporaryFolder();

const EVENT = readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8");
const change = JSON.parse(EVENT) as {
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
};
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const deepChange = EVENT.replace('"detail": {', `"detail": { "deep": ${nested(6000)},`);
const largeChange = (bytes: number) =>
  JSON.stringify({ ...change, detail: { ...change.detail, padding: "x".repeat(bytes) } });

function file(name: string, ...lines: readonly string[]): string {
  const path = join(folder.path, name);
  writeFileSync(path, lines.join("\n"));
  return path;
}

describe("an event nested 6,000 deep is refused by name, and the others go on", () => {
  const refused = "nested 6,002 levels deep; the limit, EventBridge's, is 1,000";

  test("replay --json: a line for each", () => {
    const path = file("deep.ndjson", JSON.stringify(change), deepChange, JSON.stringify(change));
    const { status, stderr, lines } = command(["replay", "--json", path]);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: { id: change.id }, matched: ["S3-security-remediations"] },
      { event: { id: null }, matched: [], lost: [{ what: "event", because: refused }] },
      { event: { id: change.id }, matched: ["S3-security-remediations"] },
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${path}: event 2: event lost: ${refused}\n` });
  });

  test("replay: counted as refused", () => {
    const { status, lines } = command(["replay", "-"], [deepChange, JSON.stringify(change)].join("\n"));
    expect(status).toBe(1);
    expect(lines[0]).toMatch(/^refused /);
    expect(lines[1]).toMatch(/^logged /);
    expect(lines[2]).toMatch(/^2 read = 1 matched \+ 0 not matched \+ 1 refused by the bus;/);
  });

  test("match: its line says so", () => {
    const pair = '{"pattern":{"a":[1]},"event":{"a":1}}';
    const deepEvent = `{"pattern":{"a":[1]},"event":{"a":${nested(6000)}}}`;
    const ors = `${'{"$or":['.repeat(10_000)}{"a":[1]},{"b":[1]}${"]}".repeat(10_000)}`;
    const { status, stderr, lines } = command(
      ["match", "-"],
      [pair, deepEvent, `{"pattern":${ors},"event":{}}`, pair].join("\n"),
    );
    expect({ status, stderr, lines }).toEqual({
      status: 0,
      stderr: "",
      lines: [
        "match",
        expect.stringMatching(/^invalid: nested 6,002 levels deep/),
        expect.stringMatching(/^invalid: nested 20,003 levels deep/),
        "match",
      ],
    });
  });

  test.each([
    ["a policy", (deep: string) => `{"name":"deep","policy":{"Statement":${deep}}}`],
    ["an ACL", (deep: string) => `{"name":"deep","acl":${deep}}`],
  ])("assess: %s", (_what, deep) => {
    const bucket = '{"name":"closed","policy":null,"acl":null,"denied":[]}';
    const path = file("buckets.ndjson", bucket, deep(nested(6000)), bucket);
    const { status, stderr, lines } = command(["assess", "--json", path]);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { bucket: "closed" },
      { bucket: "closed" },
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/buckets\.ndjson: bucket 2: nested 6,00\d levels deep;.*\n1 bucket not judged\n$/);
  });

  test("redrive: one that lies in the queue all the same is brought back as it is", async () => {
    const { cloud, stack, run } = await serveStack();
    try {
      const bus = stack.rules[0]?.bus ?? "";
      const queue = cloud.queue("security-auto-failures");
      queue?.send(deepChange, { TARGET_ARN: bus });
      queue?.send(EVENT, { TARGET_ARN: stack.functions[0] ?? "" });
      const { status, stderr, lines } = await run(["redrive", "--apply"]);
      expect({ status, stderr, sum: lines.at(-1) }).toEqual({
        status: 0,
        stderr: "",
        sum: "2 read = 2 redriven + 0 kept",
      });
    } finally {
      await cloud.close();
    }
  });
});

describe("a bucket beyond S3's limits is a mistake in the file: named with its place, exit 2", () => {
  const grant = { grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers" }, permission: "READ" };
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
  const policyOf = (statements: number) => ({
    Version: "2012-10-17",
    Statement: Array(statements).fill(statement) as unknown[],
  });
  const tooLong = "policy: expected a policy of at most 20 KB";

  test.each([
    [
      "20,000 ACL grants",
      { acl: { owner: { ID: "o" }, grants: Array(20_000).fill(grant) as unknown[] } },
      "acl.grants: expected at most 100",
    ],
    ["a policy of 100,000 statements", { policy: policyOf(100_000) }, tooLong],
    ["the text of such a policy", { policy: JSON.stringify(policyOf(100_000)) }, tooLong],
    ["a policy just over 20 KB", { policy: { ...policyOf(1), Id: "x".repeat(20_480) } }, tooLong],
  ])("%s", (_what, content, because) => {
    const path = file("beyond.json", JSON.stringify({ name: "beyond", ...content }));
    const { status, stdout, stderr } = command(["assess", "--json", path]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`beyond.json: bucket 1 (beyond): ${because}`);
  });

  test("a policy of a million statements is more than is read of any value: the others are judged", () => {
    const closed = JSON.stringify({ name: "closed", policy: null, acl: null, denied: [] });
    const path = file("million.ndjson", JSON.stringify({ name: "m", policy: policyOf(1_000_000) }), closed);
    const { status, stderr, lines } = command(["assess", "--json", path]);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ bucket: "closed" }]);
    expect(status).toBe(2);
    expect(stderr).toContain("million.ndjson: bucket 1: larger than 16,777,216 bytes");
  });
});

test.each([
  ["a prefix of 50,000 characters", `${"a".repeat(50_000)}*`],
  ["50,000 characters between wildcards", `*${"ab".repeat(25_000)}*`],
])("match: a wildcard with %s is answered, and so are the others", (_what, wildcard) => {
  const pair = '{"pattern":{"a":[1]},"event":{"a":1}}';
  const large = JSON.stringify({ pattern: { a: [{ wildcard }] }, event: { a: "b" } });
  const { status, stderr, lines } = command(["match", "-"], [pair, large, pair].join("\n"));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines).toEqual([
    "match",
    expect.stringMatching(/^invalid: .*longer than the 4096 characters/) as string,
    "match",
  ]);
});

describe("the text of a policy that is nested deep", () => {
  test("assess: the bucket is judged, as one whose policy is not understood", () => {
    const policy = JSON.stringify(`{"Statement":${nested(6000)}}`);
    const { status, stdout, stderr } = command(["assess", "-"], `{"name":"deep","policy":${policy}}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^deep: between /);
  });
});

describe("events that are large", () => {
  test("one larger than is read of any value: named, and the others go on", () => {
    const path = file("large.ndjson", largeChange(17 * 1024 * 1024), JSON.stringify(change));
    const { status, stderr, lines } = command(["replay", "--json", path]);
    expect(lines).toHaveLength(2);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /large\.ndjson: event 1: event lost: larger than 16,777,216 bytes; /,
      ) as string,
    });
  });

  test("what is lost of one is named on standard error, never only by the exit code", () => {
    const path = file("limits.ndjson", largeChange(3_000_000), JSON.stringify(change));
    const { status, stderr, lines } = command(["replay", "--json", path]);
    expect(lines).toHaveLength(2);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^.*limits\.ndjson: event 1: .*lost: .+\n/);
    expect(stderr).not.toContain("event 2");
  });
});

describe("events of `aws cloudtrail lookup-events`", () => {
  const lookedUp = {
    EventId: "1",
    EventName: "PutBucketPolicy",
    CloudTrailEvent: JSON.stringify(change.detail),
  };

  test.each([
    ["as it prints them", JSON.stringify({ Events: [lookedUp, lookedUp] }, null, 4)],
    [
      "with the token of the next page first",
      JSON.stringify({ NextToken: "t", Events: [lookedUp, lookedUp] }),
    ],
    [
      "with the token of the next page last",
      JSON.stringify({ Events: [lookedUp, lookedUp], NextToken: "t" }),
    ],
    ["one by one", [lookedUp, lookedUp].map((event) => JSON.stringify(event)).join("\n")],
    ["their texts alone (--query)", JSON.stringify([lookedUp.CloudTrailEvent, lookedUp.CloudTrailEvent])],
    ["their texts alone, as text", [lookedUp.CloudTrailEvent, lookedUp.CloudTrailEvent].join("\t")],
    ["a single record, its keys in another order", JSON.stringify(reversed(change.detail)).repeat(2)],
    ["an EventBridge event, its keys in another order", JSON.stringify(reversed(change)).repeat(2)],
  ])("%s", (_what, input) => {
    const { status, stderr, lines } = command(["replay", "--json", "-"], input);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const expected = { event: { name: "PutBucketPolicy" }, matched: ["S3-security-remediations"] };
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([expected, expected]);
  });

  test("a text in one that is no JSON: printed with its place, exit 2", () => {
    const input = JSON.stringify({ Events: [{ ...lookedUp, CloudTrailEvent: "{oops" }] });
    expect(command(["replay", "-"], input)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^standard input: event 1: the text in it is no JSON: /) as string,
    });
  });
});

function reversed(value: object): object {
  return Object.fromEntries(Object.entries(value).reverse());
}
