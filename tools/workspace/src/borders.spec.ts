import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");

/**
 * Lints each code as if it stood in its file, with the workspace's own configuration less the rules that need types (a project
 * load for each file), and prints which rules spoke.
 */
const LINT = `
  import { ESLint } from "eslint";
  import tseslint from "typescript-eslint";
  const untyped = { ...tseslint.configs.disableTypeChecked };
  untyped.languageOptions = { parserOptions: { projectService: false, program: null, project: false } };
  const eslint = new ESLint({ overrideConfig: untyped });
  const cases = JSON.parse(process.argv[1]);
  const said = [];
  for (const [file, code] of cases) {
    const [{ messages }] = await eslint.lintText(code, { filePath: file });
    said.push(messages.map(({ ruleId, message }) => ruleId ?? message));
  }
  process.stdout.write(JSON.stringify(said));
`;

function rulesThatSpoke(
  cases: readonly (readonly [file: string, code: string])[],
): readonly (readonly string[])[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", LINT, JSON.stringify(cases)],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, NX_DAEMON: "false" } },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

const use = (name: string) => `import * as it from "${name}";\nexport const used = it;\n`;

const REFUSED = [
  ["a lib bundled into a function", "the CDK", "libs/handler/src/index.ts", use("aws-cdk-lib")],
  ["a function", "the constructs", "apps/security-auto-s3/src/main.ts", use("@security-auto/constructs")],
  ["a function", "a tool", "apps/security-auto-s3/src/main.ts", use("@security-auto/local-cloud")],
  ["policies", "a package", "libs/policies/src/index.ts", use("zod")],
  ["iam-policy", "a package", "libs/iam-policy/src/index.ts", use("zod")],
  ["iam-policy", "a lib above it", "libs/iam-policy/src/index.ts", use("@security-auto/policies")],
  ["a function", "the evaluator", "apps/security-auto-s3/src/main.ts", use("@security-auto/iam-evaluator")],
  [
    "what a function bundles",
    "the evaluator",
    "libs/policies/src/index.ts",
    use("@security-auto/iam-evaluator"),
  ],
  ["the stack", "the evaluator", "apps/infra/src/main.ts", use("@security-auto/iam-evaluator")],
  ["event-pattern", "a lib above it", "libs/event-pattern/src/index.ts", use("@security-auto/events")],
  ["events", "a package beside zod", "libs/events/src/index.ts", use("@aws-lambda-powertools/logger")],
  ["events", "a value of event-pattern", "libs/events/src/index.ts", use("@security-auto/event-pattern")],
  ["the constructs", "what runs in Lambda", "libs/constructs/src/index.ts", use("@security-auto/handler")],
  ["a function", "what tests share", "apps/security-auto-s3/src/main.ts", use("@security-auto/testing")],
  ["the stack", "what tests share", "apps/infra/src/main.ts", use("@security-auto/testing")],
  ["what tests share", "the CDK", "libs/testing/src/index.ts", use("aws-cdk-lib")],
  ["a tool", "the CDK", "tools/cli/src/main.ts", use("aws-cdk-lib")],
  ["the judge", "what reads buckets", "libs/s3-exposure/src/index.ts", use("@security-auto/s3-reader")],
  ["the judge", "a package of AWS", "libs/s3-exposure/src/index.ts", use("@aws-sdk/client-s3")],
] as const;

const ALLOWED = [
  ["events", "zod", "libs/events/src/index.ts", use("zod/mini")],
  ["a function", "the handler", "apps/security-auto-s3/src/main.ts", use("@security-auto/handler")],
  ["a function", "what reads buckets", "apps/security-auto-s3/src/main.ts", use("@security-auto/s3-reader")],
  ["a tool", "the evaluator", "tools/proof/src/main.ts", use("@security-auto/iam-evaluator")],
  [
    "a test of what a function bundles",
    "the evaluator",
    "libs/policies/src/factories/permissions.spec.ts",
    use("@security-auto/iam-evaluator"),
  ],
  ["a tool", "the judge", "tools/cli/src/main.ts", use("@security-auto/s3-exposure")],
  ["the constructs", "the CDK", "libs/constructs/src/index.ts", use("aws-cdk-lib")],
  ["a spec", "what tests share", "apps/security-auto-s3/test/main.spec.ts", use("@security-auto/testing")],
  ["a tool", "what tests share", "tools/cli/src/main.ts", use("@security-auto/testing")],
] as const;

describe("the borders between projects", () => {
  let spoke: readonly (readonly string[])[] = [];
  beforeAll(() => {
    spoke = rulesThatSpoke([...REFUSED, ...ALLOWED].map(([, , file, code]) => [file, code]));
  }, 600_000);

  test.each(REFUSED.map(([who, what], index) => [who, what, index] as const))(
    "%s may not import %s",
    (_who, _what, index) => {
      expect(spoke[index]).toEqual([
        expect.stringMatching(/enforce-module-boundaries$|no-restricted-imports$/),
      ]);
    },
  );

  test.each(ALLOWED.map(([who, what], index) => [who, what, REFUSED.length + index] as const))(
    "%s may import %s",
    (_who, _what, index) => {
      expect(spoke[index]).toEqual([]);
    },
  );
});
