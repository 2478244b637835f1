import { Deployed } from "../../test/deployed";
import { memberTemplateOf, type Settings, templateOf } from "../../test/synthesized";

/**
 * Characters that IAM takes, white space not counted: of a role's inline policies together, and of its trust policy by the
 * quota that an account begins with.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST = { permissions: 10_240, trust: 2_048 };

const REGION = "ap-southeast-1";
const KEY = `arn:aws:kms:${REGION}:111122223333:key/mrk-${"0".repeat(32)}`;
const hexadecimal = (index: number): string => index.toString(16).padStart(17, "0");

/** Everything on, everything as long as it may be. */
const LONGEST: Settings = {
  region: REGION,
  organizationId: `o-${"x".repeat(32)}`,
  kmsKeyArn: KEY,
  vpc: {
    subnetIds: Array.from({ length: 16 }, (_, index) => `subnet-${hexadecimal(index)}`),
    securityGroupIds: Array.from({ length: 5 }, (_, index) => `sg-${hexadecimal(index)}`),
  },
  functions: {
    s3: { functionName: "f".repeat(64), roleName: "f".repeat(64), invokeRoleName: "i".repeat(64) },
  },
  names: {
    bus: "b".repeat(256),
    rule: "r".repeat(64),
    topic: "t".repeat(256),
    failureQueue: "q".repeat(80),
    readRole: "a".repeat(64),
    forwardRole: "s".repeat(48),
    forwardRule: "w".repeat(64),
    ownForwardRole: "o".repeat(48),
    ownForwardRule: "n".repeat(64),
    forwardFailureQueue: "u".repeat(80),
  },
};

const arns = {
  Failures: `arn:aws:sqs:${REGION}:111122223333:${"q".repeat(80)}`,
  AlertsTopic: `arn:aws:sns:${REGION}:111122223333:${"t".repeat(256)}`,
  CentralEventBus: `arn:aws:events:${REGION}:111122223333:event-bus/${"b".repeat(256)}`,
  SecurityAutoS3Function: `arn:aws:lambda:${REGION}:111122223333:function:${"f".repeat(64)}`,
};

const place = { account: "111122223333", region: REGION };

test.each([
  ["the stack", new Deployed(templateOf(LONGEST), place, arns)],
  ["a member account", new Deployed(memberTemplateOf(LONGEST), place, arns)],
])(
  "every role of %s has policies that IAM takes, with everything on and the longest names",
  (_, deployed) => {
    const tooLong = deployed.roleNames().flatMap((name) => {
      const { permissions, trust } = deployed.role(name);
      const lengths = {
        permissions: JSON.stringify(permissions.document).length,
        trust: JSON.stringify(trust.document).length,
      };
      return lengths.permissions > MOST.permissions || lengths.trust > MOST.trust ? [{ name, lengths }] : [];
    });
    expect(tooLong).toEqual([]);
  },
);
