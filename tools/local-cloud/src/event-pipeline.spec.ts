import { removeAssemblies, writeAssembly } from "../test/assembly-folder";
import { BUS_ARN, FUNCTION_ARN, pipeline, QUEUE_ARN, RULE_ARN, TOPIC_ARN } from "../test/pipeline";
import { readEventPipeline } from "./index";

afterAll(removeAssemblies);

test("an assembly, read without running it", () => {
  const resources = pipeline();
  const key = "arn:aws:kms:us-west-2:111122223333:key/1234";
  Object.assign(resources["Queue"]?.Properties ?? {}, { KmsMasterKeyId: key });
  const assembly = writeAssembly({
    stack: {
      template: {
        Resources: {
          ...resources,
          Other: { Type: "AWS::SQS::Queue", Properties: {} },
          Table: table(key),
          Work: {
            Type: "AWS::SQS::Queue",
            Properties: {
              QueueName: "work",
              RedrivePolicy: { deadLetterTargetArn: QUEUE_ARN, maxReceiveCount: "5" },
            },
          },
          Mapping: {
            Type: "AWS::Lambda::EventSourceMapping",
            Properties: {
              EventSourceArn: { "Fn::GetAtt": ["Work", "Arn"] },
              FunctionName: { Ref: "Function" },
            },
          },
        },
      },
      assets: { code: { "index.mjs": "" } },
    },
  });
  expect(readEventPipeline(assembly)).toEqual({
    failureQueues: [{ name: "failures", arn: QUEUE_ARN }],
    functions: [FUNCTION_ARN],
    codeFolders: new Map([[FUNCTION_ARN, expect.stringMatching(/asset\.code$/) as unknown]]),
    timeouts: new Map([[FUNCTION_ARN, 10]]),
    topics: [TOPIC_ARN],
    rules: [
      {
        name: "changes",
        arn: RULE_ARN,
        bus: BUS_ARN,
        matches: expect.any(Function) as unknown,
        targets: [
          { arn: TOPIC_ARN, takesEvent: true },
          { arn: FUNCTION_ARN, takesEvent: true },
        ],
      },
    ],
    eventSources: [
      {
        queue: "arn:aws:sqs:us-west-2:111122223333:work",
        function: FUNCTION_ARN,
        deadLetterQueue: QUEUE_ARN,
      },
    ],
    keys: new Map([
      [QUEUE_ARN, key],
      [QUEUE_ARN.replace(/sqs(.*):failures$/, "dynamodb$1:table/register"), key],
    ]),
  });
});

const table = (KMSMasterKeyId: string) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    TableName: "register",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId },
  },
});
