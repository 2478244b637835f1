import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, document, type Resources } from "../test/pipeline";

afterEach(stopClouds);

describe("what is not run", () => {
  test("a clean pipeline runs wholly", async () => {
    expect((await startPipeline()).notRun).toEqual([]);
  });

  test.each<readonly [string, (resources: Resources) => void, object]>([
    [
      "a type of no table",
      (r) => {
        r["Key"] = { Type: "AWS::KMS::Key", Properties: { Any: { "Fn::Transform": 1 } } };
      },
      { logicalId: "Key", type: "AWS::KMS::Key", stack: "stack" },
    ],
    [
      "a schedule",
      (r) => {
        r["Clock"] = { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "rate(1 day)" } };
      },
      { logicalId: "Clock", why: expect.stringContaining("schedule") as string },
    ],
    [
      "a target of another kind",
      (r) => {
        change(r, "Rule", {
          Targets: [{ Id: "x", Arn: "arn:aws:states:us-west-2:111122223333:stateMachine:x" }],
        });
      },
      { logicalId: "Rule", why: expect.stringContaining("stateMachine:x") as string },
    ],
    [
      "another runtime",
      (r) => {
        change(r, "Function", { Runtime: "python3.13" });
      },
      { logicalId: "Function", why: "its runtime is python3.13" },
    ],
    [
      "code that is no asset",
      (r) => {
        change(r, "Function", { Code: { ZipFile: "exports.handler = 1" } });
      },
      { logicalId: "Function", why: expect.stringContaining("no asset") as string },
    ],
    [
      "a managed policy of AWS",
      (r) => {
        change(r, "FunctionRole", { ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] });
      },
      { logicalId: "FunctionRole", why: expect.stringContaining("grants nothing") as string },
    ],
    [
      "a boundary of somebody else",
      (r) => {
        change(r, "FunctionRole", { PermissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" });
      },
      { logicalId: "FunctionRole", why: expect.stringContaining("does not limit") as string },
    ],
    [
      "a filtered subscription",
      (r) => {
        change(r, "Mail", { FilterPolicy: { a: ["b"] } });
      },
      { logicalId: "Mail", why: expect.stringContaining("filters") as string },
    ],
    [
      "an alarm on another expression",
      (r) => {
        const Metrics = [{ Id: "value", Expression: "RATE(m1)" }];
        change(r, "Alarm", { MetricName: undefined, Metrics });
      },
      { logicalId: "Alarm", why: expect.stringContaining("SUM") as string },
    ],
  ])("%s is listed", async (_name, breakIt, expected) => {
    expect((await startPipeline(breakIt)).notRun).toMatchObject([expected]);
  });

  test("a boundary made by the assembly limits the role", async () => {
    const cloud = await startPipeline((r) => {
      r["Boundary"] = {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          ManagedPolicyName: "boundary",
          PolicyDocument: document({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
        },
      };
      change(r, "FunctionRole", { PermissionsBoundary: { Ref: "Boundary" } });
    });
    expect(cloud.notRun).toEqual([]);
    expect((await cloud.putEvent(EVENT)).invocations).toMatchObject([{ outcome: "success", logs: [] }]);
  });
});
