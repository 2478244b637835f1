import {
  type CloudFormationClient,
  CloudFormationServiceException,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type StackResource,
} from "@aws-sdk/client-cloudformation";
import { Failure } from "../failure";

/** The stack's resources that the e2e talks to, as CloudFormation names them. */
export interface Deployment {
  readonly busName: string;
  readonly topicArn: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly failureQueueUrl: string;
}

/** What each is in the stack's template. A stack has more than one resource of a type: the logical id says which one it is. */
const RESOURCES = {
  busName: { type: "AWS::Events::EventBus", logicalIdPrefix: "CentralEventBus" },
  topicArn: { type: "AWS::SNS::Topic", logicalIdPrefix: "AlertsTopic" },
  functionName: { type: "AWS::Lambda::Function", logicalIdPrefix: "SecurityAutoS3Function" },
  logGroupName: { type: "AWS::Logs::LogGroup", logicalIdPrefix: "SecurityAutoS3LogGroup" },
  failureQueueUrl: { type: "AWS::SQS::Queue", logicalIdPrefix: "FailuresQueue" },
} as const satisfies Record<keyof Deployment, { readonly type: string; readonly logicalIdPrefix: string }>;

/** Whether CloudFormation knows a stack of this name. */
export async function stackExists(client: CloudFormationClient, name: string): Promise<boolean> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks.some(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE");
  } catch (error) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (error instanceof CloudFormationServiceException && error.message.includes("does not exist"))
      return false;
    throw error;
  }
}

/** @throws Failure where the stack has none, or several, of what there should be one of */
export async function readDeployment(client: CloudFormationClient, stackName: string): Promise<Deployment> {
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  return deploymentOf(StackResources, stackName);
}

/** @throws Failure where the resources have none, or several, of what there should be one of */
export function deploymentOf(resources: readonly StackResource[], stackName: string): Deployment {
  const idOf = (key: keyof Deployment): string => {
    const { type, logicalIdPrefix } = RESOURCES[key];
    const found = resources.filter(
      ({ ResourceType, LogicalResourceId }) =>
        ResourceType === type && LogicalResourceId?.startsWith(logicalIdPrefix) === true,
    );
    const [{ PhysicalResourceId } = {}] = found;
    if (PhysicalResourceId === undefined || found.length > 1) {
      throw new Failure(
        `stack ${stackName} has ${found.length} ${type} ${logicalIdPrefix}...; the e2e needs one`,
        1,
      );
    }
    return PhysicalResourceId;
  };
  return {
    busName: idOf("busName"),
    topicArn: idOf("topicArn"),
    functionName: idOf("functionName"),
    logGroupName: idOf("logGroupName"),
    failureQueueUrl: idOf("failureQueueUrl"),
  };
}
