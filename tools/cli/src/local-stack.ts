import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import {
  type LocalCloud,
  type LocalCloudOptions,
  type Member,
  type NodeBinary,
  type Scenario,
  startLocalCloud,
} from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-access";

/**
 * Runs the synthesized stack for as long as `use` takes, and ends all of its processes, whatever happens; also on Ctrl-C.
 *
 * @param root - the workspace's folder, with the stack synthesized in `dist/apps/infra/cdk.out`
 */
export async function withLocalStack<T>(
  root: string,
  options: Omit<LocalCloudOptions, "assembly" | "nodeBinary">,
  use: (cloud: LocalCloud) => Promise<T>,
): Promise<T> {
  const cloud = await startLocalCloud({
    assembly: `${root}/dist/apps/infra/cdk.out`,
    nodeBinary: nodeFor(root),
    policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
    ...(options.scenario !== undefined && { members: membersOf(options.scenario, root) }),
    ...options,
  });
  const stop = (signal: NodeJS.Signals) => {
    void cloud.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await use(cloud);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await cloud.close();
  }
}

/** The accounts of a scenario that have the member stack, in the regions of their buckets. */
function membersOf({ accounts, buckets }: Scenario, root: string): readonly Member[] {
  const without = new Set(accounts.filter(({ memberStack }) => !memberStack).map(({ id }) => id));
  const ids = new Set([...accounts.map(({ id }) => id), ...buckets.map(({ account }) => account)]);
  return [...ids]
    .filter((accountId) => !without.has(accountId))
    .map((accountId) => {
      const regions = buckets.flatMap(({ account, region }) =>
        account === accountId && region !== undefined ? [region] : [],
      );
      return {
        accountId,
        regions: regions.length === 0 ? ["us-west-2"] : [...new Set(regions)],
        template: `${root}/dist/apps/infra/member.template.json`,
      };
    });
}

/** Lambda's Node version for a runtime where its npm package is installed for this platform, else the Node that runs this. */
export function nodeFor(root: string): (runtime: string) => NodeBinary {
  const require = createRequire(`${root}/package.json`);
  const known = new Map<string, NodeBinary>();
  return (runtime) => {
    const found = known.get(runtime) ?? locate(require, runtime);
    known.set(runtime, found);
    return found;
  };
}

function locate(require: NodeJS.Require, runtime: string): NodeBinary {
  const here = { path: process.execPath, version: process.version };
  const wanted = /^nodejs\d+/.exec(runtime)?.[0].replace("nodejs", "v");
  const isWanted = (version: string) => version.split(".")[0] === wanted;
  if (isWanted(here.version)) return here;
  try {
    const path = require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
    const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
    return isWanted(version) ? { path, version } : here;
  } catch {
    return here;
  }
}
