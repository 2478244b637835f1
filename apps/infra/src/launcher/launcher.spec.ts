import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ScratchWorkspace } from "../../test/scratch-workspace";

const scratch = new ScratchWorkspace();

afterAll(() => {
  scratch.remove();
});

const there = (path: string): boolean => existsSync(join(scratch.folder, path));

/** What synth says in the end. */
const passed = (environment: string) => ({
  status: 0,
  stdout: `Environment ${environment}: the stack passed cdk-nag's AwsSolutions rules and CloudFormation's own.
  assembly                 dist/apps/infra/cdk.out
  member account template  dist/apps/infra/member.template.json
`,
  stderr: "",
});

describe("synth", () => {
  test("passes every check, says where the result is, and leaves nothing but this environment's assembly", () => {
    scratch.environment("prod", {});
    scratch.run("cdk.cjs", ["synth", "--environment=prod"]);
    expect(there("dist/apps/infra/cdk.out/security-auto-prod.template.json")).toBe(true);
    expect(scratch.run("cdk.cjs", ["synth"], { CDK_VALIDATION: "true" })).toEqual(passed("example"));
    const files = Object.keys(scratch.hashes("dist/apps/infra/cdk.out"));
    expect(files.filter((file) => file.endsWith(".template.json"))).toEqual([
      "security-auto-example.template.json",
    ]);
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
  });

  test("writes the member stack's template beside the assembly, for this environment", () => {
    scratch.environment("prod", { names: { suffix: "-prod" } });
    const file = "dist/apps/infra/member.template.json";
    scratch.run("cdk.cjs", ["synth", "--environment=prod"]);
    expect(readFileSync(join(scratch.folder, file), "utf8")).toContain(
      '"RoleName": "security-auto-s3-read-prod"',
    );
    scratch.run("cdk.cjs", ["synth"]);
    expect(readFileSync(join(scratch.folder, file), "utf8")).toContain('"RoleName": "security-auto-s3-read"');
  });

  test("leaves what was made before where it refuses the environment", () => {
    scratch.run("cdk.cjs", ["synth"]);
    const before = scratch.hashes("dist/apps/infra");
    scratch.environment("wrong", { account: "12" });
    expect(scratch.run("cdk.cjs", ["synth", "--environment=wrong"]).status).toBe(2);
    expect(scratch.run("cdk.cjs", ["synth", "--environment=../../secrets"]).status).toBe(2);
    expect(scratch.hashes("dist/apps/infra")).toEqual(before);
  });

  test("leaves nothing of before where the environment is right and a bundle is missing", () => {
    const bundle = "dist/apps/security-auto-s3/index.mjs";
    const handler = readFileSync(join(scratch.folder, bundle), "utf8");
    scratch.run("cdk.cjs", ["synth"]);
    rmSync(join(scratch.folder, bundle));
    expect(scratch.run("cdk.cjs", ["synth"]).status).toBe(2);
    scratch.write(bundle, handler);
    expect(there("dist/apps/infra/member.template.json")).toBe(false);
    expect(there("dist/apps/infra/cdk.out")).toBe(false);
  });

  test("takes an environment, and the installed CDK CLI reads what comes of it", () => {
    scratch.environment("prod", { names: { suffix: "-prod" } });
    expect(scratch.run("cdk.cjs", ["synth", "--environment=prod"])).toEqual(passed("prod"));
    const assembly = "dist/apps/infra/cdk.out";
    const template = join(scratch.folder, assembly, "security-auto-prod.template.json");
    expect(readFileSync(template, "utf8")).toContain("security-auto-S3-prod");

    const { stdout } = spawnSync(
      process.execPath,
      [require.resolve("aws-cdk/bin/cdk"), "list", "--app", assembly, "--no-notices"],
      {
        cwd: scratch.folder,
        encoding: "utf8",
        env: { ...process.env, CDK_DISABLE_VERSION_CHECK: "true", CDK_DISABLE_CLI_TELEMETRY: "true" },
      },
    );
    expect(stdout.trim()).toBe("security-auto-prod");
  });
});

describe("a wrong call ends with code 2 and one line on standard error", () => {
  test.each<[name: string, args: readonly string[], line: string]>([
    ["an unknown command", ["bootstrap"], "the command is one of check, synth, diff, deploy, destroy"],
    [
      "a path as the environment's name",
      ["deploy", "--environment=../../secrets"],
      "--environment=../../secrets: an environment's name is 1 to 40 letters, digits, and - between them",
    ],
    // The terminal shows what stands in an argument, and does not obey it.
    [
      "control characters in the environment's name",
      ["synth", "--environment=prod\u001b[2J\nok\u202e"],
      "--environment=prod\\u001b[2J\\u000aok\\u202e: an environment's name is 1 to 40 letters, digits, and - between them",
    ],
    [
      "control characters in an unknown argument",
      ["synth", "\u001b[2J"],
      "synth takes --environment=NAME and nothing else, not \\u001b[2J",
    ],
  ])("%s", (_name, args, line) => {
    expect(scratch.run("cdk.cjs", args)).toEqual({ status: 2, stdout: "", stderr: `${line}\n` });
  });

  test("before a name that is none, made part of a path, has anything deleted", () => {
    scratch.write("dist/apps/secrets/kept.json", "{}");
    const { status } = scratch.run("cdk.cjs", ["deploy", "--environment=../../secrets"]);
    expect(status).toBe(2);
    expect(there("dist/apps/secrets/kept.json")).toBe(true);
  });

  test("before a folder that is no assembly is emptied, whatever CDK_OUTDIR says", () => {
    scratch.write("home/kept.json", "{}");
    expect(scratch.run("main.cjs", [], { CDK_OUTDIR: "home" }).status).toBe(0);
    expect(there("home/kept.json")).toBe(true);
    expect(there("home/security-auto-example.template.json")).toBe(true);
  });

  test("an environment that is not there", () => {
    const { status, stderr } = scratch.run("cdk.cjs", ["deploy", "--environment=nowhere"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^apps\/infra\/environments\/nowhere\.json: no such file; the environments are: .*example/,
    );
  });
});

describe("a wrong environment file ends with code 2 before anything of CDK runs", () => {
  const REASON = "apps/infra/environments/wrong.json: account: an account id is a string of 12 digits\n";

  test.each(["synth", "diff", "deploy", "destroy"])("%s", (command) => {
    scratch.environment("wrong", { account: "12" });
    expect(scratch.run("cdk.cjs", [command, "--environment=wrong"])).toEqual({
      status: 2,
      stdout: "",
      stderr: REASON,
    });
    expect(there("dist/apps/infra/environments/wrong")).toBe(false);
  });

  test("the app by itself, too", () => {
    scratch.environment("wrong", { account: "12" });
    const ended = scratch.run("main.cjs", ["--environment=wrong"]);
    expect(ended).toEqual({ status: 2, stdout: "", stderr: REASON });
  });
});

describe.each(["diff", "deploy", "destroy"])("%s", (command) => {
  test("runs the CDK CLI on an assembly of the environment's own, and tells nobody else", () => {
    scratch.environment("prod", { names: { suffix: "-prod" } });
    const { status, stdout, stderr } = scratch.run("cdk.cjs", [
      command,
      "--environment=prod",
      "--profile",
      "security",
      "--require-approval=never",
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const assembly = "dist/apps/infra/environments/prod";
    expect(JSON.parse(stdout)).toEqual({
      args: [command, "--app", assembly, "--no-notices", "--profile", "security", "--require-approval=never"],
      telemetry: "true",
      version: "true",
    });
    expect(there(`${assembly}/security-auto-prod.template.json`)).toBe(true);
    // Also after another environment has been synthesized.
    scratch.run("cdk.cjs", ["synth"]);
    const member = readFileSync(join(scratch.folder, assembly, "member.template.json"), "utf8");
    expect(member).toContain('"RoleName": "security-auto-s3-read-prod"');
  });
});

test("the CLI's exit code is the launcher's", () => {
  scratch.environment("prod", { names: { suffix: "-prod" } });
  expect(scratch.run("cdk.cjs", ["deploy", "--environment=prod"], { FAKE_EXIT: "7" }).status).toBe(7);
});

describe("an example is not deployed", () => {
  test.each(["diff", "deploy", "destroy"])("%s without an environment says what to do", (command) => {
    expect(scratch.run("cdk.cjs", [command])).toEqual({
      status: 2,
      stdout: "",
      stderr: `${command}: apps/infra/environments/example.json is an example, and its account does not exist: copy it to NAME.json beside it, fill in your own, and add --environment=NAME\n`,
    });
  });

  test("but to an emulator of AWS", () => {
    const emulator = { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };
    expect(scratch.run("cdk.cjs", ["deploy"], emulator).status).toBe(0);
  });
});

test("what the guide says to write is an environment beside example.json, word by word", () => {
  const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
  const [, prod = ""] = /```json\n([^]*?)```/.exec(readme.slice(readme.indexOf("## Deploying"))) ?? [];
  scratch.write("apps/infra/environments/word-by-word.json", prod);
  expect(scratch.run("cdk.cjs", ["diff", "--environment=word-by-word"])).toMatchObject({
    status: 0,
    stderr: "",
  });
});

test("without the function's bundle nothing is synthesized, and what makes it is named", () => {
  const bare = new ScratchWorkspace();
  rmSync(join(bare.folder, "dist/apps/security-auto-s3"), { recursive: true });
  const ended = bare.run("cdk.cjs", ["synth"]);
  bare.remove();
  expect(ended).toEqual({
    status: 2,
    stdout: "",
    stderr: 'dist/apps/security-auto-s3/index.mjs: no such file; "npx nx build security-auto-s3" makes it\n',
  });
});

test("two folders give the same assembly, byte for byte", () => {
  const other = new ScratchWorkspace();
  const synthesized = [scratch, other].map((workspace) => {
    workspace.run("cdk.cjs", ["synth"]);
    return workspace.hashes("dist/apps/infra");
  });
  other.remove();
  const [here, there] = synthesized.map((files) =>
    Object.fromEntries(Object.entries(files).filter(([file]) => !file.startsWith("environments"))),
  );
  expect(Object.keys(here ?? {}).length).toBeGreaterThan(8);
  expect(there).toEqual(here);
});
