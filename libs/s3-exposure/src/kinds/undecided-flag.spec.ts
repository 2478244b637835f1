import { allow, FOREIGN, ORG, type Row, testRows, to } from "../../test/kinds";

const RESTRICTED = { publicAccessBlock: { RestrictPublicBuckets: true } };
const NOT_PUBLIC = { policyStatus: { isPublic: false } };
const PUBLIC = { policyStatus: { isPublic: true } };

const partner = to({ AWS: FOREIGN });
const undecided = allow({ StringIsExactly: { "aws:PrincipalOrgID": ORG } });
const anonymous = allow({ StringEquals: { "aws:userid": "anonymous" } });
const absentOrgPaths = allow({
  "ForAnyValue:StringEqualsIfExists": { "aws:PrincipalOrgPaths": `${ORG}/r-ab12/` },
});
const emptyVpc = allow({ StringEquals: { "aws:SourceVpc": "" } });

describe("where S3 may or may not count the policy as public, RestrictPublicBuckets may or may not cut it off", () => {
  const rows: readonly Row[] = [
    ["an operator that does not exist", [undecided], "private..public", RESTRICTED],
    ["a foreign account beside it", [partner, undecided], "private..public", RESTRICTED],
    ["a foreign account beside what nobody meets", [partner, emptyVpc], "private..external", RESTRICTED],
    ["callers without credentials", [anonymous], "private..public", RESTRICTED],
    ["IfExists together with ForAnyValue", [absentOrgPaths], "private..public", RESTRICTED],
    ["without the block", [partner, undecided], "external..public"],
    ["callers without credentials, without the block", [anonymous], "public"],
    ["a public statement beside it decides", [allow(), partner, undecided], "private", RESTRICTED],
  ];
  testRows(rows);
});

describe("AWS's own answer decides whether the block counts", () => {
  const rows: readonly Row[] = [
    ["not public", [partner, emptyVpc], "external", { ...RESTRICTED, ...NOT_PUBLIC }],
    ["public", [partner, emptyVpc], "private", { ...RESTRICTED, ...PUBLIC }],
    [
      "not public, though callers without credentials have access",
      [anonymous],
      "public",
      { ...RESTRICTED, ...NOT_PUBLIC },
    ],
  ];
  testRows(rows);
});
