import { MemberForwarding, tamperingWith } from "@security-auto/constructs";
import type { Construct } from "constructs";
import type { Common } from "./common";
import { watchedNames } from "./expected-coverage";

export interface OwnForwardingProps {
  readonly common: Common;
  readonly centralBusArn: string;
  readonly failureQueueArn: string;
}

/**
 * Watches the security account like a member. The names are not a member's: an account that moves into a unit of the stack set gets
 * the member stack as well.
 */
export class OwnForwarding extends MemberForwarding {
  constructor(scope: Construct, id: string, { common, centralBusArn, failureQueueArn }: OwnForwardingProps) {
    const { region, names } = common.environment;
    super(scope, id, {
      ruleName: names.ownForwardRule,
      roleName: `${names.ownForwardRole}-${region}`,
      policyName: names.forwardPolicy,
      centralBusArn,
      deadLetterQueueArn: failureQueueArn,
      ...common.boundary,
    });
  }
}

/** The same for the calls that end the forwarding. */
export class OwnTamperingForwarding extends MemberForwarding {
  constructor(scope: Construct, id: string, { common, centralBusArn, failureQueueArn }: OwnForwardingProps) {
    const { region, names } = common.environment;
    super(scope, id, {
      forwarded: tamperingWith(watchedNames(common.environment)),
      ruleName: names.ownTamperingForwardRule,
      roleName: `${names.ownTamperingForwardRole}-${region}`,
      policyName: names.tamperingForwardPolicy,
      centralBusArn,
      deadLetterQueueArn: failureQueueArn,
      ...common.boundary,
    });
  }
}
