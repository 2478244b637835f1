import { sampleBucket } from "../../test/sample";
import { exposureOfBucket } from "../exposure-of-bucket";
import { DEFAULT_INVARIANTS } from "./default-invariants";
import type { Invariant } from "./invariant";
import { judgeInvariants, overallVerdict, type Verdict } from "./judge-invariants";

const NOW = new Date("2026-06-15T12:00:00Z");
const SENSITIVE = { classification: "sensitive" };

const allow = (principal: unknown): object => ({
  policy: {
    Statement: [
      {
        Sid: "Open",
        Effect: "Allow",
        Principal: principal,
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::tidepool-ledger/*",
      },
    ],
  },
});
const PUBLIC = allow("*");
const FOREIGN = allow({ AWS: "444455556666" });
const MEMBER = allow({ AWS: "310987654321" });

function judge(invariants: readonly Invariant[], bucket: object) {
  const facts = sampleBucket(bucket);
  return judgeInvariants(invariants, { facts, judged: exposureOfBucket(facts), now: NOW });
}

const verdicts = (invariants: readonly Invariant[], bucket: object) =>
  judge(invariants, bucket).map(({ verdict }) => verdict);

describe("the defaults: sensitive-stays-inside, nothing-public", () => {
  test.each([
    { what: "nothing", bucket: {}, expected: ["holds", "holds"] },
    { what: "public", bucket: PUBLIC, expected: ["holds", "violates"] },
    { what: "public, sensitive", bucket: { ...PUBLIC, tags: SENSITIVE }, expected: ["violates", "violates"] },
    { what: "foreign", bucket: FOREIGN, expected: ["holds", "holds"] },
    { what: "foreign, sensitive", bucket: { ...FOREIGN, tags: SENSITIVE }, expected: ["violates", "holds"] },
    { what: "a member, sensitive", bucket: { ...MEMBER, tags: SENSITIVE }, expected: ["holds", "holds"] },
    {
      what: "another tag",
      bucket: { ...PUBLIC, tags: { classification: "Sensitive", class: "sensitive" } },
      expected: ["holds", "violates"],
    },
    {
      what: "foreign, tags refused",
      bucket: { ...FOREIGN, denied: ["GetBucketTagging"] },
      expected: ["unknown", "holds"],
    },
    {
      what: "a member, tags refused",
      bucket: { ...MEMBER, denied: ["GetBucketTagging"] },
      expected: ["holds", "holds"],
    },
    {
      what: "policy refused",
      bucket: { tags: SENSITIVE, denied: ["GetBucketPolicy"] },
      expected: ["unknown", "unknown"],
    },
    {
      what: "foreign, sensitive, ACL refused",
      bucket: { ...FOREIGN, tags: SENSITIVE, denied: ["GetBucketAcl"] },
      expected: ["violates", "unknown"],
    },
    {
      what: "all refused",
      bucket: { denied: ["GetBucketTagging", "GetBucketPolicy", "GetBucketAcl"] },
      expected: ["unknown", "unknown"],
    },
    {
      what: "a foreign account that may be a member",
      bucket: { ...FOREIGN, tags: SENSITIVE, organization: undefined },
      expected: ["unknown", "holds"],
    },
  ])("$what: $expected", ({ bucket, expected }) => {
    expect(verdicts(DEFAULT_INVARIANTS, bucket)).toEqual(expected);
  });
});

describe("what an invariant is about", () => {
  const closed = (when: Invariant["when"]): readonly Invariant[] => [
    { name: "closed", ...(when !== undefined && { when }), exposure: "private" },
  ];
  const cases: { readonly when: Invariant["when"]; readonly expected: Verdict }[] = [
    { when: undefined, expected: "violates" },
    { when: {}, expected: "violates" },
    { when: { buckets: "tidepool-ledger" }, expected: "violates" },
    { when: { buckets: ["other", "tidepool-*"] }, expected: "violates" },
    { when: { buckets: "tidepool" }, expected: "holds" },
    { when: { accounts: ["210987654321"] }, expected: "violates" },
    { when: { accounts: ["310987654321"] }, expected: "holds" },
    { when: { tags: { classification: ["secret", "sensitive"] } }, expected: "violates" },
    { when: { tags: { classification: "sens*" } }, expected: "violates" },
    { when: { tags: { classification: "secret" } }, expected: "holds" },
    { when: { tags: { classification: "sensitive", owner: "*" } }, expected: "holds" },
    { when: { tags: { toString: "*" } }, expected: "holds" },
    { when: { buckets: "tidepool-*", accounts: ["310987654321"] }, expected: "holds" },
  ];
  test.each(cases)("$when: $expected", ({ when, expected }) => {
    expect(verdicts(closed(when), { ...MEMBER, tags: SENSITIVE })).toEqual([expected]);
  });

  test("another bucket's rule holds, whatever the tags, and says why", () => {
    const invariants = closed({ buckets: "other-*", tags: SENSITIVE });
    expect(judge(invariants, { ...PUBLIC, denied: ["GetBucketTagging"] })).toEqual([
      {
        name: "closed",
        verdict: "holds",
        because: "does not apply: it is not about buckets of this name",
        evidence: [],
      },
    ]);
  });

  test("an account that is not known may be the one", () => {
    expect(verdicts(closed({ accounts: ["310987654321"] }), { ...PUBLIC, account: undefined })).toEqual([
      "unknown",
    ]);
  });
});

describe("exceptions", () => {
  const excepted = (except: object): readonly Invariant[] => [
    {
      name: "nothing-public",
      exposure: "external",
      except: [
        {
          bucket: "tidepool-ledger",
          owner: "web@example.com",
          reason: "the web site",
          expires: "2026-06-30",
          ...except,
        },
      ],
    },
  ];
  test.each([
    { except: {}, expected: "holds" },
    { except: { bucket: "tidepool-*" }, expected: "holds" },
    { except: { bucket: "tidepool" }, expected: "violates" },
    { except: { bucket: undefined, account: "210987654321" }, expected: "holds" },
    { except: { account: "310987654321" }, expected: "violates" },
    { except: { expires: "2026-06-15" }, expected: "holds" },
    { except: { expires: "2026-06-14" }, expected: "violates" },
    { except: { expires: "2026-06-15T12:00:01Z" }, expected: "holds" },
    { except: { expires: "2026-06-15T12:00:00Z" }, expected: "violates" },
    { except: { expires: "for ever" }, expected: "violates" },
    { except: { bucket: undefined }, expected: "violates" },
  ])("$except: $expected", ({ except, expected }) => {
    expect(verdicts(excepted(except), PUBLIC)).toEqual([expected]);
  });

  test("one that counts says who made it, and until when", () => {
    expect(judge(excepted({}), PUBLIC)).toMatchObject([
      { because: "excepted until 2026-06-30 by web@example.com: the web site" },
    ]);
  });

  test("one that expired is named", () => {
    const [verdict] = judge(excepted({ expires: "2026-01-31" }), PUBLIC);
    expect(verdict?.because).toMatch(/; the exception of web@example.com ended on 2026-01-31$/);
  });

  test("none counts while the tags could not be read", () => {
    const [verdict] = judge(excepted({}), { ...PUBLIC, denied: ["GetBucketTagging"] });
    expect(verdict?.verdict).toBe("violates");
    expect(verdict?.because).toMatch(
      /; the exception of web@example.com does not count while the tags are not known: the read was refused$/,
    );
  });
});

test("a verdict names what decided it", () => {
  expect(judge(DEFAULT_INVARIANTS, { ...PUBLIC, tags: SENSITIVE })).toMatchObject([
    {
      name: "sensitive-stays-inside",
      because:
        'exposure is at least public, the limit is organization: bucket policy "Open", it allows anyone on the internet',
      evidence: [{ source: "bucket policy", statement: "Open", grants: ["s3:GetObject"] }],
    },
    { name: "nothing-public", verdict: "violates" },
  ]);
});

test.each([
  [[], "holds"],
  [["holds", "holds"], "holds"],
  [["holds", "unknown"], "unknown"],
  [["unknown", "violates", "holds"], "violates"],
] as const)("%j together: %s", (list, expected) => {
  expect(overallVerdict(list.map((verdict) => ({ verdict })))).toBe(expected);
});

describe("an invariant on objects", () => {
  const asked: Invariant = { name: "no-public-objects", objects: "not-public" };
  test.each([
    ["ACLs are switched off", { ownership: "BucketOwnerEnforced" }, "holds"],
    ["public ones are ignored", { publicAccessBlock: { IgnorePublicAcls: true } }, "holds"],
    ["ACLs are enabled", { ownership: "ObjectWriter" }, "violates"],
    ["ownership was refused", { denied: ["GetBucketOwnershipControls"] }, "unknown"],
    ["the block was refused", { denied: ["GetAccountPublicAccessBlock"] }, "unknown"],
  ])("%s", (_what, bucket, verdict) => {
    expect(verdicts([asked], bucket)).toEqual([verdict]);
  });

  test("beside a limit: the worse of both", () => {
    const both: Invariant = { ...asked, exposure: "external" };
    expect(verdicts([both], { ownership: "BucketOwnerEnforced", ...PUBLIC })).toEqual(["violates"]);
    expect(verdicts([both], { ownership: "BucketOwnerEnforced", ...FOREIGN })).toEqual(["holds"]);
  });
});

test("a tag that every object inherits is no tag of the bucket", () => {
  const about: Invariant = { name: "a", when: { tags: { constructor: "*" } }, exposure: "private" };
  expect(verdicts([about], PUBLIC)).toEqual(["holds"]);
});

test("an exception counts to the end of its last day, and no minute longer", () => {
  const excepted: Invariant = {
    name: "a",
    exposure: "private",
    except: [{ bucket: "*", owner: "o", reason: "r", expires: "2026-06-14" }],
  };
  const facts = sampleBucket(PUBLIC);
  const at = (time: string) =>
    judgeInvariants([excepted], { facts, judged: exposureOfBucket(facts), now: new Date(time) })[0]?.verdict;
  expect(at("2026-06-14T23:59:59Z")).toBe("holds");
  expect(at("2026-06-15T00:00:01Z")).toBe("violates");
});
