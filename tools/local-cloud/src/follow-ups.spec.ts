import { PutBucketTaggingCommand } from "@aws-sdk/client-s3";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { removeMemberTemplates, writeMemberTemplate } from "../test/member-file";
import { CENTRAL } from "../test/member-template";
import { change, document } from "../test/pipeline";
import { redriversOf, s3Of } from "../test/services";
import { type LocalCloud, parseScenario, type Trace } from "./index";

afterEach(stopClouds);
afterAll(removeMemberTemplates);

/** Tags buckets in the name of the function's own role. */
const TAGGING = String.raw`
const headers = {
  authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20260101/us-west-2/s3/aws4_request",
  "x-amz-security-token": process.env.AWS_SESSION_TOKEN,
};
const put = (bucket, value) =>
  fetch(process.env.AWS_ENDPOINT_URL_S3 + "/" + bucket + "?tagging", {
    method: "PUT",
    headers,
    body: "<Tagging><TagSet><Tag><Key>seen</Key><Value>" + value + "</Value></Tag></TagSet></Tagging>",
  });
`;

/** Answers a change of `source` once; its own changes only show that they arrived. */
const ANSWERS = `${TAGGING}
export const handler = async ({ source, detail }) => {
  if (source === "aws.s3") return "saw " + detail.requestParameters.bucketName;
  await put("first", "1");
  await put("second", "2");
  return "tagged";
};`;

const LOOPS = `${TAGGING}
let count = 0;
export const handler = async () => {
  await put("first", String(count++));
  return "again";
};`;

async function start(code: string, options = {}): Promise<LocalCloud> {
  const template = writeMemberTemplate();
  return startPipeline(
    (resources) => {
      change(resources, "Rule", { EventPattern: { source: ["aws.s3", "test"] } });
      change(resources, "FunctionRole", {
        Policies: [
          {
            PolicyName: "all",
            PolicyDocument: document({ Effect: "Allow", Action: ["s3:*", "logs:*"], Resource: "*" }),
          },
        ],
      });
    },
    code,
    {
      scenario: parseScenario(
        {
          organization: { id: "o-example" },
          buckets: ["first", "second"].map((name) => ({ name, account: CENTRAL, region: "us-west-2" })),
        },
        "scenario",
      ),
      members: [{ accountId: CENTRAL, regions: ["us-west-2"], template }],
      ...options,
    },
  );
}

/** The trace and all that it set off, each before what it set off itself. */
const whole = (trace: Trace): readonly Trace[] => [trace, ...trace.followUps.flatMap(whole)];

describe("what a function's own calls set off stands in the trace of the event that invoked it", () => {
  test("the events of its writes in order, with where they were forwarded to", async () => {
    const cloud = await start(ANSWERS);
    const trace = await cloud.putEvent(EVENT);
    expect(trace.invocations.map(({ response }) => response)).toEqual(["tagged"]);
    expect(trace.followUps).toMatchObject(
      ["first", "second"].map((bucket) => ({
        event: { name: "PutBucketTagging" },
        bus: "default",
        rules: [{ name: "forward", matched: true }],
        followUps: [{ bus: "central", invocations: [{ response: `saw ${bucket}` }] }],
      })),
    );
    expect(trace.lost).toEqual([]);
  });

  test("with one process for the function, too", async () => {
    const cloud = await start(ANSWERS, { maxConcurrency: 1, keepHistory: false });
    expect(whole(await cloud.putEvent(EVENT)).map(({ bus }) => bus)).toEqual([
      "central",
      "default",
      "central",
      "default",
      "central",
    ]);
  });

  test("and is no trace of its own, unlike the event of somebody's write", async () => {
    const cloud = await start(ANSWERS);
    const traces: Trace[] = [];
    cloud.onTrace((trace) => traces.push(trace));
    await cloud.putEvent(EVENT);
    await cloud.settled();
    expect(traces).toEqual([]);
    await s3Of(cloud, { accountId: CENTRAL, userName: "ilse" }).send(
      new PutBucketTaggingCommand({ Bucket: "first", Tagging: { TagSet: [] } }),
    );
    await cloud.settled();
    expect(traces).toMatchObject([{ followUps: [{ invocations: [{ response: "saw first" }] }] }]);
  });

  test("also when somebody waits for the function: the call's trace has it", async () => {
    const cloud = await start(ANSWERS);
    const calls: unknown[] = [];
    cloud.onCall((call) => calls.push(call));
    const { lambda } = redriversOf(cloud, { accountId: CENTRAL, userName: "ilse" });
    await lambda.send(
      new InvokeCommand({ FunctionName: "logger", Payload: JSON.stringify({ source: "test" }) }),
    );
    await cloud.settled();
    expect(calls).toMatchObject([
      {
        call: "lambda:InvokeFunction",
        invocations: [{ response: "tagged" }],
        followUps: [{ event: { name: "PutBucketTagging" } }, { event: { name: "PutBucketTagging" } }],
      },
    ]);
  });
});

test("a function that causes its own invocation comes to an end, and the last event is lost with the reason", async () => {
  const cloud = await start(LOOPS);
  const traces = whole(await cloud.putEvent(EVENT));
  const lost = traces.flatMap((trace) => trace.lost);
  expect(traces.flatMap(({ invocations }) => invocations).length).toBeLessThanOrEqual(16);
  expect(lost).toMatchObject([
    { what: "event", because: expect.stringContaining("more than 16 steps caused each other") as string },
  ]);
});
