import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { command } from "./command";

const folder = temporaryFolder();

/** As S3 returned it: with spaces, and with names in an order of its own. */
const POLICY = `{ "Statement": [
  {"Sid":"Downloads","Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::ledger-archive/*"}
], "Version": "2012-10-17" }`;
const OPEN = {
  name: "ledger-archive",
  account: "444455556666",
  region: "us-west-2",
  tags: { classification: "sensitive" },
  organization: { id: "o-exampleorg1", accounts: ["444455556666"] },
  policy: POLICY,
};
const CLOSED = { name: "harvest-inbox", account: "444455556666", region: "us-west-2", policy: null };
const UNREADABLE = { ...CLOSED, name: "field-notes", denied: ["GetBucketPolicy"] };

test("plan --json: one line a bucket, with the bytes that would be written and those that undo it", () => {
  const input = [OPEN, CLOSED, UNREADABLE].map((bucket) => JSON.stringify(bucket)).join("\n");
  const { status, stderr, lines } = command(["plan", "--json", "-"], input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      bucket: "ledger-archive",
      verdict: "violates",
      respond: "observe",
      steps: [
        {
          call: "PutBucketPolicy",
          parameters: { Bucket: "ledger-archive", ExpectedBucketOwner: "444455556666" },
        },
      ],
      before: { atLeast: "external", atMost: "external" },
      after: { atLeast: "private", atMost: "private" },
      stops: [expect.stringContaining("999988887777")],
      keeps: [],
      undo: [{ call: "PutBucketPolicy", parameters: { Policy: POLICY } }],
    },
    { bucket: "harvest-inbox", verdict: "holds", steps: [], undo: [] },
    {
      bucket: "field-notes",
      verdict: "unknown",
      steps: [],
      refused: expect.stringContaining("the policy was refused") as string,
    },
  ]);
});

test("for a person: what would be written and why, who loses access, and exit code 1", () => {
  const { status, stderr, lines } = command(["plan", "-"], JSON.stringify(OPEN));
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const isDiff = (line: string) => line.startsWith(" ".repeat(11));
  expect(lines.filter(isDiff)).toContain('           +       "Sid": "SecurityAutoOrganizationOnly",');
  expect(lines.filter((line) => !isDiff(line))).toEqual([
    "ledger-archive: violates, external",
    expect.stringMatching(
      /^ {2}would {4}PutBucketPolicy: a Deny for everyone outside organization o-exampleorg1/,
    ),
    "  after    private",
    expect.stringMatching(/^ {2}stops {4}bucket policy "Downloads"/),
    "  undo     PutBucketPolicy",
  ]);
});

test("--invariants: those of a file hold in place of the default ones", () => {
  const file = join(folder.path, "invariants.json");
  writeFileSync(file, JSON.stringify([{ name: "own", exposure: "external", respond: { mode: "enforce" } }]));
  const { status, lines } = command(["plan", "--json", "--invariants", file, "-"], JSON.stringify(OPEN));
  expect(status).toBe(0);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ verdict: "holds", steps: [] });
});

test("--invariants: a file that is not there is said in one line", () => {
  const { status, stdout, stderr } = command(
    ["plan", "--invariants", "nowhere.json", "-"],
    JSON.stringify(OPEN),
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: "nowhere.json: there is no such file\n",
  });
});

test.each([
  ["no list", "{}", "a list of invariants"],
  [
    "another mode",
    '[{"name":"a","exposure":"private","respond":{"mode":"fix"}}]',
    "0.respond.mode: one of observe, approve, enforce",
  ],
  ["no JSON", "[", "line 1, column 2: the text ends in the middle of a value"],
])("--invariants: %s is refused with the file's name", (_, text, reason) => {
  const file = join(folder.path, "wrong.json");
  writeFileSync(file, text);
  const { status, stderr } = command(["plan", "--invariants", file, "-"], JSON.stringify(OPEN));
  expect(status).toBe(2);
  expect(stderr).toContain(`${file}: `);
  expect(stderr).toContain(reason);
});
