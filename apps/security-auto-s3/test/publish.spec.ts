import { assessmentSchema } from "@security-auto/assessment";
import * as z from "zod";
import { NO_ACCOUNT_BLOCK, PRIVATE, PUBLIC } from "./bucket-answers";
import { change } from "./change";
import { type Answer, PUT_EVENTS } from "./denying-aws";
import { instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

const TAKEN = { [PUT_EVENTS]: '{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}' };
const ON_A_BUS = { privateBus: "security-auto" };

const requestSchema = z.object({
  Entries: z.tuple([
    z.object({
      EventBusName: z.literal("security-auto"),
      Source: z.literal("security-auto"),
      DetailType: z.literal("S3 Bucket Assessed"),
      Detail: z.string().transform((text): unknown => JSON.parse(text)),
    }),
  ]),
});

/** The details that were put. */
const put = () => aws.bodies.map((body) => requestSchema.parse(JSON.parse(body)).Entries[0].Detail);

test("an assessment is put on the private bus, as it is answered, with the bucket as it was read, after it is logged", async () => {
  aws.allowed = { ...PUBLIC, ...NO_ACCOUNT_BLOCK, ...TAKEN };
  const running = instance(ON_A_BUS);
  const { assessment } = await running.invoke();
  expect(put()).toEqual([
    {
      ...(JSON.parse(JSON.stringify(assessment)) as object),
      described: expect.objectContaining({
        name: "ledger-archive",
        acl: { owner: "75aa", grants: [{ grantee: "75aa", permission: "FULL_CONTROL" }] },
        policy: expect.stringMatching(/^\{"Version".*ledger-archive/) as string,
        policyStatus: { isPublic: true },
      }) as object,
    },
  ]);
  expect(assessment).not.toHaveProperty("described");
  expect(aws.calls.at(-1)).toBe(PUT_EVENTS);
});

test("without a private bus nothing is put", async () => {
  aws.allowed = { ...PRIVATE, ...TAKEN };
  await instance().invoke();
  expect(aws.calls).toHaveLength(7);
});

test("a change that S3 refused is no assessment: nothing is put", async () => {
  await instance(ON_A_BUS).invoke({ ...change, detail: { ...change.detail, errorCode: "AccessDenied" } });
  expect(aws.calls).toEqual([]);
});

test.each<[string, Answer | undefined, string]>([
  ["is refused", undefined, "AccessDeniedException"],
  [
    "takes no such entry",
    '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."}]}',
    "MalformedDetail",
  ],
])("where PutEvents %s the invocation fails, after the assessment is logged", async (_, answer, code) => {
  aws.allowed = { ...PRIVATE, ...(answer !== undefined && { [PUT_EVENTS]: answer }) };
  const running = instance(ON_A_BUS);
  await expect(running.invoke()).rejects.toMatchObject({ name: "PutEventError", code });
  const messages = running.records().map(({ message }) => message);
  expect(messages).toContain("S3 access assessment");
  expect(messages).toContain("Event processing failed");
});

test("the next attempt judges anew and puts: an assessment that nobody has is not remembered", async () => {
  aws.allowed = PRIVATE;
  const { invoke } = instance(ON_A_BUS);
  await expect(invoke()).rejects.toThrow("was not put on the event bus");
  aws.allowed = { ...PRIVATE, ...TAKEN };
  const { assessment } = await invoke();
  expect(assessment).not.toHaveProperty("duplicate");
  expect(aws.bodies).toHaveLength(2);
});

test("an answer from memory was put before", async () => {
  aws.allowed = { ...PRIVATE, ...TAKEN };
  const { invoke } = instance(ON_A_BUS);
  await invoke();
  expect(await invoke()).toMatchObject({ assessment: { duplicate: true } });
  expect(aws.bodies).toHaveLength(1);
});

test("an assessment that is too large for an event loses evidence, and says so", async () => {
  const statements = Array.from({ length: 150 }, (_, index) => ({
    Sid: `Reader${index}`,
    Effect: "Allow",
    Principal: {
      AWS: `arn:aws:iam::2222333344${String(index + 10)
        .padStart(2, "0")
        .slice(-2)}:user/${"n".repeat(40)}${index}`,
    },
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::ledger-archive/*",
  }));
  aws.allowed = {
    ...PRIVATE,
    ...NO_ACCOUNT_BLOCK,
    ...TAKEN,
    "GET /ledger-archive/?policy=": JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
  };
  const invariants = Array.from({ length: 60 }, (_, index) => ({
    name: `inside-${index}`,
    exposure: "private" as const,
  }));
  const { assessment } = await instance({ ...ON_A_BUS, invariants }).invoke();
  expect(JSON.stringify(assessment).length).toBeGreaterThan(1024 * 1024);
  const [detail] = put();
  expect(JSON.stringify(detail).length).toBeLessThan(1024 * 1024);
  const { evidenceOmitted, verdict, invariants: judged } = assessmentSchema.parse(detail);
  expect(evidenceOmitted).toBeGreaterThan(0);
  expect(verdict).toBe(assessment?.verdict);
  expect(judged).toHaveLength(60);
});
