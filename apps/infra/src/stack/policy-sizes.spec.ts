import { Deployed } from "../../test/deployed";
import { ENFORCED, environmentOf, memberTemplateOf, type Settings, templateOf } from "../../test/synthesized";
import { functionKeys, functionNames, FUNCTIONS } from "../environment/functions";
import { each, NAME_KINDS, type NameKind } from "../environment/name-kinds";
import { NAMES } from "../environment/names";
import { SWITCHES } from "../environment/switches";

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

/** The longest name that a service takes, and that only this thing has. */
function longest(kind: NameKind, thing: string): string {
  const name = thing.padEnd(300, "x");
  const lengths = Array.from({ length: name.length }, (_, index) => name.length - index);
  const most = lengths.find((length) => NAME_KINDS[kind].characters.test(name.slice(0, length)));
  return name.slice(0, most);
}

/** Everything on, everything as long as it may be. */
const LONGEST: Settings = {
  ...each(SWITCHES, () => true),
  invariants: ENFORCED.invariants,
  region: REGION,
  organizationId: `o-${"x".repeat(32)}`,
  kmsKeyArn: KEY,
  vpc: {
    subnetIds: Array.from({ length: 16 }, (_, index) => `subnet-${hexadecimal(index)}`),
    securityGroupIds: Array.from({ length: 5 }, (_, index) => `sg-${hexadecimal(index)}`),
  },
  functions: each(FUNCTIONS, (_, key) =>
    each(functionNames(key), ({ kind }, name) => longest(kind, `${key}-${name}-`)),
  ),
  names: each(NAMES, ({ kind }, name) => longest(kind, name)),
};

const { names, functions } = environmentOf(LONGEST);

const arns = {
  Failures: `arn:aws:sqs:${REGION}:111122223333:${names.failureQueue}`,
  SweepWorkQueue: `arn:aws:sqs:${REGION}:111122223333:${names.sweepQueue}`,
  AlertsTopic: `arn:aws:sns:${REGION}:111122223333:${names.topic}`,
  CentralEventBus: `arn:aws:events:${REGION}:111122223333:event-bus/${names.bus}`,
  ...Object.fromEntries(
    functionKeys.map((key) => [
      `SecurityAuto${key.charAt(0).toUpperCase()}${key.slice(1)}Function`,
      `arn:aws:lambda:${REGION}:111122223333:function:${functions[key].functionName}`,
    ]),
  ),
};

const place = { account: "111122223333", region: REGION };

test.each([
  ["the stack", new Deployed(templateOf(LONGEST), place, arns)],
  ["a member account", new Deployed(memberTemplateOf(LONGEST), place, arns)],
])(
  "every role of %s has policies that IAM takes, with everything on and the longest names",
  (_, deployed) => {
    const roles = deployed.roleNames().map((name) => {
      const { permissions, trust } = deployed.role(name);
      return {
        name,
        permissions: JSON.stringify(permissions.document),
        trust: JSON.stringify(trust.document),
      };
    });
    expect(roles.length).toBeGreaterThan(1);
    // A stand-in for an ARN would be shorter than what CloudFormation puts there.
    expect(roles.filter(({ permissions }) => permissions.includes("arn:aws:other:"))).toEqual([]);
    const tooLong = roles.filter(
      ({ permissions, trust }) => permissions.length > MOST.permissions || trust.length > MOST.trust,
    );
    expect(tooLong).toEqual([]);
  },
);
