import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { cloudTrailEvent, temporaryFolder } from "@security-auto/testing";
import { command, ROOT } from "./command";

const folder = temporaryFolder();

const MEMBER = "444455556666";
const OUTSIDER = "999988887777";

const policyOf = (bucket: string, principal: unknown) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Access",
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  ],
});

/** What a trail has, one call a minute: each has its own delivery and its own id. */
const trailOf = (
  ...calls: readonly (readonly [eventName: string, bucket: string | undefined, parameters?: object])[]
) =>
  calls.map(([eventName, bucket, parameters = {}], index) =>
    cloudTrailEvent({
      eventName,
      ...(bucket !== undefined && { bucket }),
      parameters,
      time: `2026-03-04T09:${String(10 + index)}:00Z`,
      id: `event-${index}`,
      eventID: `call-${index}`,
    }),
  );

const opened = (bucket: string, principal: unknown = "*") =>
  ["PutBucketPolicy", bucket, { policy: "", bucketPolicy: policyOf(bucket, principal) }] as const;
const tagged = (bucket: string) =>
  [
    "PutBucketTagging",
    bucket,
    { tagging: "", Tagging: { TagSet: { Tag: { Key: "classification", Value: "sensitive" } } } },
  ] as const;
const blocked = (flag: string) => ({
  publicAccessBlock: "",
  PublicAccessBlockConfiguration: { [flag]: true },
});

interface Line {
  readonly event: { readonly id: string; readonly name: string };
  readonly remediation: {
    readonly bucket: string;
    readonly status: string;
    readonly respond: string;
    readonly invariant: string;
    readonly steps: readonly { readonly call: string }[];
  };
}

function planned(events: readonly object[], args: readonly string[] = []): readonly string[] {
  const { status, stderr, lines } = command(
    ["replay", "--plan", "--json", ...args, "-"],
    JSON.stringify(events),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return lines.map((line) => {
    const { event, remediation } = JSON.parse(line) as Line;
    const { bucket, steps, status: state, respond } = remediation;
    return `${event.id} ${event.name}: ${bucket} ${state} (${respond}): ${steps.map(({ call }) => call).join(", ")}`;
  });
}

const PUBLIC_ACL = { acl: "", "x-amz-acl": ["public-read"] };
const BLOCK = "planned (observe): PutPublicAccessBlock";
const DENY = "planned (observe): PutBucketPolicy";

test.each<[string, readonly object[], readonly string[]]>([
  [
    "a bucket that is opened to everyone",
    trailOf(opened("ledger")),
    [`event-0 PutBucketPolicy: ledger ${BLOCK}`],
  ],
  [
    "the same again is no other change",
    trailOf(opened("ledger"), opened("ledger")),
    [`event-0 PutBucketPolicy: ledger ${BLOCK}`],
  ],
  [
    "a bucket that is closed and opened again as before: the plan still stands",
    trailOf(opened("ledger"), ["DeleteBucketPolicy", "ledger"], opened("ledger")),
    [`event-0 PutBucketPolicy: ledger ${BLOCK}`],
  ],
  [
    "a bucket that is tagged sensitive after it was shared with a stranger",
    trailOf(opened("ledger", { AWS: OUTSIDER }), tagged("ledger")),
    [`event-1 PutBucketTagging: ledger ${DENY}`],
  ],
  [
    "a bucket that is shared with a stranger after it was tagged sensitive",
    trailOf(tagged("ledger"), opened("ledger", { AWS: OUTSIDER })),
    [`event-1 PutBucketPolicy: ledger ${DENY}`],
  ],
  [
    "an ACL for everyone",
    trailOf(["PutBucketAcl", "ledger", PUBLIC_ACL]),
    [`event-0 PutBucketAcl: ledger ${BLOCK}`],
  ],
  [
    "a new bucket, whose block has to go before it can be opened",
    trailOf(["CreateBucket", "ledger"], ["DeleteBucketPublicAccessBlock", "ledger"], opened("ledger")),
    [`event-2 PutBucketPolicy: ledger ${BLOCK}`],
  ],
  [
    "a block of the bucket keeps it closed",
    trailOf(["PutBucketPublicAccessBlock", "ledger", blocked("RestrictPublicBuckets")], opened("ledger")),
    [],
  ],
  [
    "a block of the account keeps it closed",
    trailOf(["PutAccountPublicAccessBlock", undefined, blocked("RestrictPublicBuckets")], opened("ledger")),
    [],
  ],
  ["a bucket that is deleted", trailOf(tagged("ledger"), ["DeleteBucket", "ledger"]), []],
  [
    "a policy that the event leaves out: nothing is planned on what is not known",
    trailOf(["PutBucketPolicy", "ledger", { policy: "" }], ["PutBucketAcl", "ledger", PUBLIC_ACL]),
    [],
  ],
  [
    "a call that S3 refused",
    trailOf(opened("ledger")).map((event) => ({
      ...event,
      detail: { ...event.detail, errorCode: "AccessDenied" },
    })),
    [],
  ],
])("%s", (_, events, lines) => {
  expect(planned(events)).toEqual(lines);
});

test("what a scenario says of a bucket is there before the first event", () => {
  const scenario = join(folder.path, "scenario.json");
  const bucket = {
    name: "ledger",
    account: MEMBER,
    region: "us-west-2",
    tags: { classification: "sensitive" },
  };
  writeFileSync(scenario, JSON.stringify([bucket]));
  const events = trailOf(opened("ledger", { AWS: OUTSIDER }));
  expect(planned(events)).toEqual([]);
  expect(planned(events, ["--scenario", scenario])).toEqual([`event-0 PutBucketPolicy: ledger ${DENY}`]);
});

test("for a person: one block a change, and their number", () => {
  const events = trailOf(["GetBucketPolicy", "ledger"], opened("ledger"));
  const { status, stderr, lines } = command(["replay", "--plan", "-"], JSON.stringify(events));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const isDiff = (line: string) => line.startsWith(" ".repeat(11));
  expect(lines.filter(isDiff)).toContain('           +   "RestrictPublicBuckets": true');
  expect(lines.filter((line) => !isDiff(line))).toEqual([
    `ledger (${MEMBER}, us-west-2): public, violates nothing-public`,
    "  since    PutBucketPolicy at 2026-03-04T09:11:00Z by IAM user release-bot in account 444455556666",
    expect.stringMatching(/^ {2}would {4}PutPublicAccessBlock: the policy is public: /),
    "  after    private",
    expect.stringMatching(/^ {2}stops {4}.*anyone on the internet$/),
    "  undo     DeletePublicAccessBlock",
    "1 change planned by 2 events",
  ]);
});

test("without --plan, the remediation stands in the line of the event", () => {
  const sample = join(ROOT, "tools/cli/samples/public-policy.json");
  const scenario = join(folder.path, "open.json");
  const name = "press-releases";
  writeFileSync(
    scenario,
    JSON.stringify([{ name, account: MEMBER, region: "us-west-2", policy: policyOf(name, "*") }]),
  );
  const { lines } = command(["replay", "--scenario", scenario, sample]);
  expect(lines[0]).toMatch(/ {2}verdict violates {2}planned \(observe\): PutPublicAccessBlock$/);
  const { lines: json } = command(["replay", "--json", "--scenario", scenario, sample]);
  expect(json[0]).toContain('"detailType":"S3 Remediation Changed","detail":{"version":"1"');
});
