import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

type Files = Readonly<Record<string, readonly string[]>>;

/** What a check of imports says of these files: which rule, from which file or folder to which. */
function violations(rules: "circles" | "folders", files: Files): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "security-auto-"));
  try {
    cpSync(join(ROOT, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    for (const [file, imports] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(
        join(folder, file),
        imports.map((from) => `import type { It } from "${from}";\n`).join(""),
      );
    }
    const config = join(ROOT, `tools/workspace/imports/${rules}.mjs`);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [CRUISER, "--config", config, "--output-type", "json", "libs", "tools"],
      { cwd: folder, encoding: "utf8" },
    );
    if (stderr !== "") throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: readonly { from: string; to: string; rule: { name: string } }[] };
    };
    return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CLOUD = "tools/local-cloud/src";

test.each<[string, "circles" | "folders", Files, readonly string[]]>([
  [
    "two files that import types of each other are a circle",
    "circles",
    { "libs/a/src/one.ts": ["./two"], "libs/a/src/two.ts": ["./one"], "tools/b/src/index.ts": [] },
    ["no-circles: libs/a/src/one.ts -> libs/a/src/two.ts"],
  ],
  [
    "a circle through the name of another project is one",
    "circles",
    {
      "libs/events/src/index.ts": ["@security-auto/event-pattern"],
      "libs/event-pattern/src/index.ts": ["@security-auto/events"],
      "tools/b/src/index.ts": [],
    },
    ["no-circles: libs/event-pattern/src/index.ts -> libs/events/src/index.ts"],
  ],
  [
    "two folders that import each other are a circle, though their files are none",
    "folders",
    {
      "libs/a/src/index.ts": [],
      [`${CLOUD}/sns/publish.ts`]: ["../sqs/queue"],
      [`${CLOUD}/sns/topic.ts`]: [],
      [`${CLOUD}/sqs/queue.ts`]: [],
      [`${CLOUD}/sqs/send.ts`]: ["../sns/topic"],
    },
    [
      `no-circles-of-folders: ${CLOUD}/sns -> ${CLOUD}/sqs`,
      `no-circles-of-folders: ${CLOUD}/sqs -> ${CLOUD}/sns`,
    ],
  ],
  [
    "a folder may not import from the folder that it is in",
    "folders",
    {
      "libs/a/src/index.ts": [],
      [`${CLOUD}/s3/error.ts`]: [],
      [`${CLOUD}/s3/operations/acl.ts`]: ["../error"],
    },
    [`no-import-from-a-folder-above: ${CLOUD}/s3/operations/acl.ts -> ${CLOUD}/s3/error.ts`],
  ],
  [
    "nor from the project's root, two folders above",
    "folders",
    {
      "libs/a/src/index.ts": [],
      [`${CLOUD}/start.ts`]: [],
      [`${CLOUD}/s3/operations/acl.ts`]: ["../../start"],
    },
    [`no-import-from-a-folder-above: ${CLOUD}/s3/operations/acl.ts -> ${CLOUD}/start.ts`],
  ],
  [
    "a folder may import from those in it and beside it",
    "folders",
    {
      "libs/a/src/index.ts": [],
      [`${CLOUD}/start.ts`]: ["./s3/handler"],
      [`${CLOUD}/s3/handler.ts`]: ["./operations/acl", "../core/json"],
      [`${CLOUD}/s3/operations/acl.ts`]: ["../../core/json"],
      [`${CLOUD}/core/json.ts`]: [],
    },
    [],
  ],
])("%s", (_what, rules, files, expected) => {
  expect(violations(rules, files)).toEqual(expected);
});
