import { ANYTHING, type AllowedStack, is, JUDGED, MEMBER_TEMPLATE, ours, TEXT } from "./allowed";
import {
  ATTRIBUTES,
  FUNCTION,
  LOG_GROUP,
  QUEUE,
  QUEUE_POLICY,
  ROLE,
  RULE,
  SUBSCRIPTION,
  TAGS,
  TOPIC,
} from "./common";

/** The SecurityOperations account's stack. */
export const CENTRAL_STACK: AllowedStack = {
  file: "tools/proof/src/allowed/central-stack.ts",
  template: {
    Description: TEXT,
    "Outputs.BusArn.Description": TEXT,
    "Outputs.BusArn.Value": ANYTHING,
    // Made by CDK: which bootstrap the deployment needs.
    "Parameters.BootstrapVersion": ANYTHING,
    "Rules.CheckBootstrapVersion": ANYTHING,
  },
  attributes: ATTRIBUTES,
  resources: {
    "AWS::Events::EventBus": { properties: { ...TAGS, Name: TEXT, Description: TEXT } },
    "AWS::Events::EventBusPolicy": {
      properties: { EventBusName: TEXT, StatementId: TEXT, Statement: JUDGED },
    },
    "AWS::Events::Rule": RULE,
    "AWS::SNS::Topic": TOPIC,
    "AWS::SNS::TopicPolicy": { properties: { "Topics[]": ours("sns"), PolicyDocument: JUDGED } },
    "AWS::SNS::Subscription": SUBSCRIPTION,
    "AWS::SQS::Queue": QUEUE,
    "AWS::SQS::QueuePolicy": QUEUE_POLICY,
    "AWS::IAM::Role": ROLE,
    "AWS::Lambda::Function": FUNCTION,
    "AWS::Lambda::EventInvokeConfig": {
      properties: {
        FunctionName: TEXT,
        Qualifier: is("$LATEST"),
        MaximumEventAgeInSeconds: TEXT,
        MaximumRetryAttempts: TEXT,
        "DestinationConfig.OnFailure.Destination": ours("sqs"),
      },
    },
    "AWS::Logs::LogGroup": LOG_GROUP,
    "AWS::CloudWatch::Alarm": {
      properties: {
        ...TAGS,
        AlarmName: TEXT,
        AlarmDescription: TEXT,
        "AlarmActions[]": ours("sns"),
        "Dimensions[].Name": TEXT,
        "Dimensions[].Value": TEXT,
        Namespace: TEXT,
        MetricName: TEXT,
        Statistic: TEXT,
        Period: TEXT,
        EvaluationPeriods: TEXT,
        ComparisonOperator: TEXT,
        Threshold: TEXT,
        TreatMissingData: TEXT,
      },
    },
    // With `members` in the environment file.
    "AWS::CloudFormation::StackSet": {
      properties: {
        ...TAGS,
        StackSetName: TEXT,
        Description: TEXT,
        PermissionModel: is("SERVICE_MANAGED"),
        CallAs: is("DELEGATED_ADMIN", "SELF"),
        "Capabilities[]": is("CAPABILITY_NAMED_IAM"),
        "AutoDeployment.Enabled": is(true),
        "AutoDeployment.RetainStacksOnAccountRemoval": is(false),
        "ManagedExecution.Active": is(true),
        "OperationPreferences.FailureTolerancePercentage": TEXT,
        "OperationPreferences.MaxConcurrentPercentage": TEXT,
        "OperationPreferences.RegionConcurrencyType": TEXT,
        "StackInstancesGroup[].DeploymentTargets.AccountFilterType": is("DIFFERENCE"),
        "StackInstancesGroup[].DeploymentTargets.Accounts[]": TEXT,
        "StackInstancesGroup[].DeploymentTargets.OrganizationalUnitIds[]": TEXT,
        "StackInstancesGroup[].Regions[]": TEXT,
        TemplateBody: MEMBER_TEMPLATE,
      },
    },
  },
};
