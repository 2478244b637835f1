import { readFileSync } from "node:fs";
import path from "node:path";
import { at, isObject, type JsonObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";
import type { Stack } from "./assembly";

/** For stacks that are synthesized without an account or region of their own. */
export interface FallbackEnvironment {
  readonly account: string;
  readonly region: string;
}

/**
 * Reads a CDK cloud assembly with its stages, in the order of its manifests.
 *
 * @param folder - The `cdk.out` folder
 * @throws LocalCloudError when a file is missing or is not what CDK writes
 * @see https://docs.aws.amazon.com/cdk/v2/guide/deploy.html
 */
export function readAssembly(folder: string, fallback: FallbackEnvironment): readonly Stack[] {
  const root = path.resolve(folder);
  const artifacts = at(readJson(path.join(root, "manifest.json")), "artifacts");
  if (!isObject(artifacts)) {
    throw new LocalCloudError(`${root}/manifest.json has no artifacts: is it the output of cdk synth?`);
  }
  const assetFolders = readAssetFolders(root, artifacts);
  return Object.entries(artifacts).flatMap(([id, artifact]): readonly Stack[] => {
    switch (at(artifact, "type")) {
      case "cdk:cloud-assembly":
        return readAssembly(path.join(root, fileOf(artifact, "directoryName", root)), fallback);
      case "aws:cloudformation:stack": {
        const template = readJson(path.join(root, fileOf(artifact, "templateFile", root)));
        if (!isObject(template)) throw new LocalCloudError(`the template of stack ${id} is no JSON object`);
        const name = at(artifact, "properties", "stackName");
        return [
          {
            name: typeof name === "string" ? name : id,
            ...environmentOf(at(artifact, "environment"), fallback),
            template,
            assetFolders,
          },
        ];
      }
      default:
        return [];
    }
  });
}

function readJson(file: string): unknown {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new LocalCloudError(`cannot read ${file}: synthesize the stack first`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LocalCloudError(`${file} is no JSON: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
}

function fileOf(artifact: unknown, property: string, root: string): string {
  const file = at(artifact, "properties", property);
  if (typeof file !== "string")
    throw new LocalCloudError(`${root}/manifest.json: an artifact lacks ${property}`);
  return file;
}

function environmentOf(environment: unknown, fallback: FallbackEnvironment): FallbackEnvironment {
  const [, account = "", region = ""] = /^aws:\/\/([^/]*)\/(.*)$/.exec(String(environment)) ?? [];
  return {
    account: /^\d{12}$/.test(account) ? account : fallback.account,
    region: region === "" || region.startsWith("unknown-") ? fallback.region : region,
  };
}

/** Object key -> folder, over every asset manifest: a `zip` asset is deployed zipped and is a folder here. */
function readAssetFolders(root: string, artifacts: JsonObject): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (at(artifact, "type") !== "cdk:asset-manifest") continue;
    const files = at(readJson(path.join(root, fileOf(artifact, "file", root))), "files");
    for (const asset of isObject(files) ? Object.values(files) : []) {
      const source = at(asset, "source", "path");
      const destinations = at(asset, "destinations");
      if (at(asset, "source", "packaging") !== "zip" || typeof source !== "string") continue;
      for (const destination of isObject(destinations) ? Object.values(destinations) : []) {
        const key = at(destination, "objectKey");
        if (typeof key === "string") folders.set(key, path.resolve(root, source));
      }
    }
  }
  return folders;
}
