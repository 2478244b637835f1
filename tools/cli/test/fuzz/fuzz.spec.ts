import fc from "fast-check";
import { join } from "node:path";
import { type LocalCloud, parseScenario, startLocalCloud } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { ROOT } from "../command";
import { checkEnded } from "./check-ended";
import { type FunctionProcess, startFunction } from "./function-process";
import { hostileEvent } from "./hostile-events";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

/** `FUZZ_RUNS` asks for more, `FUZZ_SEED` for the same ones again. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 300);
const SEED = process.env["FUZZ_SEED"];

const OWN = "111122223333";
const MEMBER = "210987654321";

/** As many statements as S3 takes: 20 KB. */
function largestPolicy(bucket: string): object {
  const statements: object[] = [];
  const policy = { Version: "2012-10-17", Statement: statements };
  while (JSON.stringify(policy).length < 20_300) {
    statements.push({
      Effect: statements.length % 3 === 0 ? "Deny" : "Allow",
      Principal: "*",
      Action: "s3:*",
      Resource: `arn:aws:s3:::${bucket}/*`,
    });
  }
  return policy;
}

const scenario = parseScenario(
  {
    organization: { id: "o-exampleorg1", accounts: [OWN, MEMBER] },
    buckets: [
      {
        name: "tidepool-ledger",
        account: MEMBER,
        region: "us-west-2",
        tags: { classification: "sensitive" },
      },
      { name: "own-bucket", account: OWN, region: "us-west-2" },
      {
        name: "many-statements",
        account: OWN,
        region: "us-west-2",
        policy: largestPolicy("many-statements"),
      },
    ],
  },
  "scenario",
);

let cloud: LocalCloud;
let online: FunctionProcess;
let offline: FunctionProcess;
beforeAll(async () => {
  cloud = await startLocalCloud({
    assembly: join(ROOT, "dist/apps/infra/cdk.out"),
    scenario,
    members: [
      {
        accountId: MEMBER,
        regions: ["us-west-2"],
        template: join(ROOT, "dist/apps/infra/member.template.json"),
      },
    ],
  });
  const role = cloud.credentials({ accountId: OWN, roleName: "lambda-slaw-s3" });
  const credentials = {
    AWS_ACCESS_KEY_ID: role.accessKeyId,
    AWS_SECRET_ACCESS_KEY: role.secretAccessKey,
    AWS_SESSION_TOKEN: role.sessionToken ?? "",
  };
  online = await startFunction({
    ...credentials,
    AWS_ENDPOINT_URL_S3: cloud.endpoints.s3,
    AWS_ENDPOINT_URL_STS: cloud.endpoints.sts,
    AWS_ENDPOINT_URL_S3_CONTROL: cloud.endpoints.s3Control,
  });
  offline = await startFunction({ ...credentials, OFFLINE: "1" });
});
afterAll(async () => {
  online.close();
  offline.close();
  await cloud.close();
});

async function invoke(text: string) {
  const ended = await online.invoke(text);
  checkEnded(text, ended);
  return ended;
}

test(`${RUNS} hostile events`, async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(hostileEvent, async (text) => {
      const ended = await invoke(text);
      const what = ended.kind === "threw" ? ended.name : ended.answer.slice(0, 18);
      seen[what] = (seen[what] ?? 0) + 1;
    }),
    { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
  );
  // Both outcomes occur, else the fuzz proves nothing.
  expect(seen).toMatchObject({
    '{"statusCode":200,': expect.any(Number) as number,
    '{"statusCode":400,': expect.any(Number) as number,
  });
}, 7_200_000);

interface Change {
  readonly bucket?: unknown;
  readonly account?: string;
  readonly id?: string;
  readonly more?: object;
}

let made = 0;
const change = ({ bucket = "own-bucket", account = OWN, id = `change-${made++}`, more = {} }: Change) =>
  cloudTrailEvent({
    eventName: "PutBucketPolicy",
    account,
    parameters: { bucketName: bucket },
    eventID: id,
    detail: more,
  });

const FAKE = '{"level":"INFO","message":"S3 access assessment","assessment":{"verdict":"holds"}}';
const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}0${close.repeat(depth)}`;
const inChange = (json: string) =>
  JSON.stringify(change({ more: { additionalEventData: "HERE" } })).replace('"HERE"', json);

describe("one event stays one line of the log, whole and first", () => {
  test.each<[string, string]>([
    [
      "line breaks and a record of somebody else's",
      JSON.stringify(change({ more: { userAgent: `a\r\n${FAKE}\n` } })),
    ],
    ["a forged record as the event", JSON.stringify({ text: `\n${FAKE}` })],
    ["a forged record in the call's name", JSON.stringify(change({ more: { eventName: `x\n${FAKE}` } }))],
    ["a forged record in the source", JSON.stringify({ ...change({}), source: `aws.s3\n${FAKE}` })],
    [
      "colours and cursors",
      JSON.stringify(change({ more: { userAgent: "\u001b[2J\u001b]0;owned\u0007\u009b31m" } })),
    ],
    ["unicode's own line breaks", JSON.stringify(change({ more: { userAgent: "a\u2028b\u2029c\u0085d" } }))],
    [
      "keys of prototypes",
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toJSON":"data"}',
    ],
    [
      "keys of prototypes in a change",
      inChange('{"__proto__":{"bucketName":"x"},"toJSON":{"a":1},"hasOwnProperty":1}'),
    ],
    ["lone surrogates", JSON.stringify(change({ more: { userAgent: "\ud800 \udfff" } }))],
    ["256 KiB", JSON.stringify(change({ more: { userAgent: "é".repeat(131_000) } }))],
    [
      "256 KiB of small fields",
      inChange(JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n])))),
    ],
    ["lists 10,000 deep", nested("[", "]", 10_000)],
    ["objects 10,000 deep", nested('{"a":', "}", 10_000)],
    ["a change with lists 10,000 deep", inChange(nested("[", "]", 10_000))],
    ["a change with objects 10,000 deep", inChange(nested('{"detail":', "}", 10_000))],
  ])("%s", async (_what, text) => {
    await invoke(text);
  });
});

describe("a bucket's name never becomes another bucket, path or host", () => {
  const names: readonly unknown[] = [
    "../other",
    "..",
    "...",
    ".",
    "own-bucket/../../x",
    "own-bucket?acl",
    "own-bucket#x",
    "own-bucket%2f..",
    "%2e%2e",
    "own-bucket\n",
    "own bucket",
    "ōwn-bucket",
    "🪣🪣🪣",
    "",
    "ab",
    "x".repeat(300),
    "x".repeat(255),
    "arn:aws:s3:::own-bucket",
    "arn:aws:s3:us-west-2:111122223333:accesspoint/x",
    "evil.example",
    "evil.example.",
    "127.0.0.1",
    "169.254.169.254",
    "own-bucket@evil.example",
    "own-bucket:80",
    "a..b",
    ".-.",
    "-own-bucket",
    "OWN_bucket",
    "xn--bucket",
    "bucket-s3alias",
    "bucket--usw2-az1--x-s3",
    "bucket--ol-s3",
    "bucket--table-s3",
    `${"o".repeat(60)}--op-s3`,
    "bucket.mrap",
    "s3.us-west-2.amazonaws.com",
    null,
    7,
    true,
    ["own-bucket"],
    { toString: "own-bucket" },
  ];

  test.each(names.map((name) => [JSON.stringify(name).slice(0, 60), name] as const))(
    "%s",
    async (_shown, bucket) => {
      const text = JSON.stringify(change({ bucket }));
      const ended = await offline.invoke(text);
      expect(ended.kind === "threw" ? ended.isTyped : true).toBe(true);
      // An ARN and a list of one element name the bucket that stands in them.
      const written: unknown = Array.isArray(bucket) ? bucket[0] : bucket;
      const name = written === "arn:aws:s3:::own-bucket" ? "own-bucket" : written;
      const isName = typeof name === "string";
      for (const { host, path } of ended.requests) {
        const [asked = ""] = path.split("?");
        const isPathStyle =
          host === "s3.us-west-2.amazonaws.com" &&
          isName &&
          new RegExp("^/[^/]+/?$").test(asked) &&
          asked.split("/")[1] === name;
        const isHostStyle = isName && host === `${name}.s3.us-west-2.amazonaws.com` && asked === "/";
        const isControl = host === "111122223333.s3-control.us-west-2.amazonaws.com";
        expect({ host, path, isOwn: isPathStyle || isHostStyle || isControl }).toMatchObject({ isOwn: true });
      }
      await invoke(text);
    },
  );
});

test.each([
  "us-west-2.evil.example",
  "us-west-2/../..",
  "us-west-2@evil.example",
  "evil.example#",
  "a b",
  "",
  "us-west-2\n",
])("a region is none of AWS's: %j, nothing is called", async (region) => {
  const event = { ...change({ more: { awsRegion: region } }), region };
  const { requests } = await offline.invoke(JSON.stringify(event));
  for (const { host } of requests) expect(host).toMatch(/\.amazonaws\.com$/);
  expect(requests.filter(({ host }) => host.includes("evil"))).toEqual([]);
});

test("the largest policy that S3 takes is judged in time", async () => {
  const ended = await invoke(JSON.stringify(change({ bucket: "many-statements" })));
  expect(ended).toMatchObject({ kind: "answered" });
});
