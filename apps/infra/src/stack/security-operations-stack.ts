import { CentralEventBus, defaultBusRuleArn, FailureQueue, Heartbeat } from "@security-auto/constructs";
import { queueArn } from "@security-auto/iam-policy";
import { CfnOutput, Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { type Environment, forwardsOwnEvents, memberRegions } from "../environment/environment";
import { functionsOn } from "../environment/functions";
import type { Bundles } from "./bundles";
import { ChangeMail } from "./change-mail";
import { ChangeRule } from "./change-rule";
import { commonOf } from "./common";
import { Findings } from "./findings";
import { heartbeatProps } from "./heartbeat-props";
import { MemberStackSet } from "./member-stack-set";
import { OwnForwarding, OwnTamperingForwarding } from "./own-forwarding";
import {
  assessedRuleArn,
  Published,
  remediationRuleArn,
  requestRuleArn,
  sweepRuleArn,
  sweptRuleArn,
  tamperingRuleArn,
  violatedRuleArn,
} from "./published";
import { Remediation } from "./remediation";
import { stackAlarms } from "./stack-alarms";
import { Sweep } from "./sweep";
import { STACK_FUNCTIONS } from "./stack-functions";

export interface SecurityOperationsStackProps {
  readonly environment: Environment;
  readonly bundles: Bundles;
  /** What the stack set makes in each account, as JSON. */
  readonly memberTemplate: string;
}

/**
 * The SecurityOperations account: a bus the organization sends to, and one rule on it that invokes
 * the function, and mails the team where that is wanted. Events neither target accepts go to one dead-letter queue. Its own
 * account is watched like a member, and the members are watched by way of a stack set.
 */
export class SecurityOperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: SecurityOperationsStackProps) {
    const { environment, bundles } = props;
    const { account, region, names, members } = environment;
    super(scope, id, {
      description: "S3 security automation: a central event bus, and a function that logs each change",
      env: { account, region },
    });
    for (const [key, value] of Object.entries(environment.tags)) Tags.of(this).add(key, value);
    const common = commonOf(environment);

    const central = new CentralEventBus(this, "CentralEventBus", {
      busName: names.bus,
      create: environment.bus.create,
      organizationId: environment.organizationId,
      statementId: names.organizationStatement,
      forwardRole: names.forwardRole,
      ...(environment.sweep && { tamperingForwardRole: names.tamperingForwardRole }),
    });
    const watchesItself = forwardsOwnEvents(environment);
    const requestArn = requestRuleArn(common);
    const failures = new FailureQueue(this, "Failures", {
      queueName: names.failureQueue,
      ruleArns: [
        common.changeRuleArn,
        ...(requestArn === undefined ? [] : [requestArn]),
        ...(environment.findings ? [assessedRuleArn(common)] : []),
        ...(environment.remediation ? [violatedRuleArn(common), remediationRuleArn(common)] : []),
        ...(environment.sweep ? [sweepRuleArn(common), sweptRuleArn(common), tamperingRuleArn(common)] : []),
        ...(watchesItself ? [defaultBusRuleArn(this, names.ownForwardRule)] : []),
        ...(watchesItself && environment.sweep
          ? [defaultBusRuleArn(this, names.ownTamperingForwardRule)]
          : []),
      ],
      sourceQueueArns: [
        ...(requestArn === undefined ? [] : [names.requestQueue]),
        ...(environment.remediation ? [names.restrictQueue] : []),
        ...(environment.sweep ? [names.sweepQueue] : []),
      ].map((name) => queueArn({ ...common.here, name })),
      removalPolicy: common.removalPolicy,
      ...common.encryption,
    });
    const failureQueueArn = failures.queue.queueArn;

    const made = new Map(
      functionsOn(environment).map((key) => [
        key,
        STACK_FUNCTIONS[key](this, { common, codePath: bundles[key], failureQueueArn }),
      ]),
    );
    const functions = [...made.values()];
    const mails = environment.notify.everyChange
      ? [new ChangeMail(this, "Notification", { common, failureQueueArn })]
      : [];
    const rule = new ChangeRule(this, "S3AccessChanges", {
      common,
      bus: central.bus,
      targets: [...mails, ...functions.flatMap(({ changeTargets = [] }) => changeTargets)],
    });
    // Create the rule last: it delivers as soon as it exists.
    rule.node.addDependency(failures, ...mails.flatMap((mail) => [mail, mail.topic]), ...functions);

    const judge = made.get("s3");
    if (environment.privateBus && judge !== undefined) {
      const { functionArn } = judge;
      const published = new Published(this, "Published", { common, functionArn, failureQueueArn });
      published.node.addDependency(failures, judge);
      const keeper = made.get("findings");
      if (keeper !== undefined) {
        const { functionArn } = keeper;
        const findings = new Findings(this, "Findings", {
          common,
          bus: published.bus,
          functionArn,
          failureQueueArn,
        });
        findings.node.addDependency(failures, keeper);
        const restrictor = made.get("restrict");
        const sweeper = made.get("sweep");
        if (sweeper !== undefined) {
          new Sweep(this, "Sweep", {
            common,
            centralBus: central.bus,
            privateBus: published.bus,
            functionArn: sweeper.functionArn,
            keeperArn: functionArn,
            failureQueueArn,
            after: [failures, judge, sweeper, published, findings],
          });
        }
        if (restrictor !== undefined) {
          new Remediation(this, "Remediation", {
            common,
            bus: published.bus,
            functionArn: restrictor.functionArn,
            keeperArn: functionArn,
            failureQueueArn,
            after: [failures, restrictor, findings],
          });
        }
      }
    }
    if (watchesItself) {
      const own = { common, centralBusArn: central.busArn, failureQueueArn };
      const forwarding = [
        new OwnForwarding(this, "OwnForwarding", own),
        ...(environment.sweep ? [new OwnTamperingForwarding(this, "OwnTamperingForwarding", own)] : []),
      ];
      for (const rule of forwarding) rule.node.addDependency(failures);
      if (environment.heartbeat) {
        const heartbeat = new Heartbeat(this, "Heartbeat", {
          ...heartbeatProps(environment, region),
          ...common.boundary,
        });
        // So that the first one arrives.
        heartbeat.node.addDependency(...forwarding);
      }
    }
    const regions = memberRegions(environment);
    if (members !== undefined && regions !== undefined) {
      const stackSet = new MemberStackSet(this, "Members", {
        ...members,
        regions,
        stackSetName: names.stackSet,
        template: props.memberTemplate,
        exceptAccount: account,
      });
      // The members' rules send to the bus as soon as they exist.
      stackSet.node.addDependency(central);
    }
    // Last: there is an alarm for whatever the stack has by then.
    if (environment.alarms) stackAlarms(this, { common, failures });
    new CfnOutput(this, "BusArn", {
      value: central.busArn,
      description: "What member accounts' rules send events to",
    });
  }
}
