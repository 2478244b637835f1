const { dirname, join } = require("node:path");
const { formatFiles, generateFiles, OverwriteStrategy, readJson, updateJson } = require("@nx/devkit");
const { functionNames } = require("./function-names");
const { withElement, withLine, withProperty } = require("./source-edit");

/** What a function's build and test are made like. */
const MODEL = "apps/security-auto-s3/project.json";
const FUNCTIONS = "apps/infra/src/environment/functions.ts";
const FILES = join(dirname(require.resolve("./schema.json")), "files");
/** The environment that has everything on. */
const EXAMPLE = "apps/infra/environments/example.json";

/**
 * Makes the next function: its app, its permission, its construct and its proof branches, and enters each where the others of its kind
 * are listed. A function that is there already stays as it is.
 *
 * @param {import("@nx/devkit").Tree} tree
 * @param {{ readonly name?: unknown }} options
 * @throws Error if the name is not one of a function, or is taken
 */
async function functionGenerator(tree, options) {
  const names = functionNames(options.name);
  const { name, app, key } = names;
  const constant = name.replaceAll("-", "_").toUpperCase();
  if (read(tree, FUNCTIONS).includes(`app: "${app}"`)) {
    console.log(`${app} is there already: nothing to do`);
    return;
  }
  if (tree.exists(join("apps", app)) || isTaken(tree, names))
    throw new Error(`"${name}" is taken by something that is no function of the stack: choose another name`);

  const values = { ...names, constant, targets: targetsOf(tree, app) };
  generateFiles(tree, FILES, ".", values, {
    overwriteStrategy: OverwriteStrategy.ThrowIfExisting,
  });
  updateJson(tree, EXAMPLE, (environment) => ({ ...environment, [key]: true }));
  for (const [file, change] of Object.entries(registrations({ ...names, constant })))
    tree.write(file, change(read(tree, file)));
  await formatFiles(tree);
}

/**
 * @param {import("@nx/devkit").Tree} tree
 * @param {string} file
 */
function read(tree, file) {
  const text = tree.read(file, "utf8");
  if (text === null) throw new Error(`there is no ${file}, where a function is entered`);
  return text;
}

/**
 * Whether an environment has a setting of this name, or the permissions a file.
 *
 * @param {import("@nx/devkit").Tree} tree
 * @param {import("./function-names").FunctionNames} names
 */
function isTaken(tree, { name, key }) {
  const { properties } = readJson(tree, "apps/infra/environments/environment.schema.json");
  return key in properties || tree.exists(`libs/policies/src/functions/${name}.ts`);
}

/**
 * Build and test as those of the function that was there first, without what is its alone.
 *
 * @param {import("@nx/devkit").Tree} tree
 * @param {string} app
 */
function targetsOf(tree, app) {
  const { name, targets } = readJson(tree, MODEL);
  const { typecheck, build, test } = targets;
  // Its default configuration.
  delete build.options.assets;
  return JSON.stringify({ typecheck, build, test }).replaceAll(name, app);
}

/**
 * Where the function is entered, and how.
 *
 * @param {import("./function-names").FunctionNames & { readonly constant: string }} names
 * @returns {Readonly<Record<string, (text: string) => string>>}
 */
const registrations = ({ name, app, key, type, constant }) => ({
  [FUNCTIONS]: (text) =>
    withProperty(
      text,
      "FUNCTIONS",
      key,
      `{
        app: "${app}",
        switch: "${key}",
        names: {
          functionName: "${app}",
          roleName: "${app}",
          policyName: "${app}",
          invokeRoleName: "${app}-invoke",
          invokePolicyName: "invoke-${app}",
        },
        memoryMb: 256,
        timeoutSeconds: 30,
      }`,
    ),
  "apps/infra/src/environment/switches.ts": (text) =>
    withProperty(text, "SWITCHES", key, `capability("The function ${app}, for each S3 change.")`),
  "apps/infra/src/stack/switches.spec.ts": (text) =>
    withProperty(
      text,
      "ADDED",
      key,
      `[
        "AWS::IAM::Role",
        "AWS::IAM::Role",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
      ]`,
    ),
  "apps/infra/src/stack/stack-functions.ts": (text) =>
    withProperty(
      withLine(text, `import { ${type}Function } from "./functions/${name}-function";`),
      "STACK_FUNCTIONS",
      key,
      `(scope, props) => new ${type}Function(scope, "SecurityAuto${type}", props)`,
    ),
  "libs/policies/src/functions/index.ts": (text) =>
    withProperty(
      withLine(text, `import { ${key}Permission } from "./${name}";`),
      "FUNCTION_PERMISSIONS",
      key,
      `${key}Permission`,
    ),
  "tools/proof/src/branches/function-branches.ts": (text) =>
    withElement(
      withLine(text, `import { ${constant}_BRANCHES } from "./${name}-branches";`),
      "FUNCTION_BRANCHES",
      `...${constant}_BRANCHES`,
    ),
});

module.exports = functionGenerator;
