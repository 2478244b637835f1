import {
  installedNode,
  type LocalCloud,
  type LocalCloudOptions,
  type Member,
  type Scenario,
  startLocalCloud,
} from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-access/judging";

type StackOptions = Omit<LocalCloudOptions, "assembly" | "nodeBinary">;

/** @param root - the workspace's folder */
export function assemblyIn(root: string): string {
  return `${root}/dist/apps/infra/cdk.out`;
}

/** Starts the synthesized stack; whoever calls closes it. */
export function openLocalStack(root: string, options: StackOptions): Promise<LocalCloud> {
  return startLocalCloud({
    assembly: assemblyIn(root),
    nodeBinary: installedNode(root),
    policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
    ...(options.scenario !== undefined && { members: membersOf(options.scenario, root) }),
    ...options,
  });
}

/**
 * Runs the synthesized stack for as long as `use` takes, and ends all of its processes, whatever happens; also on Ctrl-C.
 *
 * @param root - the workspace's folder, with the stack synthesized in `dist/apps/infra/cdk.out`
 */
export async function withLocalStack<T>(
  root: string,
  options: StackOptions,
  use: (cloud: LocalCloud) => Promise<T>,
): Promise<T> {
  const cloud = await openLocalStack(root, options);
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
