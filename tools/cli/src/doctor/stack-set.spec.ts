import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { type FakeAnswer, type FakeAws, startFakeAws } from "@security-auto/testing";
import { checkStackSet } from "./stack-set";

let aws: FakeAws;
let answers: Readonly<Record<string, FakeAnswer>>;
beforeAll(async () => {
  aws = await startFakeAws(({ body }) => answers[new URLSearchParams(body).get("Action") ?? ""] ?? "reset");
});
afterAll(() => aws.close());

const answered = (call: string, result: string): FakeAnswer => ({
  body: `<${call}Response><${call}Result>${result}</${call}Result></${call}Response>`,
});

const failed = (code: string, message: string): FakeAnswer => ({
  status: 400,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

const there = answered("DescribeStackSet", "<StackSet><Status>ACTIVE</Status></StackSet>");

const instances = (...all: readonly (readonly [account: string, status: string])[]): FakeAnswer =>
  answered(
    "ListStackInstances",
    `<Summaries>${all
      .map(
        ([account, status]) =>
          `<member><Account>${account}</Account><Region>us-west-2</Region><StatusReason>because</StatusReason>
          <StackInstanceStatus><DetailedStatus>${status}</DetailedStatus></StackInstanceStatus></member>`,
      )
      .join("")}</Summaries>`,
  );

const expected = {
  accountId: "111122223333",
  stackSet: { name: "security-auto-members", callAs: "DELEGATED_ADMIN" },
} as const;

async function found(): Promise<readonly string[]> {
  const cloudFormation = new CloudFormationClient({
    region: "us-west-2",
    endpoint: aws.url,
    maxAttempts: 1,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  try {
    const checks = await checkStackSet(expected, { cloudFormation }, "prod");
    return checks.map(({ check, result, because }) => `${result}: ${check}: ${because}`);
  } finally {
    cloudFormation.destroy();
  }
}

test.each<[string, typeof answers, readonly string[]]>([
  [
    "every instance in place",
    {
      DescribeStackSet: there,
      ListStackInstances: instances(["444455556666", "SUCCEEDED"], ["777788889999", "SUCCEEDED"]),
    },
    [
      "ok: stack set: security-auto-members is ACTIVE, managed as DELEGATED_ADMIN",
      "ok: stack set instances: 2, each of them in place",
    ],
  ],
  [
    "an account that refused",
    {
      DescribeStackSet: there,
      ListStackInstances: instances(["444455556666", "SUCCEEDED"], ["777788889999", "FAILED"]),
    },
    [
      "ok: stack set: security-auto-members is ACTIVE, managed as DELEGATED_ADMIN",
      "wrong: stack set instances: 777788889999 in us-west-2 is FAILED because",
    ],
  ],
  [
    "no account at all",
    { DescribeStackSet: there, ListStackInstances: instances() },
    [
      "ok: stack set: security-auto-members is ACTIVE, managed as DELEGATED_ADMIN",
      "wrong: stack set instances: there is none: no account of the units is watched",
    ],
  ],
  [
    "an account that may not manage stack sets",
    {
      DescribeStackSet: failed("ValidationError", "Account used is not a delegated administrator"),
    },
    ["wrong: stack set: account 111122223333 is no delegated administrator of CloudFormation"],
  ],
  [
    "no stack set",
    { DescribeStackSet: failed("StackSetNotFoundException", "not found") },
    ["wrong: stack set: there is no security-auto-members"],
  ],
  [
    "a refused call",
    { DescribeStackSet: failed("AccessDenied", "no DescribeStackSet") },
    ["not known: stack set: AccessDenied: no DescribeStackSet"],
  ],
])("%s", async (_, given, lines) => {
  answers = given;
  expect(await found()).toEqual(lines);
});
