import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  GetBucketAclCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import { stopClouds } from "../../test/cloud";
import { LEDGER, s3ControlOf, s3Of, startWith } from "../../test/services";
import { parseScenario, readScenario } from "../index";

const folder = mkdtempSync(path.join(tmpdir(), "local-cloud-scenario-"));

afterEach(stopClouds);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const BUCKET = { name: "ledger", account: LEDGER, region: "us-west-2" };
const bucket = (more: object) => [{ ...BUCKET, ...more }];

describe("an error names file, place and reason", () => {
  test.each<[unknown, string]>([
    ["text", "s.json: the file: is no object"],
    [{ buckets: {} }, "s.json: buckets: is no list"],
    [[1], "s.json: buckets[0]: is no object"],
    [[{ account: LEDGER }], "s.json: buckets[0].name: expected string, received undefined"],
    [[{ name: "a" }], "s.json: buckets[0].account: is missing"],
    [[{ name: "a", account: "1" }], "s.json: buckets[0].account: expected an account id of 12 digits"],
    [[BUCKET, BUCKET], "s.json: buckets[1].name: there are two buckets ledger"],
    [bucket({ tags: { a: {} } }), "s.json: buckets[0].tags.a: expected string, received object"],
    [bucket({ policy: [] }), "s.json: buckets[0].policy: expected string, received array"],
    [
      bucket({ acl: { grants: [{ grantee: "AllUsers", permission: "ALL" }] } }),
      "s.json: buckets[0].acl.grants[0].permission: expected one of FULL_CONTROL, READ, WRITE, READ_ACP, WRITE_ACP",
    ],
    [
      bucket({ publicAccessBlock: { BlockPublicAcls: 1 } }),
      "s.json: buckets[0].publicAccessBlock.BlockPublicAcls: expected boolean, received number",
    ],
    [
      bucket({ ownership: "Nobody" }),
      "s.json: buckets[0].ownership: expected one of BucketOwnerEnforced, BucketOwnerPreferred, ObjectWriter",
    ],
    [
      bucket({ denied: ["GetBucketAcls"] }),
      "s.json: buckets[0].denied[0]: expected the name of a read: GetBucketAcl,",
    ],
    [bucket({ denied: "GetBucketAcl" }), "s.json: buckets[0].denied: is no list"],
    [bucket({ Denied: [] }), 's.json: buckets[0].Denied: unknown key (did you mean "denied"?)'],
    [bucket({ accessPoints: [{ vpc: "vpc-1" }] }), "s.json: buckets[0].accessPoints[0].name: is missing"],
    [
      bucket({ accessPoints: { AccessPointList: [{ Name: "shared" }, { NetworkOrigin: "VPC" }] } }),
      "s.json: buckets[0].accessPoints.AccessPointList[1].name: is missing",
    ],
    ...[
      { "detail-type": "AWS API Call via CloudTrail", account: LEDGER, resources: [], detail: {} },
      { eventName: "PutBucketPolicy", recipientAccountId: LEDGER },
      { Records: [] },
      BUCKET,
    ].map((value): [unknown, string] => [
      value,
      "s.json: the file: is no scenario: it has none of organization, accounts, buckets, faults, and is no list of buckets",
    ]),
    [{ bukets: [] }, 's.json: bukets: unknown key (did you mean "buckets"?)'],
    [{ Buckets: [], accounts: [] }, 's.json: Buckets: unknown key (did you mean "buckets"?)'],
    [
      { organisation: "o-1", buckets: [] },
      's.json: organisation: unknown key (did you mean "organization"?)',
    ],
    [
      { organization: { id: "o-1", account: [] } },
      's.json: organization.account: unknown key (did you mean "accounts"?)',
    ],
    [
      { accounts: [{ id: LEDGER, memberstack: false }] },
      's.json: accounts[0].memberstack: unknown key (did you mean "memberStack"?)',
    ],
    [bucket({ polcy: {} }), 's.json: buckets[0].polcy: unknown key (did you mean "policy"?)'],
    [{ buckets: bucket({ Policy: {} }) }, 's.json: buckets[0].Policy: unknown key (did you mean "policy"?)'],
    [bucket({ acl: { grant: [] } }), 's.json: buckets[0].acl.grant: unknown key (did you mean "grants"?)'],
    [
      bucket({ publicAccessBlock: { BlockPublicAcl: null } }),
      's.json: buckets[0].publicAccessBlock.BlockPublicAcl: unknown key (did you mean "BlockPublicAcls"?)',
    ],
    [{ organization: {} }, "s.json: organization.id: is missing"],
    [{ accounts: [{ id: 1 }] }, "s.json: accounts[0].id: is no account id of 12 digits"],
    [{ faults: {} }, "s.json: faults: is no list"],
    ...(
      [
        [{}, ".service: is missing"],
        [
          { service: "s4", fault: "hang" },
          ".service: is none of s3, s3-control, sts, sns, sqs, logs, lambda, events",
        ],
        [{ service: "s3" }, ".fault: is missing"],
        [{ service: "logs", fault: "hang" }, ".fault: is none of AccessDenied, InternalError,"],
        [{ service: "s3", fault: { kind: "crash" } }, ".fault.kind: is none of AccessDenied,"],
        [{ service: "s3", fault: "latency" }, ".fault.ms: is missing"],
        [{ service: "s3", fault: { kind: "slow-body", ms: 0 } }, ".fault.ms: is no whole number from 1"],
        [
          { service: "lambda", fault: { kind: "crash", at: "noon" } },
          ".fault.at: is none of start, middle, end",
        ],
        [
          { service: "s3", fault: "hang", call: "GetObject" },
          ".call: is no call of s3 here; the calls are GetBucketAcl,",
        ],
        [
          { service: "events", fault: "FailedEntry", call: "DescribeRule" },
          ".call: FailedEntry cannot be injected into it: it holds no entries",
        ],
        [{ service: "lambda", fault: "crash", call: "Invoke" }, ".call: crash cannot be injected into it"],
        [{ service: "s3", fault: "hang", account: "1" }, ".account: is no account id of 12 digits"],
        [
          { service: "sts", fault: "hang", bucket: "b" },
          ".bucket: says nothing of a call of sts; it is for s3",
        ],
        [{ service: "s3", fault: "hang", times: 0 }, ".times: is no whole number from 1"],
        [{ service: "s3", fault: "hang", time: 1 }, ".time: is no part of a fault; the parts are service,"],
      ] as const
    ).map(([fault, message]): [unknown, string] => [{ faults: [fault] }, `s.json: faults[0]${message}`]),
    [
      {
        accounts: [{ id: LEDGER, publicAccessBlock: {} }],
        buckets: bucket({ accountPublicAccessBlock: { BlockPublicAcls: true } }),
      },
      `s.json: buckets[0].accountPublicAccessBlock: says something else of account ${LEDGER} than the file did before`,
    ],
    [
      { accounts: [{ id: LEDGER, state: "CLOSING" }] },
      "s.json: accounts[0].state: is none of PENDING_ACTIVATION, ACTIVE,",
    ],
    [
      { organization: { id: "o-a", delegatedAdministrators: ["security"] } },
      "s.json: organization.delegatedAdministrators[0]: is no account id of 12 digits",
    ],
    [{ organization: { id: "o-a", managmentAccount: LEDGER } }, "s.json: organization.managmentAccount"],
  ])("%j: %s", (value, message) => {
    expect(() => parseScenario(value, "s.json")).toThrow(message);
  });

  test("a file that is none, and one that is no JSON", () => {
    expect(() => readScenario(path.join(folder, "none.json"))).toThrow(/none\.json: cannot be read/);
    const file = path.join(folder, "broken.json");
    writeFileSync(file, "{");
    expect(() => readScenario(file)).toThrow(/broken\.json: is no JSON: /);
  });

  test("a byte order mark is no part of the file", () => {
    const file = path.join(folder, "marked.json");
    writeFileSync(file, "\ufeff[]");
    expect(readScenario(file).buckets).toEqual([]);
  });

  test("a policy that S3 would not have taken", async () => {
    const policy = {
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other" }],
    };
    await expect(startWith(bucket({ policy }))).rejects.toThrow(
      "scenario: buckets[0].policy: Policy has invalid resource",
    );
  });

  test("an account of two organizations", async () => {
    const scenario = {
      organization: { id: "o-1", accounts: [LEDGER] },
      buckets: bucket({ organization: { id: "o-2" } }),
    };
    await expect(startWith(scenario)).rejects.toThrow(
      `scenario: account ${LEDGER} is in the organizations o-2 and o-1`,
    );
  });
});

test.each([
  [{}],
  [[]],
  [{ buckets: [], $schema: "./scenario.json", comment: "nothing yet" }],
  [bucket({ note: "seen by Ilse", arn: "arn:aws:s3:::ledger" })],
  [{ accounts: [{ id: LEDGER, name: "ledger" }], organization: { id: "o-1", name: "tidepool" } }],
])("keys that are not known, and not nearly, are left alone: %j", (value) => {
  expect(parseScenario(value, "s.json").source).toBe("s.json");
});

const ACCESS_POINT = `arn:aws:s3:us-west-2:${LEDGER}:accesspoint/shared`;

test.each([{ name: "shared" }, { Name: "shared" }, { arn: ACCESS_POINT }, { AccessPointArn: ACCESS_POINT }])(
  "an access point is named by any of its names: %j",
  (accessPoint) => {
    const [read] = parseScenario(bucket({ accessPoints: [accessPoint] }), "s.json").buckets;
    expect(read?.accessPoints?.list.map(({ name }) => name)).toEqual(["shared"]);
  },
);

test("forms that S3 itself returns are taken too", async () => {
  const cloud = await startWith(
    bucket({
      tags: [{ Key: "count", Value: "1" }],
      policy: JSON.stringify({
        Statement: {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::ledger/*",
        },
      }),
      policyStatus: { PolicyStatus: { IsPublic: true } },
      acl: {
        Owner: { ID: "75aa" },
        Grants: [{ Grantee: { Type: "CanonicalUser", ID: "75aa" }, Permission: "FULL_CONTROL" }],
      },
      accountPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
      ownership: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
      publicAccessBlock: null,
    }),
  );
  const who = { accountId: LEDGER, userName: "ilse" };
  const s3 = s3Of(cloud, who);
  const Bucket = "ledger";
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([
    { Key: "count", Value: "1" },
  ]);
  expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus).toEqual({
    IsPublic: true,
  });
  expect(await s3.send(new GetBucketAclCommand({ Bucket }))).toMatchObject({
    Owner: { ID: "75aa" },
    Grants: [{ Permission: "FULL_CONTROL" }],
  });
  const block = await s3ControlOf(cloud, who).send(new GetPublicAccessBlockCommand({ AccountId: LEDGER }));
  expect(block.PublicAccessBlockConfiguration).toMatchObject({
    BlockPublicPolicy: true,
    BlockPublicAcls: false,
  });
});
