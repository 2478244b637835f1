import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeAssemblies, writeAssembly } from "../../test/assembly-folder";
import { readAssembly } from "./read-assembly";

afterEach(removeAssemblies);

const FALLBACK = { account: "000000000000", region: "eu-central-1" };

test("stacks with their environment, template and asset folders", () => {
  const folder = writeAssembly({
    one: { template: { Resources: {} }, assets: { abc: { "index.mjs": "" } } },
  });
  const [stack, ...others] = readAssembly(folder, FALLBACK);

  expect(others).toEqual([]);
  expect(stack).toMatchObject({
    name: "one",
    account: "111122223333",
    region: "us-west-2",
    template: { Resources: {} },
  });
  expect([...(stack?.assetFolders ?? [])]).toEqual([["abc.zip", path.join(folder, "asset.abc")]]);
});

test.each([
  ["aws://unknown-account/unknown-region", FALLBACK],
  ["aws://111122223333/unknown-region", { account: "111122223333", region: "eu-central-1" }],
])("an environment %s falls back to what the caller says", (environment, expected) => {
  const folder = writeAssembly({ one: { template: {} } }, environment);
  expect(readAssembly(folder, FALLBACK)).toMatchObject([expected]);
});

test("a stage is an assembly in the assembly", () => {
  const inner = writeAssembly({ inner: { template: {} } });
  const outer = writeAssembly({ outer: { template: {} } });
  renameSync(inner, path.join(outer, "assembly-prod"));
  const manifest = {
    artifacts: { stage: { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-prod" } } },
  };
  writeFileSync(path.join(outer, "manifest.json"), JSON.stringify(manifest));
  expect(readAssembly(outer, FALLBACK).map(({ name }) => name)).toEqual(["inner"]);
});

test.each([
  ["no folder", "/no/such/folder", undefined, /cannot read .*manifest\.json: synthesize the stack first/],
  ["no JSON", undefined, "{", /manifest\.json is no JSON: /],
  ["no manifest", undefined, "[]", /has no artifacts/],
  [
    "no template",
    undefined,
    '{"artifacts":{"a":{"type":"aws:cloudformation:stack","properties":{}}}}',
    /lacks templateFile/,
  ],
])("%s is said plainly", (_name, place, manifest, message) => {
  const folder = place ?? writeAssembly({});
  if (manifest !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "manifest.json"), manifest);
  }
  expect(() => readAssembly(folder, FALLBACK)).toThrow(message);
});
