import { type GlobalName, type RegionalName, regionalArn } from "./build-arn";
import { exact } from "./exact";
import type { Partition } from "./partition";

/** @example functionArn({ region: "us-west-2", accountId: "111122223333", name: "security-auto-S3" }) */
export function functionArn(of: RegionalName): string {
  return regionalArn("lambda", of, `function:${exact(of.name, "function name")}`);
}

/** @example roleArn({ partition: "aws", accountId: "111122223333", name: "lambda-slaw-s3" }) */
export function roleArn({ partition, accountId, name }: GlobalName): string {
  return `arn:${partition}:iam::${exact(accountId, "account id")}:role/${exact(name, "role name")}`;
}

/** @example eventBusArn({ region: "us-west-2", accountId: "111122223333", name: "SecurityAutomation" }) */
export function eventBusArn(of: RegionalName): string {
  return regionalArn("events", of, `event-bus/${exact(of.name, "event bus name")}`);
}

/** `busName` is left out of the ARN for rules on the `default` bus, as EventBridge does. */
export function ruleArn(of: RegionalName & { readonly busName: string }): string {
  const name = exact(of.name, "rule name");
  const bus = exact(of.busName, "event bus name");
  return regionalArn("events", of, bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`);
}

export function topicArn(of: RegionalName): string {
  return regionalArn("sns", of, exact(of.name, "topic name"));
}

export function queueArn(of: RegionalName): string {
  return regionalArn("sqs", of, exact(of.name, "queue name"));
}

export function tableArn(of: RegionalName): string {
  return regionalArn("dynamodb", of, `table/${of.name}`);
}

export function alarmArn(of: RegionalName): string {
  return regionalArn("cloudwatch", of, `alarm:${exact(of.name, "alarm name")}`);
}

/** `name` is the key's id, or `mrk-...` for a multi-Region key. */
export function keyArn(of: RegionalName): string {
  return regionalArn("kms", of, `key/${exact(of.name, "key id")}`);
}

/** `name` is the subnet's id, `subnet-...`. */
export function subnetArn(of: RegionalName): string {
  return regionalArn("ec2", of, `subnet/${exact(of.name, "subnet id")}`);
}

/** `name` is the security group's id, `sg-...`. */
export function securityGroupArn(of: RegionalName): string {
  return regionalArn("ec2", of, `security-group/${exact(of.name, "security group id")}`);
}

/**
 * What an account's own tools import findings into Security Hub under, without an integration of their own.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html
 */
export function defaultProductArn(of: Omit<RegionalName, "name">): string {
  return regionalArn("securityhub", of, `product/${of.accountId}/default`);
}

/** Without the `:*` that stands for the group's streams. */
export function logGroupArn(of: RegionalName): string {
  return regionalArn("logs", of, `log-group:${exact(of.name, "log group name")}`);
}

/** Buckets carry neither region nor account in their ARN. */
export function bucketArn({
  partition,
  name,
}: {
  readonly partition: Partition;
  readonly name: string;
}): string {
  return `arn:${partition}:s3:::${exact(name, "bucket name")}`;
}
