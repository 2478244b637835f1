import fc from "fast-check";
import { BUCKET, BUCKET_ARN, sampleBucket } from "../test/sample";
import { exposureOfBucket } from "./exposure-of-bucket";
import { MOST_STEPS, Steps } from "./access/steps";

/** S3 takes no longer policy. */
const MOST_BYTES = 20 * 1024;
/** What leaves room for the rest of the policy. */
const LARGE = MOST_BYTES - 500;

const everyone = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET_ARN}/*` };
const list = (length: number, name: (index: number) => string): string[] =>
  Array.from({ length }, (_, index) => name(index));
const account = (index: number): string => String(400_000_000_000 + index);

function judge(statements: readonly object[]) {
  const steps = new Steps();
  const facts = sampleBucket({ policy: { Version: "2012-10-17", Statement: statements } });
  const { exposure, evidence } = exposureOfBucket(facts, { steps });
  return { exposure, evidence, steps: steps.taken };
}

/** As many of these as fit into a policy. */
function fill(size: number, one: (index: number) => object): object[] {
  const statements: object[] = [];
  for (let bytes = 0, index = 0; ; index += 1) {
    const statement = one(index);
    bytes += JSON.stringify(statement).length + 1;
    if (bytes > size) return statements;
    statements.push(statement);
  }
}

const NAMES: Readonly<Record<string, (index: number) => string>> = {
  "aws:PrincipalAccount": account,
  "aws:PrincipalOrgID": (index) => `o-${1_000_000_000 + index}`,
  "aws:userid": (index) => `AIDA${1_000_000_000_000 + index}`,
  "aws:PrincipalArn": (index) => `arn:aws:iam::${account(index)}:role/*${index}`,
  "aws:SourceArn": (index) => `arn:aws:s3:::bucket-${index}`,
  "aws:SourceVpce": (index) => `vpce-${index}`,
  "aws:SourceIp": (index) => `10.${index % 256}.0.0/16`,
  "s3:DataAccessPointAccount": account,
  "s3:prefix": (index) => `*${"ab".repeat(index % 20)}*?*`,
};

const condition = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "StringEquals",
        "StringNotLike",
        "StringLike",
        "ArnNotEquals",
        "IpAddress",
        "ForAllValues:StringNotLike",
      ),
      fc.constantFrom(...Object.entries(NAMES)),
      fc.nat({ max: 150 }),
    ),
    { maxLength: 4 },
  )
  .map((entries) =>
    Object.fromEntries(
      entries.map(([operator, [key, name], many]) => [operator, { [key]: list(many, name) }]),
    ),
  );

const principal = fc.oneof(
  fc.constant({ Principal: "*" }),
  fc.nat({ max: 300 }).map((many) => ({ Principal: { AWS: list(many + 1, account) } })),
  fc.nat({ max: 100 }).map((many) => ({
    NotPrincipal: { AWS: list(many + 1, (index) => `arn:aws:iam::${account(index)}:role/R`) },
  })),
  fc
    .nat({ max: 50 })
    .map((many) => ({ Principal: { Service: list(many + 1, (index) => `s${index}.amazonaws.com`) } })),
);

const patterns = fc.nat({ max: 200 }).map((many) => list(many + 1, (index) => `s3:*${index.toString(36)}*`));

const big = fc
  .tuple(fc.constantFrom("Allow", "Deny"), principal, patterns, fc.nat({ max: 50 }), condition)
  .map(([Effect, who, Action, many, Condition]) => ({
    Effect,
    ...who,
    Action,
    Resource: list(many + 1, (index) => `${BUCKET_ARN}/*${index}*`),
    Condition,
  }));

test("whatever a policy holds, judging it takes a bounded number of steps", () => {
  fc.assert(
    fc.property(fc.array(big, { maxLength: 12 }), (statements) => {
      let bytes = 0;
      const fitting = statements.filter((one) => (bytes += JSON.stringify(one).length + 1) <= LARGE);
      const { steps } = judge(fitting);
      // The last comparison may be of a list, which is no longer than the policy.
      expect(steps).toBeLessThan(MOST_STEPS + MOST_BYTES);
    }),
    { numRuns: Number(process.env["COST_RUNS"] ?? 60) },
  );
});

test("many actions that a Deny takes in part are not compared once more when the steps are spent", () => {
  const all = { ...everyone, Action: "s3:*" };
  const actions = list(2400, (index) => `*${index.toString(36)}`);
  const unknown = { StringEquals: { "example:key": "x" } };
  const { steps } = judge([all, all, all, { ...all, Effect: "Deny", Action: actions, Condition: unknown }]);
  expect(steps).toBeLessThan(MOST_STEPS + MOST_BYTES);
});

const shapes: Readonly<Record<string, (size: number) => object[]>> = {
  "many Allows of one account each": (size) =>
    fill(size, (index) => ({ ...everyone, Principal: { AWS: account(index) } })),
  "one Allow of many accounts": (size) => [
    { ...everyone, Principal: { AWS: list(Math.floor(size / 15), account) } },
  ],
  "many Denies": (size) => [
    everyone,
    ...fill(size, (index) => ({
      ...everyone,
      Effect: "Deny",
      Condition: { StringEquals: { "aws:PrincipalAccount": account(index) } },
    })),
  ],
  "many actions": (size) => [
    { ...everyone, Action: list(Math.floor(size / 14), (index) => `s3:Get${index}*`) },
  ],
};

test.each(Object.entries(shapes))(
  "twice the policy takes no more than twice the steps: %s",
  (_what, shape) => {
    const [small, large] = [judge(shape(5_000)).steps, judge(shape(10_000)).steps];
    expect(large).toBeLessThan(4.5 * small);
    expect(judge(shape(LARGE)).exposure.atLeast).not.toBe("private");
  },
);

test("a policy of five statements, as bucket policies are, takes few steps", () => {
  const all = [BUCKET_ARN, `${BUCKET_ARN}/*`];
  const objects = `${BUCKET_ARN}/*`;
  const role = (name: string) => ({ AWS: `arn:aws:iam::${account(0)}:role/${name}` });
  const { steps } = judge([
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: all,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    { Effect: "Allow", Principal: role("reader"), Action: ["s3:GetObject", "s3:ListBucket"], Resource: all },
    { Effect: "Allow", Principal: role("writer"), Action: "s3:PutObject", Resource: objects },
    {
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: objects,
      Condition: { StringEquals: { "aws:SourceAccount": account(0) } },
    },
    { ...everyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-tide1234pl" } } },
  ]);
  expect(steps).toBeLessThan(200);
});

describe("a policy made to be costly", () => {
  const names = (key: string, many: number): string[] => list(many, NAMES[key] ?? String);
  const costly = [
    {
      ...everyone,
      Effect: "Deny",
      Condition: {
        StringEquals: {
          "aws:PrincipalAccount": names("aws:PrincipalAccount", 20),
          "aws:PrincipalOrgID": names("aws:PrincipalOrgID", 20),
          "aws:userid": names("aws:userid", 21),
        },
      },
    },
    {
      ...everyone,
      Condition: {
        StringLike: {
          "aws:PrincipalArn": list(250, (index) => `arn:aws:iam::${account(index)}:*x${index}y*`),
        },
      },
    },
  ];

  test("is settled or left open with the reason, and the public statement beside it is found", () => {
    const { exposure, steps } = judge(costly);
    expect(exposure.atMost).not.toBe("private");
    expect(steps).toBeLessThan(MOST_STEPS + MOST_BYTES);
    expect(judge([...costly, everyone]).exposure).toEqual({ atLeast: "public", atMost: "public" });
    expect(judge([everyone, ...costly]).exposure).toEqual({ atLeast: "public", atMost: "public" });
  });

  test("out of steps, what was found stays certain and the rest is open", () => {
    const facts = sampleBucket({
      policy: { Statement: [{ ...everyone, Principal: { AWS: list(400, account) } }] },
    });
    const { exposure } = exposureOfBucket(facts, { steps: new Steps(10) });
    expect(exposure.atMost).toBe("external");
    const anyone = sampleBucket({ policy: { Statement: costly }, account: BUCKET.account });
    const { exposure: open, evidence } = exposureOfBucket(anyone, { steps: new Steps(10) });
    expect(open).toEqual({ atLeast: "private", atMost: "public" });
    expect(evidence.atMost[0]?.because).toMatch(/^too many principals and values to evaluate individually/);
  });
});
