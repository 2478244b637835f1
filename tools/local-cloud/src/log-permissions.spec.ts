import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change, document, type Resources } from "../test/pipeline";

afterEach(stopClouds);

describe("log lines", () => {
  const logPolicy =
    (...statements: object[]) =>
    (r: Resources) => {
      change(r, "FunctionRole", {
        Policies: [{ PolicyName: "logs", PolicyDocument: document(...statements) }],
      });
    };
  const allow = (action: string[], resource: string): object => ({
    Effect: "Allow",
    Action: action,
    Resource: resource,
  });
  const group = (name: string): string =>
    `arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/${name}:*`;
  const write = ["logs:CreateLogStream", "logs:PutLogEvents"];

  test.each<readonly [string, (resources: Resources) => void, readonly (readonly [string, string])[]]>([
    [
      "the role may write to another function's group",
      logPolicy(allow(write, group("Logger"))),
      [["logs:CreateLogStream", "denied"]],
    ],
    [
      "the role may make streams only",
      logPolicy(allow(["logs:CreateLogStream"], group("logger"))),
      [
        ["logs:CreateLogStream", "allowed"],
        ["logs:PutLogEvents", "denied"],
      ],
    ],
    [
      "the role is denied explicitly",
      logPolicy(allow(write, group("logger")), {
        Effect: "Deny",
        Action: "logs:PutLogEvents",
        Resource: "*",
      }),
      [
        ["logs:CreateLogStream", "allowed"],
        ["logs:PutLogEvents", "denied"],
      ],
    ],
    [
      "there is no group and the role may not make it",
      (r) => {
        delete r["LogGroup"];
      },
      [["logs:CreateLogGroup", "denied"]],
    ],
  ])("%s: the function succeeds and its lines are lost", async (_name, breakIt, calls) => {
    const cloud = await startPipeline(breakIt);
    const trace = await cloud.putEvent(EVENT);

    expect(trace.invocations).toMatchObject([{ outcome: "success", logs: [] }]);
    expect(trace.invocations[0]?.apiCalls.map(({ action, decision }) => [action, decision])).toEqual(calls);
    expect(trace.lost).toMatchObject([{ what: "log lines" }]);
    expect(trace.denied).toMatchObject([{ action: calls.at(-1)?.[0] }]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lineCount ?? 0).toBe(0);
  });

  test("a role that may make the group makes it", async () => {
    const cloud = await startPipeline((r) => {
      delete r["LogGroup"];
      logPolicy(
        allow(write, group("logger")),
        allow(["logs:CreateLogGroup"], "arn:aws:logs:us-west-2:111122223333:*"),
      )(r);
    });
    const trace = await cloud.putEvent(EVENT);

    expect(trace.invocations[0]?.apiCalls.map(({ action }) => action)).toEqual([
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/saw event-1$/),
    );
  });
});
