import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Assessment, type Coverage, type Finding, FINDING_EXAMPLE } from "@security-auto/assessment";
import type { AsffFinding } from "@security-auto/finding-formats";
import { openRegister, TABLE } from "@security-auto/register";
import {
  type FakeAnswer,
  type FakeAws,
  invokeBundle,
  nodesToTest,
  type ReceivedRequest,
  startFakeAws,
  temporaryFolder,
  useTable,
} from "@security-auto/testing";
import { MOST_EXPOSURES_A_DAY } from "../src/most-exposures";
import { record } from "../src/record";
import { assessed, at, swept, type Verdict } from "./assessments";
import { covered } from "./coverages";
import { remediation } from "./remediations";

const ROOT = resolve(__dirname, "../../..");
const TABLE_NAME = "security-auto";
const TOPIC = "arn:aws:sns:eu-central-1:111122223333:security-findings";
const ID = "444455556666:ledger-archive:nothing-public";

const folder = temporaryFolder();
const table = useTable(TABLE_NAME, TABLE);

/** What was sent to SNS and to the bus, in order. */
let sent: string[];
let findings: Finding[];
/** What was imported into Security Hub, in order. */
let imported: AsffFinding[];
/** What answers in place of SNS, EventBridge or Security Hub. */
let failing: ((request: ReceivedRequest) => FakeAnswer | undefined) | undefined;
let aws: FakeAws;

beforeAll(async () => {
  cpSync(join(ROOT, "dist/apps/security-auto-findings"), folder.path, { recursive: true });
  const configuration = {
    table: TABLE_NAME,
    privateBus: "security-auto",
    topicArn: TOPIC,
    securityHubAccount: "111122223333",
    watched: {
      forwardingRules: ["S3-security-forward"],
      tamperingRules: ["S3-security-tampering-forward"],
      queues: ["security-auto-forward-failures"],
      readRoles: ["security-auto-s3-read"],
      forwardingRoles: ["security-auto-s3-forward"],
    },
    countsOpenFindings: true,
  };
  writeFileSync(join(folder.path, "configuration.json"), JSON.stringify(configuration));
  aws = await startFakeAws(answer);
});
afterAll(() => aws.close());
beforeEach(() => {
  [sent, findings, imported, failing] = [[], [], [], undefined];
});

async function answer(request: ReceivedRequest): Promise<FakeAnswer> {
  const { service } = request.signature;
  const failed = failing?.(request);
  if (failed !== undefined) return failed;
  if (service === "dynamodb") return fromDynamoDb(request);
  if (service === "securityhub") return importedBy(request);
  return service === "sns" ? published(request) : putOnBus(request);
}

async function fromDynamoDb({ headers, body }: ReceivedRequest): Promise<FakeAnswer> {
  const { protocol, hostname, port } = (await table.client.config.endpoint?.()) ?? {
    protocol: "",
    hostname: "",
    port: 0,
  };
  const kept = ["authorization", "content-type", "x-amz-date", "x-amz-target"];
  const response = await fetch(`${protocol}//${hostname}:${port ?? 80}`, {
    method: "POST",
    headers: Object.fromEntries(kept.map((name) => [name, String(headers[name])])),
    body,
  });
  return { status: response.status, body: await response.text() };
}

function published({ body }: ReceivedRequest): FakeAnswer {
  const parameters = new URLSearchParams(body);
  expect(parameters.get("TopicArn")).toBe(TOPIC);
  sent.push(parameters.get("Subject") ?? "");
  return {
    body: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  };
}

function importedBy({ body }: ReceivedRequest): FakeAnswer {
  const { Findings } = JSON.parse(body) as { readonly Findings: readonly AsffFinding[] };
  imported.push(...Findings);
  return { body: JSON.stringify({ FailedCount: 0, SuccessCount: Findings.length, FailedFindings: [] }) };
}

function putOnBus({ body }: ReceivedRequest): FakeAnswer {
  const { Entries } = JSON.parse(body) as {
    readonly Entries: readonly { DetailType: string; Detail: string }[];
  };
  for (const { DetailType, Detail } of Entries) {
    const finding = JSON.parse(Detail) as Finding;
    findings.push(finding);
    sent.push(`${DetailType}: ${finding.transition}`);
  }
  return { body: JSON.stringify({ FailedEntryCount: 0, Entries: [{ EventId: "1" }] }) };
}

const eventOf = (detail: unknown, detailType = "S3 Bucket Assessed") => ({
  version: "0",
  id: "event-1",
  "detail-type": detailType,
  source: "security-auto",
  account: "111122223333",
  time: "2026-03-04T09:14:06Z",
  region: "eu-central-1",
  resources: [],
  detail,
});
const assessment = (verdict: Verdict, minute: number, more: Partial<Assessment> = {}) =>
  eventOf({ ...assessed(verdict, minute), ...more });

const remediated = (...args: Parameters<typeof remediation>) =>
  eventOf(remediation(...args), "S3 Remediation Changed");

const OPENED = ["S3 Finding Changed: opened", "[security-auto] PUBLIC: bucket ledger-archive (444455556666)"];
const ACCEPTED = [
  "S3 Finding Changed: closed",
  "[security-auto] ACCEPTED: bucket ledger-archive (444455556666)",
];
const PLANNED = [
  "S3 Finding Changed: changed",
  "[security-auto] PLANNED: bucket ledger-archive (444455556666)",
];
const CLOSED = ["S3 Finding Changed: closed", "[security-auto] CLOSED: bucket ledger-archive (444455556666)"];

describe.each(nodesToTest(ROOT))("the bundle under %s", (_name, node) => {
  const invoke = (event: unknown) =>
    invokeBundle(event, {
      node,
      folder: folder.path,
      functionName: "security-auto-findings",
      endpoint: aws.url,
    });
  const register = () => openRegister(table.client, { tableName: TABLE_NAME });

  test("logs the event whole before anything else; a finding opens, closes, and is announced once each time", async () => {
    const event = assessment("violates", 0);
    const { records, response } = await invoke(event);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event });
    expect(response).toMatchObject({ statusCode: 200, findings: [{ id: ID, transition: "opened" }] });
    await invoke(event);
    await invoke(assessment("holds", 1));
    expect([...sent].sort()).toEqual([...OPENED, ...CLOSED].sort());
    expect(Object.keys(findings[0] ?? {}).sort()).toEqual(Object.keys(FINDING_EXAMPLE).sort());
    expect((await register().finding(ID))?.finding.transition).toBe("closed");
  });

  test("it is measured how long it took from the call; an answer to a sweep answers no call; what is open is counted", async () => {
    const measured = ({ records }: Awaited<ReturnType<typeof invoke>>) =>
      records.filter((record) => "_aws" in record);
    const violates = assessed("violates", 0, { observedAt: "2026-03-04T09:00:03.500Z" });
    const ofChange = measured(await invoke(eventOf(violates)));
    expect(ofChange).toContainEqual(
      expect.objectContaining({
        FunctionName: "security-auto-findings",
        TimeToAssessment: 3500,
        TimeToFinding: expect.any(Number) as number,
      }),
    );
    expect(ofChange).toContainEqual(expect.objectContaining({ OpenFindings: 1 }));
    const ofSweep = measured(await invoke(eventOf(swept("violates", 1))));
    expect(ofSweep.filter((record) => "TimeToAssessment" in record)).toEqual([]);
  });

  test("a count that fails changes nothing else, and is logged at WARN", async () => {
    failing = ({ signature, body }) =>
      signature.service === "dynamodb" && body.includes("COUNT")
        ? { status: 400, body: JSON.stringify({ __type: "AccessDeniedException", message: "no" }) }
        : undefined;
    const { response, warnings } = await invoke(assessment("violates", 0));
    expect(response).toMatchObject({ statusCode: 200, findings: [{ id: ID }] });
    expect(warnings).toMatchObject([
      {
        level: "WARN",
        message: "The open findings were not counted: the dashboard does not show their number",
      },
    ]);
  });

  test("a planned remediation is announced once, and what was done is in the announcement that the finding is closed", async () => {
    await invoke(assessment("violates", 0));
    const planned = remediated("planned", [0, 5], { respond: "approve" });
    const { records, response } = await invoke(planned);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event: planned });
    expect(response).toMatchObject({ statusCode: 200, findings: [{ id: ID, transition: "changed" }] });
    await invoke(planned);
    await invoke(remediated("applied", [0, 10]));
    await invoke(assessment("holds", 1));
    expect([...sent].sort()).toEqual([...OPENED, ...PLANNED, ...CLOSED].sort());
    expect(findings.map(({ remediation: told }) => told?.status)).toEqual([undefined, "planned", "applied"]);
  });

  test("coverage opens a finding of the account and closes it, and each is announced once", async () => {
    const stopped = { trail: { result: "wrong", because: "the trail has stopped logging" } } as const;
    const checked = (coverage: Coverage) => eventOf(coverage, "S3 Coverage Checked");
    const id = "444455556666::@coverage:eu-central-1";
    const { response } = await invoke(checked(covered(0, stopped)));
    expect(response).toMatchObject({ statusCode: 200, findings: [{ id, transition: "opened" }] });
    await invoke(checked(covered(0, stopped)));
    await invoke(checked(covered(1)));
    const place = "account 444455556666, eu-central-1";
    expect([...sent].sort()).toEqual([
      "S3 Finding Changed: closed",
      "S3 Finding Changed: opened",
      `[security-auto] BLIND: ${place}`,
      `[security-auto] CLOSED: ${place}`,
    ]);
    await expect(invoke(eventOf({ version: "1" }, "S3 Coverage Checked"))).rejects.toThrow(
      "holds no coverage of version 1",
    );
  });

  test("a call that ends the forwarding opens a finding that names who made it, and a later check closes it", async () => {
    const disabled = {
      ...eventOf({}, "AWS API Call via CloudTrail"),
      source: "aws.events",
      account: "444455556666",
      detail: {
        eventSource: "events.amazonaws.com",
        eventName: "DisableRule",
        eventTime: "2026-03-04T09:14:02Z",
        eventID: "d9f0",
        awsRegion: "eu-central-1",
        recipientAccountId: "444455556666",
        userIdentity: { type: "IAMUser", userName: "mallory", accountId: "444455556666" },
        requestParameters: { name: "S3-security-forward" },
      },
    };
    const id = "444455556666::@coverage:eu-central-1";
    const { response } = await invoke(disabled);
    expect(response).toMatchObject({ statusCode: 200, findings: [{ id, transition: "opened" }] });
    await invoke(disabled);
    expect((await register().finding(id))?.finding).toMatchObject({
      actor: { display: "IAM user mallory in account 444455556666" },
      change: { call: "DisableRule" },
      checks: [{ mend: "aws events enable-rule --name S3-security-forward --region eu-central-1" }],
    });
    await invoke(eventOf(covered(20), "S3 Coverage Checked"));
    expect(sent.filter((one) => one.startsWith("["))).toEqual([
      "[security-auto] BLIND: account 444455556666, eu-central-1",
      "[security-auto] CLOSED: account 444455556666, eu-central-1",
    ]);
    // Late: what was checked since stands.
    await invoke(disabled);
    expect((await register().finding(id))?.finding.transition).toBe("closed");
  });

  test("a remediation without a finding fails, for Lambda to try it again; where none is to come, that is logged at WARN", async () => {
    await expect(invoke(remediated("planned", [0, 5]))).rejects.toThrow(`there is no finding ${ID} yet`);
    await invoke(assessment("holds", 1));
    const { warnings, response } = await invoke(remediated("planned", [0, 5]));
    expect(warnings).toMatchObject([
      {
        level: "WARN",
        message: "Nothing to record: the remediation has no finding, and none is to come",
        remediation: { status: "planned" },
      },
    ]);
    expect(response).toMatchObject({ statusCode: 200, findings: [] });
    expect(sent).toEqual([]);
  });

  const request = (more: object = {}) => ({
    version: "1",
    request: "accept",
    finding: ID,
    owner: "noor@example.com",
    reason: "public downloads, reviewed",
    expires: new Date(Date.now() + 24 * 3600 * 1000).toISOString(),
    by: "arn:aws:iam::111122223333:user/noor",
    ...more,
  });

  test("a request to accept a finding closes it; asked for again, it is answered the same, and nothing is sent", async () => {
    await invoke(assessment("violates", 0));
    const event = request();
    const { records, response } = await invoke(event);
    expect(records[0]).toMatchObject({ message: "Lambda invocation event", event });
    const answer = { statusCode: 200, until: event.expires, finding: { id: ID, transition: "closed" } };
    expect(response).toMatchObject(answer);
    expect((await invoke(event)).response).toMatchObject(answer);
    expect([...sent].sort()).toEqual([...OPENED, ...ACCEPTED].sort());
    expect(findings.at(-1)).toMatchObject({ transition: "closed", accepted: { owner: "noor@example.com" } });
  });

  test.each<[string, object, string]>([
    ["of a finding there is not", request({ finding: "444455556666:other:nothing-public" }), "finding"],
    ["that ends in the past", request({ expires: "2020-01-01" }), "expires"],
    ["that nobody answers for", request({ owner: " " }), "owner"],
    ["of another kind", request({ request: "forget" }), "request"],
    ["with more than it may have", request({ force: true }), ""],
  ])("a request %s is answered with 400, which names the place", async (_, event, path) => {
    const { statusCode, body } = Object((await invoke(event)).response) as {
      statusCode: number;
      body: string;
    };
    expect({ statusCode, ...(JSON.parse(body) as object) }).toMatchObject({
      statusCode: 400,
      issues: [{ path }],
    });
    expect(sent).toEqual([]);
  });

  test("what is exposed once more, when the day has enough of it, is logged at WARN with the finding, and not sent", async () => {
    const wasOpen = (minute: number) =>
      assessed("holds", minute, {
        exposedAt: {
          eventTime: at(minute),
          exposure: { atLeast: "public", atMost: "public" },
          invariants: [{ name: "nothing-public", verdict: "violates", because: "it was public" }],
        },
      });
    for (let minute = 0; minute < MOST_EXPOSURES_A_DAY; minute++)
      await record(wasOpen(minute), register(), { channels: [], cannotReadAfter: 2 });
    const { warnings } = await invoke(eventOf(wasOpen(MOST_EXPOSURES_A_DAY)));
    expect(warnings).toMatchObject([
      {
        level: "WARN",
        message: "The bucket was exposed, and that is not recorded: the day has 20 such findings of it",
        finding: { kind: "was-exposed", openedAt: at(MOST_EXPOSURES_A_DAY), because: "it was public" },
      },
    ]);
    expect(sent).toEqual([]);
  });

  test("nothing of the AWS SDK is loaded before the event is logged", async () => {
    const { atFirstLine, atEnd } = await invoke(assessment("violates", 0));
    const isNetwork = (module: string) => /NativeModule (https?|tls)$/.test(module);
    expect(atFirstLine.filter(isNetwork)).toEqual([]);
    expect(atEnd.filter(isNetwork)).not.toEqual([]);
  });

  test("a topic that refuses fails the invocation; tried again, the mail is sent and nothing else", async () => {
    failing = ({ signature }) =>
      signature.service === "sns"
        ? {
            status: 403,
            body: "<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>",
          }
        : undefined;
    await expect(invoke(assessment("violates", 0))).rejects.toThrow("AuthorizationError");
    expect(sent).toEqual(OPENED.slice(0, 1));
    failing = undefined;
    await invoke(assessment("violates", 0));
    expect(sent).toEqual(OPENED);
  });

  test("a finding is one record in Security Hub, active while it is open and archived when it is closed", async () => {
    await invoke(assessment("violates", 0));
    await invoke(assessment("holds", 1));
    expect(imported).toMatchObject([
      { RecordState: "ACTIVE", Compliance: { Status: "FAILED" } },
      { RecordState: "ARCHIVED", Compliance: { Status: "PASSED" } },
    ]);
    expect(new Set(imported.map(({ Id }) => Id))).toEqual(new Set([`security-auto/${ID}`]));
    expect(imported.map(({ UpdatedAt }) => UpdatedAt)).toEqual([at(0), at(1)]);
  });

  test("a finding that Security Hub fails to import fails the invocation; tried again, it is imported and nothing else is sent", async () => {
    const FailedFindings = [{ Id: ID, ErrorCode: "InternalError", ErrorMessage: "try again" }];
    failing = ({ signature }) =>
      signature.service === "securityhub"
        ? { body: JSON.stringify({ FailedCount: 1, SuccessCount: 0, FailedFindings }) }
        : undefined;
    await expect(invoke(assessment("violates", 0))).rejects.toThrow("InternalError: try again");
    failing = undefined;
    await invoke(assessment("violates", 0));
    expect([...sent].sort()).toEqual([...OPENED].sort());
    expect(imported).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    [
      "an assessment of another version",
      eventOf({ ...assessed("violates", 0), version: "2" }),
      "event event-1 holds no assessment of version 1: detail.version",
    ],
    [
      "what is no assessment",
      eventOf({ bucket: "x" }),
      "event event-1 holds no assessment of version 1: detail.cause",
    ],
    [
      "what is no remediation",
      eventOf({ id: "x" }, "S3 Remediation Changed"),
      "event event-1 holds no remediation of version 1: detail.version",
    ],
  ])("%s fails, for the failure queue, with a clear reason", async (_, event, reason) => {
    await expect(invoke(event)).rejects.toThrow(reason);
    expect(sent).toEqual([]);
  });

  test.each<[string, unknown, number]>([
    ["another event of the bus is nothing to do", eventOf({}, "S3 Finding Changed"), 200],
    [
      "an assessment of an account is nothing to record",
      assessment("unknown", 0, { scope: "account", bucket: null }),
      200,
    ],
    ["what is no event is bad input", { hello: "world" }, 400],
  ])("%s", async (_, event, statusCode) => {
    expect((await invoke(event)).response).toMatchObject({ statusCode });
    expect(sent).toEqual([]);
  });
});
