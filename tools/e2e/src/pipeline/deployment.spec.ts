import { deploymentOf } from "./deployment";

const resource = (ResourceType: string, LogicalResourceId: string, PhysicalResourceId: string) => ({
  ResourceType,
  LogicalResourceId,
  PhysicalResourceId,
  Timestamp: undefined,
  ResourceStatus: undefined,
});

const CENTRAL_BUS = resource("AWS::Events::EventBus", "CentralEventBusA172B2A2", "SecurityAutomation");
const OTHERS = [
  resource("AWS::SNS::Topic", "AlertsTopicCF7C81C9", "arn:aws:sns:us-west-2:111122223333:security-alerts"),
  resource("AWS::Lambda::Function", "SecurityAutoS3Function4EB86303", "security-auto-S3"),
  resource("AWS::Logs::LogGroup", "SecurityAutoS3LogGroup3E4E6DAA", "/aws/lambda/security-auto-S3"),
  resource("AWS::SQS::Queue", "FailuresQueueB0898B50", "https://sqs.example/security-auto-failures"),
];

test("each resource is found beside others of its type", () => {
  const further = [
    resource("AWS::Events::EventBus", "PublishedPrivateEventBus09A0E58C", "security-auto"),
    resource("AWS::SNS::Topic", "FindingsTopic8A7C81C9", "security-findings"),
    resource("AWS::Lambda::Function", "SecurityAutoFindingsFunction1B2C3D4E", "security-auto-findings"),
    resource(
      "AWS::Logs::LogGroup",
      "SecurityAutoFindingsLogGroup5F6A7B8C",
      "/aws/lambda/security-auto-findings",
    ),
    resource("AWS::SQS::Queue", "SweepQueue9D8C7B6A", "https://sqs.example/security-auto-sweep"),
  ];
  expect(deploymentOf([...further, CENTRAL_BUS, ...OTHERS], "security-auto-example")).toEqual({
    busName: "SecurityAutomation",
    topicArn: "arn:aws:sns:us-west-2:111122223333:security-alerts",
    functionName: "security-auto-S3",
    logGroupName: "/aws/lambda/security-auto-S3",
    failureQueueUrl: "https://sqs.example/security-auto-failures",
  });
});

test.each([
  { name: "no central bus", buses: [], count: 0 },
  { name: "two central buses", buses: [CENTRAL_BUS, CENTRAL_BUS], count: 2 },
  {
    name: "a central bus that was not made",
    buses: [{ ...CENTRAL_BUS, PhysicalResourceId: undefined }],
    count: 1,
  },
])("$name is an error that names the stack and the resource", ({ buses, count }) => {
  expect(() => deploymentOf([...buses, ...OTHERS], "security-auto-example")).toThrow(
    `stack security-auto-example has ${count} AWS::Events::EventBus CentralEventBus`,
  );
});
