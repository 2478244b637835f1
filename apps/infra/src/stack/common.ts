import { ruleArn } from "@security-auto/iam-policy";
import { RemovalPolicy } from "aws-cdk-lib";
import type { Environment } from "../environment/environment";

/** Spread into the props of a construct that has roles. */
interface Bounded {
  readonly permissionsBoundaryArn?: string;
}

/** Spread into the props of a construct that encrypts, or writes to what is encrypted. */
interface Encrypted {
  readonly kmsKeyArn?: string;
}

/** What the parts of the stack have in common, as an environment says. */
export interface Common {
  readonly environment: Environment;
  readonly here: { readonly region: string; readonly accountId: string };
  readonly boundary: Bounded;
  readonly encryption: Encrypted;
  /** Of what holds data. */
  readonly removalPolicy: Exclude<RemovalPolicy, RemovalPolicy.RETAIN>;
  /** The rule on the central bus. Its name is known before it is there: ARNs in policies close no circle of references. */
  readonly changeRuleArn: string;
}

export function commonOf(environment: Environment): Common {
  const { account, region, names, kmsKeyArn, permissionsBoundaryArn } = environment;
  const here = { region, accountId: account };
  return {
    environment,
    here,
    boundary: { ...(permissionsBoundaryArn !== undefined && { permissionsBoundaryArn }) },
    encryption: { ...(kmsKeyArn !== undefined && { kmsKeyArn }) },
    // What a failed first deployment has made is deleted: kept, its name would be in the way of the next one.
    removalPolicy:
      environment.removalPolicy === "retain"
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY,
    changeRuleArn: ruleArn({ ...here, name: names.rule, busName: names.bus }),
  };
}
