import {
  alarmArn,
  bucketArn,
  defaultProductArn,
  eventBusArn,
  functionArn,
  keyArn,
  logGroupArn,
  queueArn,
  roleArn,
  ruleArn,
  securityGroupArn,
  subnetArn,
  topicArn,
} from "./arns";
import { parseArn } from "./parse-arn";

const us = { region: "us-west-2", accountId: "111122223333" };
const gov = { region: "us-gov-west-1", accountId: "111122223333" };
const cn = { region: "cn-north-1", accountId: "111122223333" };

const cases = [
  [functionArn({ ...us, name: "f" }), "arn:aws:lambda:us-west-2:111122223333:function:f"],
  [eventBusArn({ ...gov, name: "b" }), "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/b"],
  [ruleArn({ ...cn, busName: "b", name: "r" }), "arn:aws-cn:events:cn-north-1:111122223333:rule/b/r"],
  [ruleArn({ ...us, busName: "default", name: "r" }), "arn:aws:events:us-west-2:111122223333:rule/r"],
  [topicArn({ ...us, name: "t" }), "arn:aws:sns:us-west-2:111122223333:t"],
  [queueArn({ ...us, name: "q" }), "arn:aws:sqs:us-west-2:111122223333:q"],
  [alarmArn({ ...us, name: "a" }), "arn:aws:cloudwatch:us-west-2:111122223333:alarm:a"],
  [keyArn({ ...us, name: "k" }), "arn:aws:kms:us-west-2:111122223333:key/k"],
  [subnetArn({ ...us, name: "subnet-1" }), "arn:aws:ec2:us-west-2:111122223333:subnet/subnet-1"],
  [securityGroupArn({ ...us, name: "sg-1" }), "arn:aws:ec2:us-west-2:111122223333:security-group/sg-1"],
  [defaultProductArn(cn), "arn:aws-cn:securityhub:cn-north-1:111122223333:product/111122223333/default"],
  [logGroupArn({ ...us, name: "/g" }), "arn:aws:logs:us-west-2:111122223333:log-group:/g"],
  [
    roleArn({ partition: "aws-cn", accountId: "111122223333", name: "r" }),
    "arn:aws-cn:iam::111122223333:role/r",
  ],
  [bucketArn({ partition: "aws-us-gov", name: "b" }), "arn:aws-us-gov:s3:::b"],
] as const;

test.each(cases)("%s", (built, expected) => {
  expect(built).toBe(expected);
});

test.each(cases)("%s comes apart again", (built) => {
  const { partition, service, region, accountId, resource } = parseArn(built) ?? {};
  expect(["arn", partition, service, region, accountId, resource].join(":")).toBe(built);
});

test.each(["", "arn", "arn:aws:s3", "aws:arn:s3:::b", "arn::s3:::b"])("%j is no ARN", (text) => {
  expect(parseArn(text)).toBeUndefined();
});

test("a name with a wildcard is refused by what it was meant for", () => {
  expect(() => topicArn({ ...us, name: "security-*" })).toThrow(/topic name must be one exact value/);
});
