import { resolve } from "node:path";
import { FsTree } from "nx/src/generators/tree";
import { functionNames } from "./function-names";
import functionGenerator from "./generator";

const ROOT = resolve(__dirname, "../../../..");
const PERMISSION = "libs/policies/src/functions/bucket-tags.ts";

// Nx formats with Prettier, an ES module that Jest does not load; try-generator looks at formatted files.
beforeEach(() => jest.spyOn(console, "warn").mockImplementation(() => undefined));

/** The workspace as it is, with what the generator changes of it. */
const workspace = () => new FsTree(ROOT, false);

const changesOf = (tree: FsTree): readonly (readonly [path: string, text: string])[] =>
  tree.listChanges().map(({ path, content }) => [path, content?.toString("utf8") ?? ""]);

test("makes a function, and enters it wherever functions are listed", async () => {
  const tree = workspace();
  await functionGenerator(tree, { name: "bucket-tags" });
  const changes = tree.listChanges().map(({ type, path }) => `${type} ${path}`);
  expect(changes.sort()).toEqual([
    "CREATE apps/infra/src/stack/functions/bucket-tags-function.ts",
    "CREATE apps/security-auto-bucket-tags/README.md",
    "CREATE apps/security-auto-bucket-tags/eslint.config.mjs",
    "CREATE apps/security-auto-bucket-tags/jest.config.js",
    "CREATE apps/security-auto-bucket-tags/project.json",
    "CREATE apps/security-auto-bucket-tags/src/main.ts",
    "CREATE apps/security-auto-bucket-tags/src/work.ts",
    "CREATE apps/security-auto-bucket-tags/test/bundle.spec.ts",
    "CREATE apps/security-auto-bucket-tags/tsconfig.json",
    "CREATE libs/policies/src/functions/bucket-tags.ts",
    "CREATE tools/proof/src/branches/bucket-tags-branches.ts",
    "UPDATE apps/infra/environments/example.json",
    "UPDATE apps/infra/src/environment/functions.ts",
    "UPDATE apps/infra/src/environment/switches.ts",
    "UPDATE apps/infra/src/stack/stack-functions.ts",
    "UPDATE apps/infra/src/stack/switches.spec.ts",
    "UPDATE libs/policies/src/functions/index.ts",
    "UPDATE tools/proof/src/branches/function-branches.ts",
  ]);
  const named = changesOf(tree).filter(([, text]) => /security-auto-s3|<%|__(?:app|name)__/.test(text));
  expect(named.map(([path]) => path)).toEqual(["apps/infra/src/environment/functions.ts"]);
});

test("run twice it changes nothing, not even what somebody has written since", async () => {
  const tree = workspace();
  await functionGenerator(tree, { name: "bucket-tags" });
  tree.write(PERMISSION, "// filled in\n");
  const before = changesOf(tree);
  await functionGenerator(tree, { name: "bucket-tags" });
  await functionGenerator(tree, { name: "security-auto-bucket-tags" });
  expect(changesOf(tree)).toEqual(before);
});

test("two functions stand side by side", async () => {
  const tree = workspace();
  await functionGenerator(tree, { name: "one" });
  await functionGenerator(tree, { name: "other-2" });
  expect(tree.read("libs/policies/src/functions/index.ts", "utf8")).toMatch(
    /one: onePermission,\s+other2: other2Permission,/,
  );
  expect(tree.read("tools/proof/src/branches/function-branches.ts", "utf8")).toMatch(
    /\.\.\.ONE_BRANCHES,\s+\.\.\.OTHER_2_BRANCHES,?\s*\]/,
  );
});

test.each([
  ["a name as it is", "close-bucket", "security-auto-close-bucket"],
  ["a name that begins with security-auto-", "security-auto-close", "security-auto-close"],
  ["a name with security-auto- inside", "un-security-auto-it", "security-auto-un-security-auto-it"],
])("%s gives the name in AWS", (_what, given, app) => {
  expect(functionNames(given).app).toBe(app);
});

describe("refuses", () => {
  test.each([
    ["a capital letter", "Close"],
    ["a digit at the beginning", "2close"],
    ["a space", "close it"],
    ["two - together", "close--it"],
    ["a - at the end", "close-"],
    ["a path", "../close"],
    ["nothing", ""],
    ["24 characters", "a".repeat(24)],
    ["no name at all", undefined],
  ])("%s", async (_what, name) => {
    const tree = workspace();
    await expect(functionGenerator(tree, { name })).rejects.toThrow(
      /is no name of a function: write 1 to 23/,
    );
    expect(tree.listChanges()).toEqual([]);
  });

  test.each([
    ["a setting of an environment", "tags"],
    ["a switch of an environment", "alarms"],
    ["a file beside the permissions", "function-permission"],
  ])("a name that is %s", async (_what, name) => {
    const tree = workspace();
    await expect(functionGenerator(tree, { name })).rejects.toThrow(`"${name}" is taken`);
    expect(tree.listChanges()).toEqual([]);
  });
});
