import { cpSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, parseScenario, startLocalCloud } from "@security-auto/local-cloud";
import { isPublicPolicy } from "../../src/stack/local-stack";
import { ROOT } from "../command";
import { configureJudge } from "../configure";
import { changeResources, takeOut } from "../copied-stack";
import { JUDGE } from "../runs-of-judge";
import { BUCKETS } from "./buckets";
import { ACCOUNT, REGION, type Row } from "./row";

const ORGANIZATION = "o-exampleorg1";

/**
 * A copy of the synthesized stack, changed in three ways only: the accounts of the rows, and no others, are in the
 * organization; the rules run no other function than the one that judges, by a queue or without one; and, where `timeoutSeconds` is given, it has less time.
 */
export function assemblyFor(
  folder: string,
  timeoutSeconds: number | undefined,
  accounts: readonly string[],
): string {
  const assembly = join(folder, `cdk.out-${timeoutSeconds ?? "as-synthesized"}`);
  cpSync(join(ROOT, "dist/apps/infra/cdk.out"), assembly, { recursive: true });
  takeOut(assembly, (name) => name !== JUDGE);
  if (timeoutSeconds !== undefined)
    changeResources(assembly, (resources) => {
      for (const [, { Type, Properties }] of resources)
        if (Type === "AWS::Lambda::Function" && Properties["FunctionName"] === JUDGE)
          Properties["Timeout"] = timeoutSeconds;
    });
  configureJudge(assembly, {
    organization: { id: ORGANIZATION, accounts: [...accounts], accountsComplete: true },
  });
  return assembly;
}

/** The member accounts and buckets of all rows, in one cloud. One process of the function: rows are run one after the other. */
export function startCloud(assembly: string, rows: readonly Row[]): Promise<LocalCloud> {
  const buckets = rows.map(({ bucket, name, account }) => {
    const { policy, ...described } = { policy: undefined, ...BUCKETS[bucket] };
    const [statement] = policy?.Statement ?? [];
    const own = statement && { ...policy, Statement: [{ ...statement, Resource: `arn:aws:s3:::${name}/*` }] };
    return { ...described, name, account, region: REGION, policy: own };
  });
  return startLocalCloud({
    assembly,
    maxConcurrency: 1,
    // What stands still is ended at its time-out; what is to answer by itself gets the time a busy machine needs for it.
    timeoutGraceMs: rows.some(({ killed }) => killed === true) ? 0 : 60_000,
    policyIsPublic: isPublicPolicy,
    scenario: parseScenario({ organization: { id: ORGANIZATION }, buckets }, "fault table"),
    members: rows
      .filter(({ account }) => account !== ACCOUNT)
      .map(({ account }) => ({
        accountId: account,
        regions: [REGION],
        template: join(ROOT, "dist/apps/infra/member.template.json"),
      })),
  });
}
