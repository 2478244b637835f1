import {
  type CloudFormationClient,
  CloudFormationServiceException,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
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

const TYPES = {
  busName: "AWS::Events::EventBus",
  topicArn: "AWS::SNS::Topic",
  functionName: "AWS::Lambda::Function",
  logGroupName: "AWS::Logs::LogGroup",
  failureQueueUrl: "AWS::SQS::Queue",
} as const satisfies Record<keyof Deployment, string>;

/** Of the buses it is the central one: the private bus takes no event of AWS. */
const CENTRAL_BUS = "CentralEventBus";

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
  const idOf = (key: keyof Deployment): string => {
    const [one, ...more] = StackResources.filter(
      ({ ResourceType, LogicalResourceId = "" }) =>
        ResourceType === TYPES[key] && (key !== "busName" || LogicalResourceId.startsWith(CENTRAL_BUS)),
    );
    if (one?.PhysicalResourceId === undefined || more.length > 0) {
      throw new Failure(
        `stack ${stackName} has ${more.length + (one ? 1 : 0)} ${TYPES[key]}; this needs one`,
        1,
      );
    }
    return one.PhysicalResourceId;
  };
  return {
    busName: idOf("busName"),
    topicArn: idOf("topicArn"),
    functionName: idOf("functionName"),
    logGroupName: idOf("logGroupName"),
    failureQueueUrl: idOf("failureQueueUrl"),
  };
}
