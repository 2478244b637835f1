import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { openRegister } from "@security-auto/register";
import {
  cloudTrailEvent,
  type FakeAnswer,
  type FakeAws,
  type ReceivedRequest,
  startFakeAws,
} from "@security-auto/testing";
import * as z from "zod/mini";
import { commandServed, ROOT } from "./command";
import { type ServedStack, serveStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(180_000);

const HOME = "111122223333";
const STACK = "security-auto-example";
const template = readFileSync(join(ROOT, `dist/apps/infra/cdk.out/${STACK}.template.json`), "utf8");

const checkSchema = z.object({
  check: z.string(),
  result: z.enum(["ok", "wrong", "not known"]),
  because: z.string(),
  mend: z.optional(z.string()),
});

let served: ServedStack;
let cloudFormation: FakeAws;
/** What answers in place of CloudFormation, by the call. */
let answers: Readonly<Record<string, (form: URLSearchParams) => FakeAnswer>>;

beforeAll(async () => {
  served = await serveStack(ROOT);
  cloudFormation = await startFakeAws(({ body }: ReceivedRequest) => {
    const form = new URLSearchParams(body);
    return answers[form.get("Action") ?? ""]?.(form) ?? failed("ValidationError", "not here");
  });
});
afterAll(async () => {
  await Promise.all([served.cloud.close(), cloudFormation.close()]);
});
beforeEach(() => {
  answers = AS_DEPLOYED;
});

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const answered = (call: string, result: string): FakeAnswer => ({
  body: `<${call}Response><${call}Result>${result}</${call}Result></${call}Response>`,
});

const failed = (code: string, message: string): FakeAnswer => ({
  status: 400,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

const stackOf = (name: string, status: string, version = "21"): FakeAnswer =>
  answered(
    "DescribeStacks",
    `<Stacks><member><StackName>${name}</StackName><StackStatus>${status}</StackStatus>
      <CreationTime>2026-01-01T00:00:00Z</CreationTime>
      <Outputs><member><OutputKey>BootstrapVersion</OutputKey><OutputValue>${version}</OutputValue></member></Outputs>
    </member></Stacks>`,
  );

const deployed = (body: string): FakeAnswer =>
  answered("GetTemplate", `<TemplateBody>${escaped(body)}</TemplateBody>`);

const AS_DEPLOYED: typeof answers = {
  DescribeStacks: (form) => stackOf(form.get("StackName") ?? "", "UPDATE_COMPLETE"),
  GetTemplate: () => deployed(template),
};

async function examined(variables: Readonly<Record<string, string>> = {}) {
  const { status, lines, stderr } = await commandServed(["doctor", "--json"], {
    ...served.variables(),
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    ...variables,
  });
  expect(stderr).toBe("");
  return { status, checks: lines.map((line) => checkSchema.parse(JSON.parse(line))) };
}

const ofCheck = (name: string) => (checks: Awaited<ReturnType<typeof examined>>["checks"]) =>
  checks.filter(({ check }) => check === name);

test("what is in place is ok, line by line; what no sweep has looked at is not known, and so the exit code is 2", async () => {
  const { status, checks } = await examined();
  expect(status).toBe(2);
  expect(checks.map(({ check, result }) => `${result}: ${check}`)).toEqual([
    "ok: credentials",
    "ok: bootstrap",
    "ok: stack",
    "ok: subscriptions of security-alerts",
    "ok: subscriptions of security-findings",
    "ok: subscriptions of security-alarms",
    "ok: queue security-auto-failures",
    "ok: alarms",
    "not known: coverage",
    "ok: enforcement",
  ]);
});

test("the local cloud has no CloudFormation: that is not known, and all else is checked", async () => {
  const { status, checks } = await examined({
    AWS_ENDPOINT_URL_CLOUDFORMATION: served.cloud.endpoints.all,
  });
  expect(status).toBe(2);
  expect(ofCheck("stack")(checks)).toEqual([
    {
      check: "stack",
      result: "not known",
      because:
        "what answers is not that service of AWS: is the endpoint right? The local cloud has no CloudFormation",
    },
  ]);
});

const other = JSON.stringify({
  ...(JSON.parse(template) as object),
  Resources: {
    ...(JSON.parse(template) as { readonly Resources: object }).Resources,
    More: { Type: "AWS::SNS::Topic" },
  },
});

interface Row {
  readonly answers: typeof answers;
  readonly check: string;
  readonly result: string;
  readonly because: RegExp;
  readonly mend?: RegExp;
}

const DEPLOY = /^npm run deploy -- --environment=example$/;

const rows: Readonly<Record<string, Row>> = {
  "a stack that is not there": {
    answers: {
      DescribeStacks: (form) =>
        failed("ValidationError", `Stack with id ${form.get("StackName") ?? ""} does not exist`),
    },
    check: "stack",
    result: "wrong",
    because: /^there is no stack security-auto-example$/,
    mend: DEPLOY,
  },
  "an account that was never bootstrapped": {
    answers: {
      DescribeStacks: (form) =>
        failed("ValidationError", `Stack with id ${form.get("StackName") ?? ""} does not exist`),
    },
    check: "bootstrap",
    result: "wrong",
    because: /no stack CDKToolkit/,
    mend: /^npx cdk bootstrap aws:\/\/111122223333\/us-west-2$/,
  },
  "a bootstrap that is too old": {
    answers: {
      ...AS_DEPLOYED,
      DescribeStacks: (form) => stackOf(form.get("StackName") ?? "", "CREATE_COMPLETE", "5"),
    },
    check: "bootstrap",
    result: "wrong",
    because: /version 5, and a deployment needs 6/,
  },
  "an update that failed": {
    answers: {
      ...AS_DEPLOYED,
      DescribeStacks: (form) => stackOf(form.get("StackName") ?? "", "UPDATE_ROLLBACK_COMPLETE"),
    },
    check: "stack",
    result: "wrong",
    because: /is UPDATE_ROLLBACK_COMPLETE/,
    mend: DEPLOY,
  },
  "an update under way": {
    answers: {
      ...AS_DEPLOYED,
      DescribeStacks: (form) => stackOf(form.get("StackName") ?? "", "UPDATE_IN_PROGRESS"),
    },
    check: "stack",
    result: "not known",
    because: /ask again later/,
  },
  "a stack of another version": {
    answers: { ...AS_DEPLOYED, GetTemplate: () => deployed(other) },
    check: "stack",
    result: "wrong",
    because: /not as synthesized here: More$/,
    mend: /npx nx diff infra --environment=example/,
  },
  "a template that is no JSON": {
    answers: { ...AS_DEPLOYED, GetTemplate: () => deployed("Resources: {}") },
    check: "stack",
    result: "not known",
    because: /is no JSON/,
  },
  "a call that is refused": {
    answers: { ...AS_DEPLOYED, GetTemplate: () => failed("AccessDenied", "no GetTemplate") },
    check: "stack",
    result: "not known",
    because: /AccessDenied: no GetTemplate/,
  },
};

test.each(Object.entries(rows))("%s", async (_, row) => {
  answers = row.answers;
  const { status, checks } = await examined();
  const [found] = ofCheck(row.check)(checks);
  expect(found).toMatchObject({ result: row.result, because: expect.stringMatching(row.because) as string });
  if (row.mend !== undefined) expect(found?.mend).toMatch(row.mend);
  expect(status).toBe(checks.some(({ result }) => result === "wrong") ? 1 : 2);
});

test("what failed, what is in alarm and an account that is not covered are wrong, each with its command; exit code 1", async () => {
  const client = new DynamoDBClient({
    region: "us-west-2",
    endpoint: served.cloud.endpoints.dynamodb,
    credentials: served.cloud.credentials({ accountId: HOME, userName: "ilse" }),
  });
  try {
    const register = openRegister(client, { tableName: "security-auto" });
    const coverage = {
      item: "coverage",
      version: "1",
      account: "444455556666",
      checkedAt: new Date().toISOString(),
    } as const;
    const ok = { result: "ok" } as const;
    await register.putCoverage({ ...coverage, region: "global", checks: { "read-role": ok } }, undefined);
    await register.putCoverage(
      {
        ...coverage,
        region: "eu-west-1",
        checks: {
          "forwarding-rule": { result: "wrong", because: "it is disabled", mend: "aws events enable-rule" },
        },
      },
      undefined,
    );
    await register.putControl({
      item: "control",
      version: "1",
      control: "enforcement",
      value: "off",
      at: "2026-03-04T09:00:00.000Z",
      by: "arn:aws:iam::111122223333:user/noor",
    });
  } finally {
    client.destroy();
  }
  served.cloud.setFaults([
    { service: "lambda", call: "Run", function: "security-auto-S3", fault: { kind: "crash", at: "start" } },
  ]);
  await served.cloud.putEvent(
    cloudTrailEvent({ eventName: "PutBucketTagging", bucket: "vault", account: HOME }),
  );
  const { status, checks } = await examined();
  expect(status).toBe(1);
  expect(checks.filter(({ result }) => result === "wrong")).toEqual(
    expect.arrayContaining([
      {
        check: "queue security-auto-failures",
        result: "wrong",
        because: "1 events could not be delivered or handled",
        mend: "npm run redrive -- --environment=example",
      },
      {
        check: "alarms",
        result: "wrong",
        because: "security-auto-S3-errors has gone off",
        mend: "see docs/operations.md",
      },
      {
        check: "coverage of 444455556666 in eu-west-1",
        result: "wrong",
        because: "forwarding-rule: it is disabled",
        mend: "aws events enable-rule",
      },
      {
        check: "enforcement",
        result: "wrong",
        because:
          "off since 2026-03-04T09:00:00.000Z, by arn:aws:iam::111122223333:user/noor: nothing is written to any bucket",
        mend: "npm run enforcement -- --environment=example on",
      },
    ]),
  );
  expect(ofCheck("coverage of 444455556666 in global")(checks)).toMatchObject([{ result: "ok" }]);
});

test("credentials of another account are told first", async () => {
  const { accessKeyId, secretAccessKey } = served.cloud.credentials({
    accountId: "444455556666",
    userName: "operator",
  });
  const { status, checks } = await examined({
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
  expect(status).toBe(1);
  // What that account has says nothing of the stack, and nothing is to be deployed there.
  expect(checks).toHaveLength(1);
  expect(checks[0]).toMatchObject({
    check: "credentials",
    result: "wrong",
    because: expect.stringContaining(
      "of account 444455556666, the environment's stack of 111122223333",
    ) as string,
  });
});

test("an endpoint that is none of AWS: that is told, and nothing that follows from its answers", async () => {
  const page = await startFakeAws(() => ({
    headers: { "content-type": "text/html" },
    body: "<html>hi</html>",
  }));
  try {
    const { status, checks } = await examined({ AWS_ENDPOINT_URL: page.url });
    expect(status).toBe(2);
    expect(checks).toMatchObject([
      {
        check: "credentials",
        result: "not known",
        because: expect.stringContaining("is the endpoint right?") as string,
      },
    ]);
  } finally {
    await page.close();
  }
});

test("an item that a later version wrote: coverage is not known, and all else is checked", async () => {
  const client = new DynamoDBClient({
    region: "us-west-2",
    endpoint: served.cloud.endpoints.dynamodb,
    credentials: served.cloud.credentials({ accountId: HOME, userName: "ilse" }),
  });
  const Key = { pk: { S: "LATER" }, sk: { S: "LATER" } };
  try {
    const Item = { ...Key, item: { S: "later" }, version: { S: "2" } };
    await client.send(new PutItemCommand({ TableName: "security-auto", Item }));
    const { checks } = await examined();
    expect(ofCheck("coverage")(checks)).toMatchObject([
      {
        result: "not known",
        because: expect.stringContaining("is this the version that is deployed?") as string,
      },
    ]);
    expect(checks.length).toBeGreaterThan(5);
  } finally {
    await client.send(new DeleteItemCommand({ TableName: "security-auto", Key }));
    client.destroy();
  }
});

test("for a person: one line a check", async () => {
  const { stdout } = await commandServed(["doctor"], {
    ...served.variables(),
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
  });
  expect(stdout).toContain("ok         bootstrap: version 21\n");
});
