import fc from "fast-check";
import { bucket, openBucket, SETTINGS, statement, statements } from "../test/arbitraries";
import { sampleBucket } from "../test/sample";
import { READ_NAMES } from "./reads/read-names";
import { exceeds, type ExposureInterval } from "./exposure";
import { exposureOfBucket } from "./exposure-of-bucket";
import { parseBucketPolicy } from "./policy/parse-policy";
import { policyIsPublic } from "./policy/policy-is-public";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 1000) };

const exposureOf = (more: object): ExposureInterval => exposureOfBucket(sampleBucket(more)).exposure;

const withStatement = <T extends { readonly policy: { readonly Statement: readonly unknown[] } }>(
  given: T,
  added: unknown,
) => ({ ...given, policy: { ...given.policy, Statement: [...given.policy.Statement, added] } });

test("what is certain is never more than what is possible", () => {
  fc.assert(
    fc.property(bucket, (given) => {
      const { atLeast, atMost } = exposureOf(given);
      expect(exceeds(atLeast, atMost)).toBe(false);
    }),
    RUNS,
  );
});

test("without RestrictPublicBuckets an added Allow lowers neither end", () => {
  fc.assert(
    fc.property(openBucket, statement("Allow"), (given, allow) => {
      const before = exposureOf(given);
      const after = exposureOf(withStatement(given, allow));
      expect(exceeds(before.atLeast, after.atLeast)).toBe(false);
      expect(exceeds(before.atMost, after.atMost)).toBe(false);
    }),
    RUNS,
  );
});

// One that asks for the source of a service's call names somebody that the service is then known to call for.
const asksSource = (added: object): boolean => /aws:Source(?!Ip|Vpc)/.test(JSON.stringify(added));

// Whoever it names by an id may be one of those named by their ARNs, or may not.
const addsSomebodyById = (added: object): boolean =>
  /CanonicalUser|A[RI][OD]A[A-Z]|userid/.test(JSON.stringify(added));

const isUnsettled = (given: object): boolean =>
  exposureOfBucket(sampleBucket(given)).evidence.atMost.some(({ because }) => because.startsWith("too many"));

test("an added Deny raises neither end", () => {
  fc.assert(
    fc.property(bucket, statement("Deny"), (given, deny) => {
      const before = exposureOf(given);
      const after = exposureOf(withStatement(given, deny));
      if (!asksSource(deny)) expect(exceeds(after.atLeast, before.atLeast)).toBe(false);
      if (!addsSomebodyById(deny) && !isUnsettled(withStatement(given, deny)))
        expect(exceeds(after.atMost, before.atMost)).toBe(false);
    }),
    RUNS,
  );
});

test("an added block raises neither end", () => {
  fc.assert(
    fc.property(
      bucket,
      fc.constantFrom("publicAccessBlock", "accountPublicAccessBlock"),
      fc.constantFrom(...SETTINGS),
      (given, place, setting) => {
        const before = exposureOf(given);
        const after = exposureOf({ ...given, [place]: { ...given[place], [setting]: true } });
        expect(exceeds(after.atLeast, before.atLeast)).toBe(false);
        expect(exceeds(after.atMost, before.atMost)).toBe(false);
      },
    ),
    RUNS,
  );
});

test("refusing a read only widens the interval", () => {
  fc.assert(
    fc.property(bucket, fc.subarray([...READ_NAMES], { minLength: 1 }), (given, denied) => {
      const before = exposureOf(given);
      const after = exposureOf({ ...given, denied });
      // A Deny that is no longer seen no longer takes from the ACL: there, what was read of the ACL counts as it stands.
      const isDenyUnseen =
        denied.includes("GetBucketPolicy") && given.policy.Statement.some(({ Effect }) => Effect === "Deny");
      if (given.acl === undefined || !isDenyUnseen)
        expect(exceeds(after.atLeast, before.atLeast)).toBe(false);
      expect(exceeds(before.atMost, after.atMost)).toBe(false);
    }),
    RUNS,
  );
});

test("what S3 does not call public is not certain to be open to anyone", () => {
  fc.assert(
    fc.property(statements, (list) => {
      const judged = exposureOfBucket(sampleBucket({ policy: { Version: "2012-10-17", Statement: list } }));
      if (judged.policyIsPublic === false) expect(exceeds(judged.exposure.atLeast, "external")).toBe(false);
    }),
    RUNS,
  );
});

test("a Deny does not matter for S3's flag", () => {
  fc.assert(
    fc.property(statements, statement("Deny"), (list, deny) => {
      expect(policyIsPublic(parseBucketPolicy({ Statement: [...list, deny] }))).toBe(
        policyIsPublic(parseBucketPolicy({ Statement: list })),
      );
    }),
    RUNS,
  );
});

const toList = (value: unknown): unknown => (Array.isArray(value) ? value : [value]);

/** The same statements in other words: other order, lists for single values, condition keys in capitals. */
function reworded(list: readonly Record<string, unknown>[]): unknown {
  return [...list].reverse().map((given) =>
    Object.fromEntries(
      Object.entries(given)
        .reverse()
        .map(([element, value]) => {
          if (element !== "Condition") return [element, isPatterns(element) ? toList(value) : value];
          return [element, overEntries(value, (operator, keys) => [operator, overEntries(keys, inCapitals)])];
        }),
    ),
  );
}

const isPatterns = (element: string): boolean => element.includes("Action") || element.includes("Resource");

const inCapitals = (key: string, value: unknown): [string, unknown] => [key.toUpperCase(), toList(value)];

function overEntries(value: unknown, change: (key: string, value: unknown) => [string, unknown]): unknown {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => change(key, inner)))
    : value;
}

test("order, lists and the case of keys change nothing", () => {
  fc.assert(
    fc.property(bucket, (given) => {
      const one = exposureOfBucket(sampleBucket(given));
      const other = exposureOfBucket(
        sampleBucket({
          ...given,
          policy: JSON.stringify({
            Statement: reworded(given.policy.Statement),
            Version: given.policy.Version,
          }),
        }),
      );
      expect([other.policyIsPublic, other.exposure]).toEqual([one.policyIsPublic, one.exposure]);
    }),
    RUNS,
  );
});

describe("nothing makes it throw", () => {
  const policyLike = fc.record(
    {
      Statement: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record(
            {
              Sid: fc.jsonValue(),
              Effect: fc.oneof(fc.constantFrom("Allow", "Deny"), fc.jsonValue()),
              Principal: fc.oneof(fc.constant("*"), fc.jsonValue()),
              NotPrincipal: fc.jsonValue(),
              Action: fc.oneof(fc.string(), fc.jsonValue()),
              Resource: fc.oneof(fc.string(), fc.jsonValue()),
              Condition: fc.oneof(
                fc.dictionary(
                  fc.oneof(
                    fc.constantFrom("StringLike", "IpAddress", "Null", "ForAnyValue:Bool"),
                    fc.string(),
                  ),
                  fc.dictionary(
                    fc.constantFrom("aws:SourceIp", "aws:PrincipalArn", "aws:userid"),
                    fc.jsonValue(),
                  ),
                ),
                fc.jsonValue(),
              ),
            },
            { requiredKeys: [] },
          ),
        ),
      ),
    },
    { requiredKeys: [] },
  );

  test.each([
    { what: "JSON", given: fc.jsonValue() },
    { what: "any value", given: fc.anything() },
    { what: "text", given: fc.string() },
    { what: "something like a policy", given: policyLike },
  ])("$what for a policy", ({ given }) => {
    fc.assert(
      fc.property(given, (policy) => {
        const facts = sampleBucket();
        const read = { state: "present", value: parseBucketPolicy(policy) } as const;
        const { exposure } = exposureOfBucket({ ...facts, facets: { ...facts.facets, policy: read } });
        expect(exceeds(exposure.atLeast, exposure.atMost)).toBe(false);
      }),
      RUNS,
    );
  });
});

test("a policy that names hundreds, times hundreds, is judged, and not taken for closed", () => {
  const list = (length: number, name: (index: number) => string): string[] =>
    Array.from({ length }, (_, index) => name(index));
  const policy = {
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: list(400, (i) => String(400_000_000_000 + i)) },
        Action: "s3:*",
        Resource: "*",
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: {
          StringNotLike: { "aws:userid": list(200, (i) => `AROAEXAMPLEEXAMPLE${i}:*`) },
          StringNotEquals: { "aws:PrincipalOrgID": list(200, (i) => `o-abcdefgh${i}`) },
        },
      },
    ],
  };
  const { exposure } = exposureOfBucket(sampleBucket({ policy }));
  expect(exposure).toEqual({ atLeast: "private", atMost: "external" });
});
