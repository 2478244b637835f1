import type { StackResource } from "@security-auto/local-cloud";
import { type FunctionPermission, permissionBehind } from "@security-auto/policies";
import { WRITE_ACTIONS } from "@security-auto/s3-remediation";
import { at, listOf, textOf } from "./plain";
import { rolesOf, type StackRole } from "./stack-role";

const WRITING: ReadonlySet<string> = new Set(WRITE_ACTIONS);

/** A rule that delivers to one of its targets in a role. */
export interface RoleTarget {
  readonly rule: string;
  readonly roleArn: string;
  readonly targetArn: string;
}

export interface StackFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly isInVpc: boolean;
  /** The actions of its own role. */
  readonly may: ReadonlySet<string>;
  /** Where Lambda sends an event that failed every attempt. */
  readonly onFailure: readonly string[];
  /** ARNs of the queues that Lambda polls for it. */
  readonly polls: readonly string[];
  /** What its own code may do, beside what every function may. */
  readonly permission?: FunctionPermission | undefined;
}

/** A bus on which, by its own policy, only the named roles may put events. */
export interface PrivateBus {
  readonly arn: string;
  /** ARNs of roles. */
  readonly senders: readonly string[];
}

/** A schedule that sends to a queue in a role. */
export interface RoleSchedule {
  readonly name: string;
  readonly roleArn: string;
  readonly targetArn: string;
  readonly deadLetterArn: string;
}

/** What in the stacks makes AWS's services act in a role. */
export interface Wiring {
  readonly targets: readonly RoleTarget[];
  readonly schedules: readonly RoleSchedule[];
  readonly functions: readonly StackFunction[];
  readonly privateBuses: readonly PrivateBus[];
  /** ARNs. */
  readonly tables: readonly string[];
  /** ARNs of the topics that no rule delivers to. */
  readonly topics: readonly string[];
  /** Names of the roles that may write to buckets. */
  readonly writeRoles: readonly string[];
  /** ARN of a queue or topic -> the key it is encrypted with. */
  readonly keyOf: ReadonlyMap<string, string>;
}

export function wiringOf(resources: readonly StackResource[]): Wiring {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const invokeConfigs = ofType("AWS::Lambda::EventInvokeConfig").map((config) => ({
    function: textOf(config.property("FunctionName")),
    onFailure: textOf(at(config.property("DestinationConfig"), "OnFailure", "Destination")),
  }));
  const eventSources = ofType("AWS::Lambda::EventSourceMapping").map((mapping) => ({
    function: textOf(mapping.property("FunctionName")),
    queue: textOf(mapping.property("EventSourceArn")),
  }));
  const targets = ofType("AWS::Events::Rule").flatMap((rule) =>
    listOf(rule.property("Targets")).flatMap((target) => {
      const roleArn = textOf(at(target, "RoleArn"));
      const targetArn = textOf(at(target, "Arn"));
      return roleArn === "" ? [] : [{ rule: textOf(rule.property("Name")), roleArn, targetArn }];
    }),
  );
  const roles = rolesOf(resources);
  return {
    targets,
    schedules: ofType("AWS::Scheduler::Schedule").map((schedule) => {
      const target = schedule.property("Target");
      return {
        name: textOf(schedule.property("Name")),
        roleArn: textOf(at(target, "RoleArn")),
        targetArn: textOf(at(target, "Arn")),
        deadLetterArn: textOf(at(target, "DeadLetterConfig", "Arn")),
      };
    }),
    functions: ofType("AWS::Lambda::Function").map((each) => {
      const name = textOf(each.property("FunctionName"));
      return {
        name,
        arn: each.arn ?? "",
        roleArn: textOf(each.property("Role")),
        isInVpc: each.property("VpcConfig") !== undefined,
        may: new Set(
          roles
            .filter(({ arn }) => arn === textOf(each.property("Role")))
            .flatMap(({ permissions }) => permissions.flatMap(({ Action = [] }) => [Action].flat())),
        ),
        onFailure: invokeConfigs
          .filter((config) => config.function === name || config.function === each.arn)
          .map(({ onFailure }) => onFailure),
        polls: eventSources
          .filter((source) => source.function === name || source.function === each.arn)
          .map(({ queue }) => queue),
        permission: permissionBehind(each.logicalId),
      };
    }),
    privateBuses: ofType("AWS::Events::EventBusPolicy").flatMap((policy) => {
      const statement = policy.property("Statement");
      const senders = listOf(at(statement, "Condition", "ArnNotEquals", "aws:PrincipalArn")).map(textOf);
      const isPrivate = at(statement, "Effect") === "Deny" && senders.length > 0;
      return isPrivate ? [{ arn: textOf(at(statement, "Resource")), senders }] : [];
    }),
    tables: ofType("AWS::DynamoDB::Table").map(({ arn = "" }) => arn),
    topics: ofType("AWS::SNS::Topic")
      .map(({ arn = "" }) => arn)
      .filter((arn) => !targets.some(({ targetArn }) => targetArn === arn)),
    writeRoles: roles
      .filter(({ permissions }) =>
        permissions.some(({ Action = [] }) => [Action].flat().some((action) => WRITING.has(action))),
      )
      .map(({ name }) => name),
    keyOf: new Map(
      [...ofType("AWS::SQS::Queue"), ...ofType("AWS::SNS::Topic")].flatMap((encrypted) => {
        const key = textOf(encrypted.property("KmsMasterKeyId"));
        return key === "" ? [] : [[encrypted.arn ?? "", key] as const];
      }),
    ),
  };
}

/** The functions that run in a role, or whose roles may assume it: the trust policy names those by a condition. */
export function functionsBehind({ arn, trust }: StackRole, { functions }: Wiring): readonly StackFunction[] {
  const trusted = trust.flatMap(({ Condition }) =>
    [Condition?.["ArnEquals"]?.["aws:PrincipalArn"] ?? []].flat(),
  );
  return functions.filter(({ roleArn }) => roleArn === arn || trusted.includes(roleArn));
}
