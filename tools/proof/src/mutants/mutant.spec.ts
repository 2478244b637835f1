import type { AcceptedStatement } from "@security-auto/iam-policy";
import { asked, BUCKET_ARN, held, IN_ROLE, policiesOf, QUEUE, QUEUE_ARN, ROLE } from "../../test/policies";
import { smallStack, USES } from "../../test/small-stack";
import { judge } from "../judge";
import { compare } from "../policies/compare";
import { checkThatFinds } from "./check-that-finds";
import { findsAddition, isFound } from "./judge-mutant";
import {
  additions,
  droppedConditions,
  loosenedConditions,
  nameOfMutant,
  openings,
  removals,
  undenied,
  widenings,
} from "./mutant";

const allow = (...Action: readonly string[]): AcceptedStatement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
});
const statements = held(ROLE, allow("s3:GetBucketAcl", "s3:GetBucketTagging"), allow("sqs:SendMessage"));

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  s3: ["GetBucketAcl", "GetBucketPolicy", "GetBucketTagging"],
  sqs: ["DeleteMessage", "SendMessage"],
};
const actionsOf = (service: string) => Promise.resolve(ACTIONS[service] ?? []);

test("each action of each statement is removed once, however many resources it has", () => {
  const several = held(ROLE, { ...allow("sqs:SendMessage"), Resource: ["a", "b"] });
  expect(removals([...statements, ...several]).map(nameOfMutant)).toEqual([
    "role reader (111122223333), p, statement 1: s3:GetBucketAcl removed",
    "role reader (111122223333), p, statement 1: s3:GetBucketTagging removed",
    "role reader (111122223333), p, statement 2: sqs:SendMessage removed",
    "role reader (111122223333), p, statement 1: sqs:SendMessage removed",
  ]);
});

test("what is added is another action of the same service that the holder lacks, as far as there is one", async () => {
  expect((await additions(statements, actionsOf)).map(nameOfMutant)).toEqual([
    "role reader (111122223333), p, statement 1: s3:GetBucketPolicy added",
    "role reader (111122223333), p, statement 2: sqs:DeleteMessage added",
  ]);
});

describe("each statement is made wider", () => {
  const refuse: AcceptedStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: QUEUE_ARN,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const send: AcceptedStatement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: QUEUE_ARN,
    Condition: {
      ArnEquals: { "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/r" },
      StringEquals: { "aws:SourceAccount": "111122223333" },
    },
  };
  const all = [...statements, ...held(QUEUE, refuse, send)];

  test("but not in its principal, where a condition names the one caller", () => {
    const caller: AcceptedStatement = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "sts:AssumeRole",
      Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/judge" } },
    };
    expect(openings(held({ ...ROLE, kind: "trust" }, caller))).toEqual([]);
    expect(droppedConditions(held({ ...ROLE, kind: "trust" }, caller)).map(({ key }) => key)).toEqual([
      "aws:PrincipalArn",
    ]);
  });

  test.each([
    ["resource, where it is not all of them", widenings, ["statement 2: resource widened to *"]],
    ["principal, where it is not everybody", openings, ["statement 2: principal widened to *"]],
    [
      "condition, key by key, also of a Deny",
      droppedConditions,
      [
        "statement 1: condition aws:SecureTransport dropped",
        "statement 2: condition aws:SourceArn dropped",
        "statement 2: condition aws:SourceAccount dropped",
      ],
    ],
    [
      "condition, each way in which a key can hold for more; not of a Deny, which it would make tighter",
      loosenedConditions,
      [
        "statement 2: condition aws:SourceArn as ArnEqualsIfExists",
        "statement 2: condition aws:SourceArn as ForAllValues:ArnEquals",
        "statement 2: condition aws:SourceArn as ArnLike arn:aws:events:*:111122223333:rule/r",
        "statement 2: condition aws:SourceArn as ArnLike arn:aws:events:us-west-2:*:rule/r",
        "statement 2: condition aws:SourceArn as ArnLike arn:aws:events:us-west-2:111122223333:*",
        "statement 2: condition aws:SourceArn as ArnLike arn:aws:events:us-west-2:111122223333:rule/r*",
        "statement 2: condition aws:SourceAccount as StringEqualsIfExists",
        "statement 2: condition aws:SourceAccount as ForAllValues:StringEquals",
        "statement 2: condition aws:SourceAccount as StringLike 11*",
        "statement 2: condition aws:SourceAccount as StringLike 11112222333*",
      ],
    ],
    ["Deny, which goes", undenied, ["statement 1: Deny removed"]],
  ])("by its %s", (_, mutants, names) => {
    expect(mutants(all).map(nameOfMutant)).toEqual(
      names.map((name) => `policy of sqs failures (111122223333), p, ${name}`),
    );
  });

  test("a check finds it in what that stack makes of the uses, and not in the stack as it is", () => {
    const { statements: whole } = smallStack();
    const before = judge(USES, smallStack()).findings;
    const [account] = droppedConditions(whole).filter(({ key }) => key === "aws:ResourceAccount");
    const after = judge(
      USES,
      smallStack("reader", (own) => own.map((statement) => ({ ...statement, Condition: {} }))),
    ).findings;
    expect(account && checkThatFinds(account, after)).toBe("a negative access test");
    expect(account && checkThatFinds(account, before)).toBeUndefined();
  });
});

describe("a mutant is found out", () => {
  const policies = policiesOf(...statements);
  const uses = [
    asked(policies, IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, { resourceAccount: "111122223333" }),
    asked(policies, IN_ROLE, "s3:GetBucketTagging", BUCKET_ARN, { resourceAccount: "111122223333" }),
    asked(policies, IN_ROLE, "sqs:SendMessage", "arn:aws:sqs:us-west-2:111122223333:failures"),
  ];

  test("when the action it lacks was used", () => {
    const [acl] = removals(statements);
    const less = policiesOf(...held(ROLE, allow("s3:GetBucketTagging"), allow("sqs:SendMessage")));
    expect(acl && isFound(acl, compare(uses, less))).toBe(true);
    expect(acl && isFound(acl, compare(uses, policies))).toBe(false);
  });

  test("when the action it has was never used", async () => {
    const [extra] = await additions(statements, actionsOf);
    expect(extra && findsAddition(extra, uses, policies)).toBe(true);
    const used = asked(policies, IN_ROLE, "s3:GetBucketPolicy", BUCKET_ARN, {
      resourceAccount: "111122223333",
    });
    const allowed = { ...used, decision: { decision: "allowed", because: "" } } as const;
    expect(extra && findsAddition(extra, [...uses, allowed], policies)).toBe(false);
  });
});
