import {
  defaultBusRuleArn,
  FailureQueue,
  Heartbeat,
  MemberForwarding,
  MemberReadRole,
  tamperingWith,
} from "@security-auto/constructs";
import { eventBusArn, partitionOf, roleArn } from "@security-auto/iam-policy";
import { CfnCondition, CfnParameter, Fn, RemovalPolicy, Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { type Environment, writesToBuckets } from "../environment/environment";
import { restrictRole } from "./restrict-role";
import { watchedNames } from "./expected-coverage";
import { heartbeatProps } from "./heartbeat-props";
import { WithoutAssets } from "./without-assets";

export interface MemberStackProps {
  readonly environment: Environment;
}

/**
 * A member account, once in each region that is watched: a rule that sends the account's S3 changes
 * to the central bus, with `sweep` another that sends the calls which end that, and, in one of the regions, the role that the functions read buckets with, and that with which one of them writes
 * where the environment enforces or approves.
 *
 * The template fits every account and region. It names the bus, the functions' roles and the
 * organization, so that nobody who deploys it can get them wrong; it has no assets and needs no
 * bootstrapped account.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, { environment }: MemberStackProps) {
    super(scope, id, {
      description:
        "S3 security automation: sends S3 changes to the security account and lets it read buckets",
      synthesizer: new WithoutAssets(),
    });
    for (const [key, value] of Object.entries(environment.tags)) Tags.of(this).add(key, value);
    const { names, functions } = environment;
    const central = { region: environment.region, accountId: environment.account };

    const homeRegion = new CfnParameter(this, "HomeRegion", {
      type: "String",
      default: environment.region,
      allowedPattern: "^[a-z]{2}(-[a-z]+)+-\\d{1,2}$",
      description:
        "The region in which the role that reads is made: roles belong to the account, whatever the region",
    });
    const isHomeRegion = new CfnCondition(this, "IsHomeRegion", {
      expression: Fn.conditionEquals(this.region, homeRegion.valueAsString),
    });

    const failures = new FailureQueue(this, "Failures", {
      queueName: names.forwardFailureQueue,
      ruleArns: [names.forwardRule, ...(environment.sweep ? [names.tamperingForwardRule] : [])].map((rule) =>
        defaultBusRuleArn(this, rule),
      ),
      // An event in this queue is of use only as long as the account is watched.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const toCentralBus = {
      centralBusArn: eventBusArn({ ...central, name: names.bus }),
      deadLetterQueueArn: failures.queue.queueArn,
    };
    const forwarding = [
      new MemberForwarding(this, "Forwarding", {
        ruleName: names.forwardRule,
        roleName: `${names.forwardRole}-${this.region}`,
        policyName: names.forwardPolicy,
        ...toCentralBus,
      }),
      ...(environment.sweep
        ? [
            new MemberForwarding(this, "TamperingForwarding", {
              forwarded: tamperingWith(watchedNames(environment)),
              ruleName: names.tamperingForwardRule,
              roleName: `${names.tamperingForwardRole}-${this.region}`,
              policyName: names.tamperingForwardPolicy,
              ...toCentralBus,
            }),
          ]
        : []),
    ];
    // Create the rules last: they deliver as soon as they exist.
    for (const rule of forwarding) rule.node.addDependency(failures);
    // The security account may get this stack too, and has what is its own already.
    const isMember = Fn.conditionNot(Fn.conditionEquals(this.account, environment.account));
    if (environment.heartbeat) {
      const heartbeat = new Heartbeat(this, "Heartbeat", {
        ...heartbeatProps(environment, this.region),
        condition: new CfnCondition(this, "SendsHeartbeats", { expression: isMember }),
      });
      // So that the first one arrives.
      heartbeat.node.addDependency(...forwarding);
    }

    const reader = ({ roleName }: { readonly roleName: string }): string =>
      roleArn({ partition: partitionOf(environment.region), accountId: environment.account, name: roleName });
    const readers = [
      reader(functions.s3),
      ...(environment.remediation ? [reader(functions.restrict)] : []),
      ...(environment.sweep ? [reader(functions.sweep)] : []),
    ] as const;
    new MemberReadRole(this, "Read", {
      roleName: names.readRole,
      policyName: names.readPolicy,
      readerRoleArn: readers.length === 1 ? readers[0] : readers,
      listsBuckets: environment.sweep,
      ...(environment.sweep && {
        coverage: {
          partition: partitionOf(environment.region),
          ruleNames: [names.forwardRule, names.tamperingForwardRule],
          queueName: names.forwardFailureQueue,
          ...(environment.heartbeat && { scheduleName: names.heartbeatSchedule }),
        },
      }),
      organizationId: environment.organizationId,
      condition: isHomeRegion,
    });
    if (!writesToBuckets(environment)) return;
    restrictRole(this, environment, {
      roleName: names.restrictRole,
      condition: new CfnCondition(this, "MakesRestrictRole", {
        expression: Fn.conditionAnd(isHomeRegion, isMember),
      }),
    });
  }
}
