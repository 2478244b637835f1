import { functionArn, policyDocument } from "@security-auto/iam-policy";
import { functionLogGroup, trustLambda } from "@security-auto/policies";
import { type RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnEventInvokeConfig, CfnFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { CfnLogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { configuredAsset } from "./configured-asset";
import { type FunctionNetwork, runtimePermissions } from "./function-permissions";
import { LeastPrivilegeRole } from "./least-privilege-role";
import { acceptWildcards, type Permission } from "./permission";

export interface SecurityFunctionProps {
  readonly functionName: string;
  readonly description: string;
  /** Folder with `index.mjs`, which exports `handler`; source maps in it are left out. */
  readonly codePath: string;
  readonly role: { readonly roleName: string; readonly policyName: string };
  /** What the function's own code may do, besides what Lambda needs to run it. */
  readonly permissions: readonly Permission[];
  /** Where an event goes that failed every attempt. Absent for a function that takes its events from a queue, which has its own. */
  readonly failureQueueArn?: string;
  readonly architecture: "x86_64" | "arm64";
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly reservedConcurrency?: number;
  /**
   * For a function that causes its own invocation on purpose: Lambda stops others that do, after some sixteen times. Default: `false`.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   */
  readonly allowsRecursion?: boolean;
  /** 0 to 2, after the first attempt. */
  readonly retryAttempts: number;
  /** Seconds, 60 to 21,600. */
  readonly maxEventAgeSeconds: number;
  /**
   * The configuration of the function's own code, as JSON: a file in its code asset, because environment variables end at 4 KB. No
   * secrets: whoever may read the function may read it. Default: no file.
   */
  readonly configuration?: object;
  readonly logLevel: "TRACE" | "DEBUG" | "INFO";
  /** One of the periods CloudWatch Logs offers. */
  readonly logRetentionDays: number;
  readonly vpc?: FunctionNetwork;
  readonly permissionsBoundaryArn?: string;
  /** Encrypts the log group and the failure queue. */
  readonly kmsKeyArn?: string;
  /** Of the log group. `RETAIN` would keep it after a failed creation too, and the next deployment would find its name taken. */
  readonly removalPolicy: Exclude<RemovalPolicy, RemovalPolicy.RETAIN>;
}

/**
 * A function with a role and a log group of its own. The role may write to that log group, send
 * to the failure queue where there is one, and do what `permissions` says; nothing here allows anyone to invoke it.
 */
export class SecurityFunction extends Construct {
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: SecurityFunctionProps) {
    super(scope, id);
    const { functionName, vpc, kmsKeyArn, failureQueueArn } = props;
    const { region, account: accountId } = Stack.of(this);

    const logGroup = new CfnLogGroup(this, "LogGroup", {
      logGroupName: functionLogGroup(functionName),
      retentionInDays: props.logRetentionDays,
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
    });
    logGroup.applyRemovalPolicy(props.removalPolicy);

    const permissions = [
      ...runtimePermissions({
        region,
        accountId,
        functionName,
        functionArn: functionArn({ region, accountId, name: functionName }),
        ...(failureQueueArn !== undefined && { failureQueueArn }),
        ...(vpc !== undefined && { vpc }),
        ...(kmsKeyArn !== undefined && { kmsKeyArn }),
      }),
      ...props.permissions,
    ];
    const role = new LeastPrivilegeRole(this, "Role", {
      roleName: props.role.roleName,
      description: `What the function ${functionName} may do`,
      trust: trustLambda(),
      permissions: {
        policyName: props.role.policyName,
        document: policyDocument(...permissions.map(({ statement }) => statement)),
      },
      ...(props.permissionsBoundaryArn !== undefined && {
        permissionsBoundaryArn: props.permissionsBoundaryArn,
      }),
    });
    acceptWildcards(role, permissions);

    const code = configuredAsset(this, "Code", props);
    const lambda = new CfnFunction(this, "Function", {
      functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X.name,
      architectures: [props.architecture],
      handler: "index.handler",
      code: { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey },
      role: role.roleArn,
      memorySize: props.memoryMb,
      timeout: props.timeoutSeconds,
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      ...(props.allowsRecursion === true && { recursiveLoop: "Allow" }),
      loggingConfig: { logGroup: logGroup.ref },
      environment: {
        variables: {
          POWERTOOLS_SERVICE_NAME: functionName,
          POWERTOOLS_LOG_LEVEL: props.logLevel,
          POWERTOOLS_LOGGER_LOG_EVENT: "true",
        },
      },
      ...(vpc !== undefined && {
        vpcConfig: { subnetIds: [...vpc.subnetIds], securityGroupIds: [...vpc.securityGroupIds] },
      }),
    });
    code.addResourceMetadata(lambda, "Code");
    this.functionArn = lambda.attrArn;

    new CfnEventInvokeConfig(this, "AsynchronousInvocation", {
      functionName: lambda.ref,
      qualifier: "$LATEST",
      maximumRetryAttempts: props.retryAttempts,
      maximumEventAgeInSeconds: props.maxEventAgeSeconds,
      ...(failureQueueArn !== undefined && {
        destinationConfig: { onFailure: { destination: failureQueueArn } },
      }),
    });
  }
}
