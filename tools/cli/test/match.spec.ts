import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { argumentsOf, command, ROOT } from "./command";
import { USAGE } from "../src/command-line/usage";

const folder = temporaryFolder();
const jsonAt = (path: string) =>
  JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Readonly<Record<string, object>>;

const socket = { path: join(tmpdir(), `security-auto-${process.pid}-socket`), server: createServer() };
beforeAll(async () => {
  socket.server.listen(socket.path);
  await once(socket.server, "listening");
});
afterAll(async () => {
  socket.server.close();
  await once(socket.server, "close");
});

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

test("a pipe, which can be read only once", () => {
  const args = ["-c", 'cat "$1" | exec "$0" "${@:2}"', process.execPath];
  const file = join(folder.path, "piped.json");
  writeFileSync(file, JSON.stringify([MATCH, NO_MATCH]));
  const { status, stdout } = spawnSync("bash", [...args, file, ...argumentsOf(["match", "/dev/stdin"])], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "match\nno_match\n" });
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
    "a file below a file",
    ["match", join(ROOT, "package.json/x")],
    "",
    "package.json/x: cannot be read: ENOTDIR",
  ],
  ["what is no file to read", ["match", socket.path], "", "socket: cannot be read: ENXIO"],
  ["a name too long", ["match", "a".repeat(5000)], "", "a: cannot be read: ENAMETOOLONG"],
  ["an option that wants a value", ["replay", "--scenario"], "", "'--scenario <value>' argument missing"],
  [
    "a scenario for start, which has its own",
    ["start", "--scenario", "x.json"],
    "",
    "Unknown option '--scenario'; npm run start -- --help shows",
  ],
  [
    "no JSON, after good pairs",
    ["match", "-"],
    `${JSON.stringify(MATCH)}\noops`,
    "standard input: line 2, column 1",
  ],
  ["a pair without an event", ["match", "-"], '[{"pattern":{}}]', "standard input: value 1: expected { "],
  [
    "an option there is not",
    ["match", "--loud"],
    "",
    "Unknown option '--loud'; npm run match -- --help shows",
  ],
  [
    "an option that load does not take",
    ["load", "--loud"],
    "",
    "Unknown option '--loud'; npx nx load cli -- --help shows",
  ],
  ["no command", [], "", "no COMMAND given; there are: start, replay, assess, plan, match, policies"],
  [
    "a command there is not",
    ["mtach"],
    "",
    'no command "mtach"; there are: start, replay, assess, plan, match, policies',
  ],
])("%s: printed on standard error, exit 2, nothing printed", (_name, args, input, message) => {
  const { status, stdout, stderr } = command(args, input);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

describe("help, on standard output, exit 0", () => {
  test.each(Object.keys(USAGE))("%s --help", (name) => {
    const { status, stdout, stderr } = command([name, "--help"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(name === "load" ? "npx nx load cli -- " : `npm run --silent ${name} -- `);
  });

  test("every call that is named is there", () => {
    const { stdout } = command(["help"]);
    const scripts = [...stdout.matchAll(/^npm run --silent (\S+)/gm)].map(([, name = ""]) => name);
    const targets = [...stdout.matchAll(/^npx nx (\S+) cli/gm)].map(([, name = ""]) => name);
    expect([...scripts, ...targets].sort()).toEqual(Object.keys(USAGE).sort());
    expect(Object.keys(jsonAt("package.json")["scripts"] ?? {})).toEqual(expect.arrayContaining(scripts));
    expect(Object.keys(jsonAt("tools/cli/project.json")["targets"] ?? {})).toEqual(
      expect.arrayContaining(targets),
    );
  });

  test.each(["--help", "help", "-h"])("%s: every command", (word) => {
    const { status, stdout } = command([word]);
    expect(status).toBe(0);
    for (const name of Object.keys(USAGE)) expect(stdout).toMatch(new RegExp(`^np.* ${name} .*-- `, "m"));
  });
});
