import { readFileSync } from "node:fs";
import {
  installedNode,
  type LocalCloud,
  type LocalCloudOptions,
  type Member,
  readStackResources,
  type Scenario,
  startLocalCloud,
} from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-exposure";
import { isObject } from "../core/is-object";

/** What synthesizing an environment makes. */
export interface Synthesized {
  readonly assembly: string;
  readonly memberTemplate: string;
}

type StackOptions = Omit<LocalCloudOptions, "assembly" | "nodeBinary"> & {
  /** Default: the environment that was synthesized last. */
  readonly synthesized?: Synthesized;
};

/** @param root - the workspace's folder */
export function assemblyIn(root: string): string {
  return `${root}/dist/apps/infra/cdk.out`;
}

const synthesizedLast = (root: string): Synthesized => ({
  assembly: assemblyIn(root),
  memberTemplate: `${root}/dist/apps/infra/member.template.json`,
});

/** The environment that enforces, which `nx synth-enforce infra` synthesizes beside any other. */
export function enforcingIn(root: string): Synthesized {
  const assembly = `${root}/dist/apps/infra/environments/enforce`;
  return { assembly, memberTemplate: `${assembly}/member.template.json` };
}

/** What S3 says of a policy; of one that may be public too, that it is. */
export const isPublicPolicy: NonNullable<LocalCloudOptions["policyIsPublic"]> = (policy) =>
  policyIsPublic(parseBucketPolicy(policy)) !== false;

/** Starts the synthesized stack; whoever calls closes it. */
export function openLocalStack(
  root: string,
  { synthesized = synthesizedLast(root), ...options }: StackOptions,
): Promise<LocalCloud> {
  const { assembly, memberTemplate } = synthesized;
  return startLocalCloud({
    assembly,
    nodeBinary: installedNode(root),
    policyIsPublic: isPublicPolicy,
    ...(options.scenario !== undefined && {
      members: membersOf(options.scenario, memberTemplate, centralAccounts(assembly)),
    }),
    ...options,
  });
}

/**
 * Runs the synthesized stack for as long as `use` takes, and ends all of its processes, whatever happens; also on Ctrl-C.
 *
 * @param root - the workspace's folder, with the stack synthesized in it
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

/** The accounts of the synthesized stacks, which watch the security account themselves. */
function centralAccounts(assembly: string): readonly string[] {
  return readStackResources({ assembly }).map(({ stack }) => stack.account);
}

/** The accounts that a scenario names, each once. */
export function accountsOf({ accounts, buckets }: Pick<Scenario, "accounts" | "buckets">): readonly string[] {
  return [...new Set([...accounts.map(({ id }) => id), ...buckets.map(({ account }) => account)])];
}

/**
 * The accounts of a scenario that have the member stack, in the central region, where buckets are that name no other, and
 * in the regions of their buckets.
 *
 * @param template - file of the member stack
 * @param watched - accounts that are watched without it
 */
export function membersOf(
  { accounts, buckets }: Scenario,
  template: string,
  watched: readonly string[],
): readonly Member[] {
  const central = centralRegion(template);
  const declared = accounts.filter(({ memberStack }) => !memberStack).map(({ id }) => id);
  const without = new Set([...declared, ...watched]);
  return accountsOf({ accounts, buckets })
    .filter((accountId) => !without.has(accountId))
    .map((accountId) => {
      const regions = buckets.flatMap(({ account, region }) =>
        account === accountId && region !== undefined ? [region] : [],
      );
      return { accountId, regions: [...new Set([...central, ...regions])], template };
    });
}

/** The default of the region that the read role is made in. None where the file is no template: whoever deploys it says so. */
function centralRegion(template: string): readonly string[] {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(template, "utf8"));
  } catch {
    return [];
  }
  const parameters = isObject(read) ? read["Parameters"] : undefined;
  const home = isObject(parameters) ? parameters["HomeRegion"] : undefined;
  const named = isObject(home) ? home["Default"] : undefined;
  return typeof named === "string" ? [named] : [];
}
