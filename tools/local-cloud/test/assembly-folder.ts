import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface StackFixture {
  readonly template: object;
  /** Asset name -> file name -> content. */
  readonly assets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const folders: string[] = [];

/** Writes a cloud assembly as CDK does, into a temporary folder, and gives its path. */
export function writeAssembly(
  stacks: Readonly<Record<string, StackFixture>>,
  environment = ENVIRONMENT,
): string {
  const folder = mkdtempSync(path.join(tmpdir(), "local-cloud-spec-"));
  folders.push(folder);
  const artifacts = Object.entries(stacks).flatMap(([name, { template, assets = {} }]) => {
    write(folder, `${name}.template.json`, template);
    const files: Record<string, object> = {};
    for (const asset of Object.keys(assets)) {
      files[asset] = {
        source: { path: `asset.${asset}`, packaging: "zip" },
        destinations: { here: { bucketName: "assets", objectKey: `${asset}.zip` } },
      };
    }
    write(folder, `${name}.assets.json`, { version: "1", files });
    for (const [asset, contents] of Object.entries(assets)) {
      mkdirSync(path.join(folder, `asset.${asset}`));
      for (const [file, text] of Object.entries(contents)) {
        writeFileSync(path.join(folder, `asset.${asset}`, file), text);
      }
    }
    const properties = { templateFile: `${name}.template.json` };
    const entries: readonly (readonly [string, object])[] = [
      [`${name}.assets`, { type: "cdk:asset-manifest", properties: { file: `${name}.assets.json` } }],
      [name, { type: "aws:cloudformation:stack", environment, properties }],
    ];
    return entries;
  });
  write(folder, "manifest.json", { version: "1", artifacts: Object.fromEntries(artifacts) });
  return folder;
}

const ENVIRONMENT = "aws://111122223333/us-west-2";

export function removeAssemblies(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function write(folder: string, file: string, content: unknown): void {
  writeFileSync(path.join(folder, file), JSON.stringify(content));
}
