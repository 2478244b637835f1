import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { sessionAnswer, temporaryFolder } from "@security-auto/testing";
import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { FOLDER, invokeBundle, NODES, ROOT } from "./invoke-bundle";

const aws = denyingAws();
const { path: plain } = temporaryFolder();
const invoke = (node: string, event: unknown) => invokeBundle(node, event, aws, plain);

beforeAll(() => {
  const command = ["tools/function-bundle/bundle-project.mjs", "apps/security-auto-s3", "plain", plain];
  execFileSync(process.execPath, command, { cwd: ROOT });
  copyFileSync(join(FOLDER, CONFIGURATION_FILE), join(plain, CONFIGURATION_FILE));
}, 60_000);

const ASSUMED = sessionAnswer("ASIAEXAMPLEKEY000002", "2099-01-01T00:00:00Z");

describe.each(NODES)("the function bundled plain, under %s", (_name, node) => {
  test("logs a change, reads the bucket in the member account's role, and answers as the lean bundle does", async () => {
    const [resource] = change.detail.resources ?? [];
    const event = {
      ...change,
      detail: { ...change.detail, resources: [{ ...resource, accountId: "222233334444" }] },
    };
    aws.allowed = {
      "POST /": ASSUMED,
      "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
      "GET /ledger-archive/?tagging=": "<Tagging><TagSet></TagSet></Tagging>",
    };
    const { records, response } = await invoke(node, event);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event });
    expect(aws.calls).toEqual(expect.arrayContaining(Object.keys(aws.allowed)));
    expect(response).toMatchObject({
      statusCode: 200,
      assessment: { policyIsPublic: true, facets: { tags: "present", acl: "denied" } },
    });
    const lean = await invokeBundle(node, event, aws, FOLDER);
    expect(withoutTimes(response)).toEqual(withoutTimes(lean.response));
  });

  test("answers 400 to what it cannot understand, and calls nothing", async () => {
    const { response } = await invoke(node, { hello: "world" });
    expect(response).toMatchObject({ statusCode: 400 });
    expect(aws.calls).toEqual([]);
  });
});

test("nothing of the SDK is replaced in it", () => {
  const code = readdirSync(plain).filter((name) => name.endsWith(".mjs"));
  const texts = code.map((name) => readFileSync(join(plain, name), "utf8"));
  expect(texts.filter((text) => text.includes("A lean bundle leaves out"))).toEqual([]);
  const bytes = code.map((name) => statSync(join(plain, name)).size);
  expect(bytes.reduce((one, other) => one + other)).toBeGreaterThan(600_000);
});

/** What two invocations have in common. */
function withoutTimes(response: unknown): unknown {
  return JSON.parse(
    JSON.stringify(response)
      .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "TIME")
      .replace(/"(\w+Ms)":\d+/g, '"$1":0'),
  );
}
