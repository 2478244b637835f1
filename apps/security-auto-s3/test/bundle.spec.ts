import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../../..");
const FOLDER = join(ROOT, "dist/apps/security-auto-s3");
const BUNDLE = join(FOLDER, "index.mjs");

/** The Node that Lambda runs: npm has a package with the real binary for Linux. */
function lambdaNode(): string | undefined {
  try {
    return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}

const NODE_24 = lambdaNode();
const NODES: readonly (readonly [name: string, path: string])[] = [
  ["the installed Node", process.execPath],
  ...(NODE_24 === undefined ? [] : [["Node 24, as in Lambda", NODE_24] as const]),
];

test("on Linux, Lambda's Node is there to be tested with", () => {
  if (process.platform === "linux") expect(NODES).toHaveLength(2);
});

/** Imports the bundle and invokes its handler once, as a file of its own would. */
const INVOKE = `
  const { handler } = await import(process.argv[1]);
  const context = {
    functionName: "security-auto-S3", functionVersion: "$LATEST", memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:111122223333:function:security-auto-S3",
    awsRequestId: "request-1", logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f", getRemainingTimeInMillis: () => 30000,
  };
  const response = await handler(JSON.parse(process.argv[2]), context);
  process.stdout.write(JSON.stringify({ response }) + "\\n");
`;

/** AWS, as a role without any permission sees it, but for the calls that a test allows: every call is counted. */
let calls: string[] = [];
let allowed: Readonly<Record<string, string>> = {};
const aws: Server = createServer((request, response) => {
  const call = `${request.method ?? ""} ${request.url ?? ""}`;
  calls.push(call);
  const answer = allowed[call];
  response.writeHead(answer === undefined ? 403 : 200, { "content-type": "application/xml" });
  response.end(answer ?? "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
});
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      aws.listen(0, "127.0.0.1", resolve);
    }),
);
afterAll(() => {
  aws.closeAllConnections();
  aws.close();
});
beforeEach(() => {
  calls = [];
  allowed = {};
});

async function invoke(node: string, event: unknown) {
  const { port } = aws.address() as AddressInfo;
  const { stdout, stderr } = await promisify(execFile)(
    node,
    ["--input-type=module", "--eval", INVOKE, pathToFileURL(BUNDLE).href, JSON.stringify(event)],
    {
      encoding: "utf8",
      env: {
        POWERTOOLS_LOGGER_LOG_EVENT: "true",
        POWERTOOLS_SERVICE_NAME: "security-auto-S3",
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEKEY000001",
        AWS_SECRET_ACCESS_KEY: "not-a-secret",
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    },
  );
  const parsed = (text: string) =>
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const lines = parsed(stdout);
  return { records: lines.slice(0, -1), warnings: parsed(stderr), response: lines.at(-1)?.["response"] };
}

const change = {
  version: "0",
  id: "b6a7c1de-0c11-4f0b-9d35-40b9f8a2c001",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.s3",
  account: "444455556666",
  time: "2026-03-04T09:14:02Z",
  region: "eu-central-1",
  resources: [],
  detail: {
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", accountId: "444455556666", userName: "release-bot" },
    eventTime: "2026-03-04T09:14:02Z",
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    awsRegion: "eu-central-1",
    requestParameters: { bucketName: "ledger-archive", policy: "" },
    eventID: "1c7e2b63-9d4c-4f1f-8e68-3c2d5b8f0a12",
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    resources: [{ accountId: "111122223333", type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger-archive" }],
  },
};

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLEKEY000002</AccessKeyId><SecretAccessKey>not-a-secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const OPEN_TO_ALL = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::ledger-archive/*" },
  ],
});
const BLOCKED =
  "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";

describe.each(NODES)("the bundle under %s", (_name, node) => {
  test("logs a change whole, reads the bucket, and answers with what it found", async () => {
    const { records, warnings, response } = await invoke(node, change);
    expect(records[0]).toMatchObject({
      message: "Lambda invocation event",
      event: change,
      functionName: "security-auto-S3",
      requestId: "request-1",
    });
    expect(records[1]).toMatchObject({
      message: "S3 access assessment",
      assessment: { call: "PutBucketPolicy", bucket: "ledger-archive", verdict: "unknown" },
    });
    expect(records[2]).toMatchObject({
      FunctionName: "security-auto-S3",
      Verdict: "unknown",
      Assessments: 1,
    });
    expect(warnings).toContainEqual(
      expect.objectContaining({ level: "WARN", permission: "s3:GetBucketPolicy" }),
    );
    expect(response).toMatchObject({
      statusCode: 200,
      body: JSON.stringify({ message: "Event successfully logged", event: change }),
      assessment: {
        exposure: { atLeast: "private", atMost: "public" },
        isPublic: "unknown",
        facets: { policy: "denied", acl: "denied", tags: "denied" },
      },
    });
    expect(calls.length).toBeGreaterThan(0);
  });

  test("reads another account in its role, and the account's own block where it matters", async () => {
    const [resource] = change.detail.resources;
    const elsewhere = { ...resource, accountId: "222233334444" };
    allowed = {
      "POST /": ASSUMED,
      "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
      "GET /ledger-archive/?policy=": OPEN_TO_ALL,
      "GET /v20180820/configuration/publicAccessBlock": BLOCKED,
    };
    const { response } = await invoke(node, {
      ...change,
      detail: { ...change.detail, resources: [elsewhere] },
    });
    expect(calls).toEqual(expect.arrayContaining(Object.keys(allowed)));
    expect(calls).toHaveLength(9);
    expect(response).toMatchObject({
      assessment: {
        policyIsPublic: true,
        exposure: { atMost: "external" },
        facets: { policy: "present", accountPublicAccessBlock: "present", tags: "denied" },
      },
    });
  });

  test("logs what it cannot understand and answers 400", async () => {
    const { records, warnings, response } = await invoke(node, { hello: "world" });
    expect(records[0]).toMatchObject({ event: { hello: "world" } });
    expect(records[1]).toMatchObject({ InvalidEvents: 1 });
    expect(warnings).toMatchObject([{ level: "WARN", message: "Event not understood" }]);
    expect(response).toMatchObject({ statusCode: 400 });
    expect(calls).toEqual([]);
  });

  test.each([
    ["a refused call", { ...change, detail: { ...change.detail, errorCode: "AccessDenied" } }],
    ["a call that only reads", { ...change, detail: { ...change.detail, eventName: "GetBucketAcl" } }],
    ["an event of another service", { ...change, source: "aws.iam" }],
  ])("%s costs no AWS call", async (_what, event) => {
    const { response } = await invoke(node, event);
    expect(response).toMatchObject({ statusCode: 200 });
    expect(response).not.toHaveProperty("assessment");
    expect(calls).toEqual([]);
  });
});

/** The files that are loaded with `file`, itself included: what it imports, not what it may import later. */
function loadedWith(file: string): readonly string[] {
  const code = readFileSync(join(FOLDER, file), "utf8");
  const imported = [...code.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, name = ""]) => name);
  return [...new Set([file, ...imported.flatMap(loadedWith)])];
}

const bytesOf = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);

describe("the bundle's size and shape", () => {
  const code = readdirSync(FOLDER).filter((name) => name.endsWith(".mjs"));

  test("has less than 330 KB, all clients included, and a source map beside each file", () => {
    expect(bytesOf(code)).toBeLessThan(330_000);
    expect(readdirSync(FOLDER).sort()).toEqual(code.flatMap((name) => [name, `${name}.map`]).sort());
  });

  test("loads less than 60 KB before the event is logged", () => {
    expect(bytesOf(loadedWith("index.mjs"))).toBeLessThan(60_000);
  });

  test("needs nothing that Node does not have", () => {
    const imports = code.flatMap((file) =>
      [...readFileSync(join(FOLDER, file), "utf8").matchAll(/\b(?:from|import\()\s*"([^"]+)"/g)].map(
        ([, name = ""]) => name,
      ),
    );
    const own = code.map((file) => `./${file}`);
    expect(imports.filter((name) => !name.startsWith("node:") && !own.includes(name))).toEqual([]);
  });

  test("has an entry of fewer than 30 lines", () => {
    const entry = readFileSync(join(ROOT, "apps/security-auto-s3/src/main.ts"), "utf8");
    expect(entry.split("\n").length).toBeLessThan(30);
  });
});
