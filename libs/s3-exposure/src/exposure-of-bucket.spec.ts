import { BUCKET_ARN, sampleBucket } from "../test/sample";
import { BUCKETS, CONDITIONS, DENIES, describeRow, PRINCIPALS } from "../test/tables";
import { exposureOfBucket } from "./exposure-of-bucket";

function judge(more: object) {
  const { policyIsPublic, exposure } = exposureOfBucket(sampleBucket(more));
  return { policyIsPublic, exposure };
}

describe.each([
  { what: "principals", rows: PRINCIPALS },
  { what: "conditions", rows: CONDITIONS },
])("one Allow: $what", ({ rows }) => {
  test.each(rows)("$name", ({ principal, notPrincipal, condition, public: policyIsPublic, exposure }) => {
    const statement = {
      Effect: "Allow",
      ...(principal === undefined ? { NotPrincipal: notPrincipal } : { Principal: principal }),
      Action: "s3:GetObject",
      Resource: `${BUCKET_ARN}/*`,
      ...(condition === undefined ? {} : { Condition: condition }),
    };
    expect(judge({ policy: { Version: "2012-10-17", Statement: [statement] } })).toEqual({
      policyIsPublic,
      exposure,
    });
  });
});

describe("several statements", () => {
  test.each(DENIES)("$name", ({ statements, public: policyIsPublic, exposure }) => {
    expect(judge({ policy: { Version: "2012-10-17", Statement: statements } })).toEqual({
      policyIsPublic,
      exposure,
    });
  });
});

describe("blocks x ACL x policy x refusals", () => {
  test.each(BUCKETS.map((row, index) => ({ index, row })))("bucket $index: $row", ({ row }) => {
    const { policyIsPublic, exposure } = row;
    expect(judge(describeRow(row))).toEqual({ policyIsPublic, exposure });
  });
});

test("the tables are as large as they should be", () => {
  expect(PRINCIPALS.length + CONDITIONS.length + DENIES.length).toBeGreaterThanOrEqual(120);
  expect(BUCKETS.length).toBeGreaterThanOrEqual(60);
});
