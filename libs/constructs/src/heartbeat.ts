import { heartbeatBucket } from "@security-auto/events";
import { policyDocument } from "@security-auto/iam-policy";
import { blockPublicAccess, trustScheduler } from "@security-auto/policies";
import { ArnFormat, type CfnCondition, RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnBucket, CfnBucketPolicy } from "aws-cdk-lib/aws-s3";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { acceptFinding } from "./accept-finding";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { refusePlainHttp } from "./refuse-plain-http";
import type { TargetRoleNames } from "./target-role";

export interface HeartbeatProps extends TargetRoleNames {
  /** Of the bucket's name, before the account and the region. */
  readonly bucketPrefix: string;
  readonly scheduleName: string;
  /** Such as `rate(1 hour)`. */
  readonly expression: string;
  /** The same in minutes, 5 to 1,440. */
  readonly minutes: number;
  /** Made only where this holds. Default: everywhere. */
  readonly condition?: CfnCondition;
}

const BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

/** So that the accounts of an organization do not all send within one minute. */
const MOST_MINUTES_LATE = 15;

/** One that comes late is of little use: the next one is due. */
const RETRIES = 2;

/**
 * A bucket and a schedule that changes it again and again, so that there is a change which has to arrive: it blocks the bucket's public
 * access, which is blocked. The role of the schedule may do that to this bucket, and nothing else.
 *
 * The call is none that writes tags: CloudFormation gives a bucket tags of its own, and PutBucketTagging, which replaces all of them, is refused
 * where they are missing.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatProps) {
    super(scope, id);
    const { minutes, condition } = props;
    const stack = Stack.of(this);
    const { account, region } = stack;
    const name = heartbeatBucket(props.bucketPrefix, { accountId: account, region });
    const made = this.bucket(name, condition);
    const arn = stack.formatArn({ service: "s3", region: "", account: "", resource: name });
    const { roleArn } = new LeastPrivilegeRole(this, "Role", {
      roleName: props.roleName,
      description: "EventBridge Scheduler blocks the public access of one bucket with it",
      trust: trustScheduler({
        sourceArn: stack.formatArn({
          service: "scheduler",
          resource: "schedule-group",
          resourceName: "default",
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
        sourceAccount: account,
      }),
      permissions: {
        policyName: props.policyName,
        document: policyDocument(blockPublicAccess({ bucketArn: arn, resourceAccount: account })),
      },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
      ...(condition !== undefined && { condition }),
    });
    const schedule = new CfnSchedule(this, "Schedule", {
      name: props.scheduleName,
      description:
        "Changes a bucket that was made for it, so that the change arrives in the security account",
      scheduleExpression: props.expression,
      flexibleTimeWindow: {
        mode: "FLEXIBLE",
        maximumWindowInMinutes: Math.min(MOST_MINUTES_LATE, minutes),
      },
      target: {
        arn: `arn:${stack.partition}:scheduler:::aws-sdk:s3:putPublicAccessBlock`,
        roleArn,
        input: JSON.stringify({
          Bucket: name,
          ExpectedBucketOwner: account,
          PublicAccessBlockConfiguration: BLOCKED,
        }),
        retryPolicy: { maximumRetryAttempts: RETRIES, maximumEventAgeInSeconds: minutes * 60 },
      },
    });
    if (condition !== undefined) schedule.cfnOptions.condition = condition;
    schedule.node.addDependency(...made);
  }

  private bucket(name: string, condition: CfnCondition | undefined): readonly [CfnBucket, CfnBucketPolicy] {
    const bucket = new CfnBucket(this, "Bucket", {
      bucketName: name,
      bucketNamespace: "account-regional",
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
      ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
    });
    // Nothing is in it, and kept it would be in the way of the next deployment.
    bucket.applyRemovalPolicy(RemovalPolicy.DESTROY);
    acceptFinding(bucket, {
      id: "AwsSolutions-S1",
      reason: "Nobody can put an object into this bucket: there is no access to log.",
    });
    const arn = bucket.attrArn;
    const policy = new CfnBucketPolicy(this, "Policy", {
      bucket: bucket.ref,
      policyDocument: policyDocument(refusePlainHttp({ action: "s3:*", resourceArn: [arn, `${arn}/*`] }), {
        // With an object in it CloudFormation could not delete it.
        Sid: "StaysEmpty",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `${arn}/*`,
      }),
    });
    if (condition !== undefined) for (const one of [bucket, policy]) one.cfnOptions.condition = condition;
    return [bucket, policy];
  }
}
