import {
  ListBucketsCommand,
  type ListBucketsCommandInput,
  type ListBucketsCommandOutput,
} from "@aws-sdk/client-s3";
import { stopClouds } from "../../test/cloud";
import { allow, failureOf, HARBOR, LEDGER, s3Of, startWith } from "../../test/services";
import type { LocalCloud } from "../index";

const REGIONS = ["us-west-2", "eu-west-3"];
const MANY = Array.from({ length: 1000 }, (_, index) => `many-${String(index).padStart(5, "0")}`);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startWith([
    ...["c", "a", "b", "logs-b", "logs-a"].map((name, index) => ({
      name: `ledger-${name}`,
      account: LEDGER,
      region: REGIONS[index % 2],
    })),
    ...MANY.map((name) => ({ name, account: HARBOR, region: "us-west-2" })),
  ]);
});
afterAll(stopClouds);
afterEach(() => {
  cloud.setFaults([]);
});

const list = (
  input: ListBucketsCommandInput,
  who: { accountId: string; policies?: readonly unknown[] } = { accountId: LEDGER },
): Promise<ListBucketsCommandOutput> =>
  s3Of(cloud, { userName: "ilse", ...who }).send(new ListBucketsCommand(input));
const namesOf = ({ Buckets = [] }: ListBucketsCommandOutput) => Buckets.map(({ Name }) => Name);

test("without a parameter all buckets of the account come by name, and without their regions", async () => {
  const all = await list({});
  expect(namesOf(all)).toEqual(["ledger-a", "ledger-b", "ledger-c", "ledger-logs-a", "ledger-logs-b"]);
  expect(all.Buckets?.map(({ BucketRegion }) => BucketRegion)).toEqual(Array(5).fill(undefined));
  expect(all.ContinuationToken).toBeUndefined();
});

test("pages come one after the other, with regions, until there is no token", async () => {
  const first = await list({ MaxBuckets: 2 });
  expect(first.Buckets).toMatchObject([
    { Name: "ledger-a", BucketRegion: "eu-west-3" },
    { Name: "ledger-b", BucketRegion: "us-west-2" },
  ]);
  const second = await list({ MaxBuckets: 3, ContinuationToken: first.ContinuationToken });
  expect(namesOf(second)).toEqual(["ledger-c", "ledger-logs-a", "ledger-logs-b"]);
  expect(second.ContinuationToken).toBeUndefined();
});

test.each<[string, ListBucketsCommandInput, readonly string[]]>([
  ["a prefix", { Prefix: "ledger-logs" }, ["ledger-logs-a", "ledger-logs-b"]],
  ["a region", { BucketRegion: "us-west-2" }, ["ledger-b", "ledger-c", "ledger-logs-a"]],
  ["both, and no bucket", { Prefix: "x", BucketRegion: "us-west-2" }, []],
])("%s narrows the list", async (_what, input, names) => {
  const page = await list(input);
  expect(namesOf(page)).toEqual(names);
  expect(page.Prefix).toBe(input.Prefix);
});

test("a thousand buckets come in pages, each once", async () => {
  const names: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const page = await list(
      { MaxBuckets: 50, ...(token !== undefined && { ContinuationToken: token }) },
      { accountId: HARBOR },
    );
    names.push(...namesOf(page));
    token = page.ContinuationToken;
  } while (token !== undefined);
  expect(names).toEqual(MANY);
});

test.each<[string, ListBucketsCommandInput]>([
  ["no bucket", { MaxBuckets: 0 }],
  ["too many", { MaxBuckets: 10_001 }],
  ["another token", { ContinuationToken: "bm9uZQ==" }],
  ["a region that is not the endpoint's", { BucketRegion: "eu-west-3" }],
])("a request for %s is invalid", async (_what, input) => {
  expect(await failureOf(list(input))).toMatchObject({ name: "InvalidArgument", status: 400 });
});

test("who may list needs s3:ListAllMyBuckets", async () => {
  const policies = [allow("s3:ListBucket")];
  expect((await failureOf(list({}, { accountId: LEDGER, policies }))).name).toBe("AccessDenied");
  expect(await list({}, { accountId: LEDGER, policies: [allow("s3:ListAllMyBuckets")] })).toBeDefined();
});

test("the owner of the buckets is the caller's account, by S3's name for it", async () => {
  const of = (account: string) => [
    allow("s3:ListAllMyBuckets", "*", { StringEquals: { "s3:ResourceAccount": account } }),
  ];
  expect(await list({}, { accountId: LEDGER, policies: of(LEDGER) })).toBeDefined();
  expect((await failureOf(list({}, { accountId: LEDGER, policies: of(HARBOR) }))).name).toBe("AccessDenied");
});

test("a fault is injected into the list of one account", async () => {
  cloud.setFaults([{ service: "s3", call: "ListBuckets", account: LEDGER, fault: { kind: "SlowDown" } }]);
  expect((await failureOf(list({}))).name).toBe("SlowDown");
  expect(namesOf(await list({ MaxBuckets: 1 }, { accountId: HARBOR }))).toEqual(["many-00000"]);
});
