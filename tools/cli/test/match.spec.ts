import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./command";
import { temporaryFolder } from "./temporary-folder";

const folder = temporaryFolder();

const MATCH = { pattern: { source: ["aws.s3"] }, event: { source: "aws.s3" } };
const NO_MATCH = { pattern: { source: ["aws.s3"] }, event: { source: "aws.iam" } };
const INVALID = { pattern: { source: "aws.s3" }, event: { source: "aws.s3" } };

test.each([
  ["a list", JSON.stringify([MATCH, NO_MATCH, INVALID])],
  ["NDJSON", [MATCH, NO_MATCH, INVALID].map((pair) => JSON.stringify(pair)).join("\n")],
])("%s on standard input: one line a pair", (_name, input) => {
  const { status, lines } = command(["match", "-"], input);
  expect(lines).toEqual(["match", "no_match", expect.stringMatching(/^invalid: .*source/)]);
  expect(status).toBe(0);
});

test("a single pair in a file", () => {
  const file = join(folder.path, "pair.json");
  writeFileSync(file, JSON.stringify(MATCH, null, 2));
  expect(command(["match", file])).toMatchObject({ status: 0, stdout: "match\n" });
});

test.each([
  ["no file", ["match"], "", "no FILE given"],
  [
    "a file that is not there",
    ["match", "/nowhere/pair.json"],
    "",
    "/nowhere/pair.json: there is no such file",
  ],
  [
    "no JSON, after good pairs",
    ["match", "-"],
    `${JSON.stringify(MATCH)}\noops`,
    "standard input: line 2, column 1",
  ],
  ["a pair without an event", ["match", "-"], '[{"pattern":{}}]', "standard input: value 1: expected { "],
  ["an option there is not", ["match", "--loud"], "", "--loud"],
  [
    "a command there is not",
    ["mtach"],
    "",
    'no command "mtach"; there are: assess, local, match, redrive, replay, start',
  ],
])("%s: told on standard error, exit 2, nothing printed", (_name, args, input, message) => {
  const { status, stdout, stderr } = command(args, input);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});
