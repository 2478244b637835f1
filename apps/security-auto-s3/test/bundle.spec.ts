import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { sessionAnswer } from "@security-auto/testing";
import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { FOLDER, invokeBundle, NODES, ROOT } from "./invoke-bundle";

const aws = denyingAws();
const invoke = (node: string, event: unknown) => invokeBundle(node, event, aws);

test("on Linux, Lambda's Node is there to be tested with", () => {
  if (process.platform === "linux") expect(NODES).toHaveLength(2);
});

const ASSUMED = sessionAnswer("ASIAEXAMPLEKEY000002", "2099-01-01T00:00:00Z");
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
        objects: "unknown",
        facets: { policy: "denied", acl: "denied", tags: "denied" },
      },
    });
    expect(aws.calls.length).toBeGreaterThan(0);
  });

  test("reads another account in its role, and the account's own block where it matters", async () => {
    const [resource] = change.detail.resources ?? [];
    const elsewhere = { ...resource, accountId: "222233334444" };
    aws.allowed = {
      "POST /": ASSUMED,
      "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
      "GET /ledger-archive/?policy=": OPEN_TO_ALL,
      "GET /v20180820/configuration/publicAccessBlock": BLOCKED,
    };
    const { response } = await invoke(node, {
      ...change,
      detail: { ...change.detail, resources: [elsewhere] },
    });
    expect(aws.calls).toEqual(expect.arrayContaining(Object.keys(aws.allowed)));
    expect(aws.calls).toHaveLength(9);
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
    expect(aws.calls).toEqual([]);
  });

  test.each([
    ["a refused call", { ...change, detail: { ...change.detail, errorCode: "AccessDenied" } }],
    ["a call that only reads", { ...change, detail: { ...change.detail, eventName: "GetBucketAcl" } }],
    ["an event of another service", { ...change, source: "aws.iam" }],
  ])("%s is two records and no AWS call", async (_what, event) => {
    const { records, warnings, response } = await invoke(node, event);
    expect(records).toHaveLength(2);
    expect(warnings).toEqual([]);
    expect(response).toMatchObject({ statusCode: 200 });
    expect(response).not.toHaveProperty("assessment");
    expect(aws.calls).toEqual([]);
  });
});

// Its size is a budget: `npx nx budget bench`.
describe("the bundle's shape", () => {
  const code = readdirSync(FOLDER).filter((name) => name.endsWith(".mjs"));

  test("has a source map beside each file, and the configuration that holds where no stack writes one", () => {
    expect(readdirSync(FOLDER).sort()).toEqual(
      [CONFIGURATION_FILE, ...code.flatMap((name) => [name, `${name}.map`])].sort(),
    );
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
