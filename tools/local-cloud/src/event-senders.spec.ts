import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { BUS_ARN, change, document, type Resources, target } from "../test/pipeline";

afterEach(stopClouds);

/** A bus that takes forwarded events of AWS, from the forwarding roles of the organization, and nothing else. */
function narrowed(resources: Resources): void {
  change(resources, "Rule", { Targets: [] });
  change(resources, "BusPolicy", {
    Statement: {
      Effect: "Allow",
      Principal: "*",
      Action: "events:PutEvents",
      Resource: BUS_ARN,
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": "o-example", "events:source": "aws.s3" },
        Bool: { "events:eventBusInvocation": "true" },
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/forward-*" },
      },
    },
  });
}

describe("the sender of an event", () => {
  test.each([
    ["a member account", {}, true],
    ["the bus's own account", { principal: "111122223333", organizationId: "" }, true],
    ["another organization", { organizationId: "o-other" }, false],
    [
      "a named role of the organization",
      { principal: "arn:aws:iam::777788889999:role/x", organizationId: "o-example" },
      true,
    ],
  ])("%s", async (_name, options, accepted) => {
    const cloud = await startPipeline((r) => {
      change(r, "Rule", { Targets: [] });
    });
    const trace = await cloud.putEvent(EVENT, options);

    expect(trace.accepted).toBe(accepted);
    expect(trace.denied).toHaveLength(accepted ? 0 : 1);
    expect(trace.lost).toHaveLength(accepted ? 0 : 1);
  });

  test("a bus without a policy takes events of its own account only", async () => {
    const cloud = await startPipeline({ BusPolicy: undefined });
    expect((await cloud.putEvent(EVENT)).accepted).toBe(false);
    expect((await cloud.putEvent({ ...EVENT, account: "111122223333" })).accepted).toBe(true);
  });
});

describe("a bus that takes forwarded events of AWS alone", () => {
  const forwarder = "arn:aws:iam::444455556666:role/forward-us-west-2";
  test.each([
    ["takes one forwarded by a role such as its policy names", "aws.s3", {}, true],
    ["takes none of another source", "test", {}, false],
    ["takes none that such a role puts itself", "aws.s3", { principal: forwarder }, false],
    ["takes one that a named role forwards", "aws.s3", { principal: forwarder, forwarded: true }, true],
    [
      "takes none that another role forwards",
      "aws.s3",
      { principal: "arn:aws:iam::444455556666:role/other", forwarded: true },
      false,
    ],
  ])("%s", async (_name, source, options, accepted) => {
    const cloud = await startPipeline(narrowed);
    expect((await cloud.putEvent({ ...EVENT, source }, options)).accepted).toBe(accepted);
  });
});

test.each([
  ["and no sender is named: it stays in its account, and nothing is lost", {}, true, 0],
  ["and a sender is named: it is refused", { principal: "444455556666" }, false, 1],
])("what no rule matches and the bus would refuse, %s", async (_what, options, accepted, lost) => {
  const cloud = await startPipeline(narrowed);
  const trace = await cloud.putEvent({ ...EVENT, source: "aws.iam" }, options);
  expect(trace).toMatchObject({ accepted, rules: accepted ? [{ matched: false }] : [] });
  expect(trace.lost).toHaveLength(lost);
  expect(trace.denied).toHaveLength(lost);
});

test("a rule that forwards to a bus asks with the keys of the event, the rule and its role", async () => {
  const asked: unknown[] = [];
  const roleName = "forward-us-west-2";
  const cloud = await startPipeline(
    (r) => {
      r["Second"] = { Type: "AWS::Events::EventBus", Properties: { Name: "second" } };
      r["Forward"] = {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: roleName,
          AssumeRolePolicyDocument: document({
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
          }),
          Policies: [
            {
              PolicyName: "put",
              PolicyDocument: document({ Effect: "Allow", Action: "events:PutEvents", Resource: "*" }),
            },
          ],
        },
      };
      target({
        Arn: BUS_ARN.replace("central", "second"),
        RoleArn: `arn:aws:iam::111122223333:role/${roleName}`,
      })(r);
    },
    undefined,
    {
      onDecision: ({ request }) => {
        if (request.action === "events:PutEvents") asked.push(request.context);
      },
    },
  );
  const principal = "arn:aws:iam::444455556666:role/caller";
  expect((await cloud.putEvent(EVENT, { principal })).followUps).toMatchObject([
    { bus: "second", accepted: true },
  ]);
  expect(asked.at(-1)).toMatchObject({
    "events:source": "test",
    "events:detail-type": "Test",
    "events:eventBusInvocation": "true",
    "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/central/changes",
    "aws:PrincipalOrgID": "o-example",
  });
});
