import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command, commandServed, ROOT } from "./command";
import { configurationFiles, configureJudge } from "./configure";
import { copyStack } from "./served-stack";

const folder = temporaryFolder();

const OPEN = {
  name: "ledger-archive",
  account: "444455556666",
  region: "us-west-2",
  tags: { classification: "sensitive" },
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Downloads",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::ledger-archive/*",
      },
    ],
  },
};
const CLOSED = { name: "harvest-inbox", account: "444455556666", region: "us-west-2", policy: null };
const UNREADABLE = {
  name: "field-notes",
  account: "444455556666",
  region: "us-west-2",
  denied: ["GetBucketPolicy"],
};

test.each([
  ["a list", JSON.stringify([OPEN, CLOSED, UNREADABLE])],
  ["NDJSON", [OPEN, CLOSED, UNREADABLE].map((bucket) => JSON.stringify(bucket)).join("\n")],
])("assess --json: %s, one line a bucket, in order", (_name, input) => {
  const { status, stderr, lines } = command(["assess", "--json", "-"], input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      bucket: "ledger-archive",
      policyIsPublic: true,
      isPublic: true,
      exposure: { atLeast: "public", atMost: "public" },
      evidence: [{ source: "bucket policy", statement: "Downloads", grants: ["s3:GetObject"] }],
      invariants: [
        { name: "sensitive-stays-inside", verdict: "violates" },
        { name: "nothing-public", verdict: "violates" },
      ],
    },
    {
      bucket: "harvest-inbox",
      policyIsPublic: false,
      isPublic: false,
      exposure: { atLeast: "private", atMost: "private" },
    },
    {
      bucket: "field-notes",
      policyIsPublic: "unknown",
      isPublic: "unknown",
      exposure: { atLeast: "private", atMost: "public" },
      invariants: [{ verdict: "holds" }, { name: "nothing-public", verdict: "unknown" }],
    },
  ]);
});

test.each([
  ["violated", OPEN, 1, "violates sensitive-stays-inside"],
  ["held", CLOSED, 0, "holds    nothing-public"],
  ["unknown", UNREADABLE, 0, "unknown  nothing-public"],
])("printed for a person: an invariant that is %s", (_name, bucket, status, line) => {
  const printed = command(["assess", "-"], JSON.stringify(bucket));
  expect(printed.status).toBe(status);
  expect(printed.stdout).toContain(line);
});

test.each([
  ["no JSON", "oops", "standard input: line 1, column 1"],
  [
    "a bucket without a name, after a good one",
    JSON.stringify([CLOSED, { account: "444455556666" }]),
    "bucket 2: name",
  ],
  [
    "a key in another case, by which an open bucket would be called private",
    JSON.stringify({ ...CLOSED, policy: undefined, Policy: OPEN.policy }),
    'standard input: bucket 1 (harvest-inbox): Policy: unknown key (did you mean "policy"?)\n',
  ],
  [
    "a misspelled key, in NDJSON",
    [CLOSED, { name: "ledger-archive", polcy: OPEN.policy }].map((each) => JSON.stringify(each)).join("\n"),
    'standard input: bucket 2 (ledger-archive): polcy: unknown key (did you mean "policy"?)\n',
  ],
  [
    "a read there is not",
    JSON.stringify({ ...CLOSED, denied: ["GetBucketMood"] }),
    "denied.0: expected the name of a read",
  ],
])("%s: printed on standard error, exit 2, nothing printed", (_name, input, message) => {
  const { status, stdout, stderr } = command(["assess", "--json", "-"], input);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});

describe("--environment: as its function would judge", () => {
  const shared = {
    ...CLOSED,
    policy: {
      Statement: {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::777788889999:root" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::harvest-inbox/*",
      },
    },
  };

  async function assessed(bucket: object, args: readonly string[], root = ROOT) {
    const file = join(folder.path, "bucket.json");
    writeFileSync(file, JSON.stringify(bucket));
    const { status, stderr, lines } = await commandServed(["assess", "--json", ...args, file], {}, root);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return JSON.parse(lines[0] ?? "") as object;
  }

  const EXAMPLE = ["--environment", "example"];
  test.each<[string, object, readonly string[], object]>([
    [
      "no environment: nobody knows who is inside",
      shared,
      [],
      { atLeast: "organization", atMost: "external" },
    ],
    ["its organization", shared, EXAMPLE, { atLeast: "organization", atMost: "organization" }],
    [
      "null is no organization of the bucket's own",
      { ...shared, organization: null },
      EXAMPLE,
      { atLeast: "organization", atMost: "organization" },
    ],
    [
      "the bucket's own organization wins",
      { ...shared, organization: { id: "o-other", accounts: ["444455556666"] } },
      EXAMPLE,
      { atLeast: "external", atMost: "external" },
    ],
  ])("%s", async (_name, bucket, args, exposure) => {
    expect(await assessed(bucket, args)).toMatchObject({
      exposure,
      invariants: [{ name: "sensitive-stays-inside" }, { name: "nothing-public" }],
    });
  });

  test("its invariants, and only they", async () => {
    const root = copyStack(join(folder.path, "with-invariants"), "");
    configureJudge(join(root, "dist/apps/infra/cdk.out"), {
      invariants: [{ name: "owner-alone", exposure: "private" }],
    });
    const { invariants } = (await assessed(shared, ["--environment=other"], root)) as { invariants: unknown };
    expect(invariants).toEqual([expect.objectContaining({ name: "owner-alone", verdict: "violates" })]);
    expect(await assessed(shared, [], root)).toMatchObject({ invariants: [{ verdict: "holds" }, {}] });
  });

  test.each<{ name: string; text: string; reason: string }>([
    {
      name: "a wrong field",
      text: '{"role":"lambda-slaw-s3","readRole":"security-auto-s3-read","invariants":[{"name":"no-limit"}]}',
      reason: "configuration.json: invariants.0.exposure: ",
    },
    { name: "no JSON", text: "{", reason: "configuration.json: no JSON" },
  ])("a configuration that cannot be used is named with what is wrong: $name", async ({ text, reason }) => {
    const root = copyStack(join(folder.path, "wrong"), "");
    const assembly = join(root, "dist/apps/infra/cdk.out");
    for (const file of configurationFiles(assembly)) writeFileSync(file, text);
    const file = join(folder.path, "bucket.json");
    writeFileSync(file, JSON.stringify(shared));
    const { status, stdout, stderr } = await commandServed(
      ["assess", "--environment=example", file],
      {},
      root,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(reason);
  });
});
