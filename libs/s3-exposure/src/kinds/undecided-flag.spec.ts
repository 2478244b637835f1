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

describe("what AWS's flag says nothing of stays as wide beside a statement that cannot be judged", () => {
  const unreadable = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const slash8s = Array.from({ length: 256 }, (_, index) => `${index}.0.0.0/8`);
  const halves = [slash8s.slice(0, 128), slash8s.slice(128)].map((half) =>
    allow({ IpAddress: { "aws:SourceIp": half } }),
  );
  const foreignPoints = allow({ StringEquals: { "s3:DataAccessPointAccount": FOREIGN } });
  const rows: readonly Row[] = [
    ["a foreign account's access points", [foreignPoints, unreadable], "private..public", RESTRICTED],
    ["narrow ranges that are everyone", [...halves, unreadable], "private..public", RESTRICTED],
    ["the same, and not public as AWS says", [...halves, unreadable], "external..public", NOT_PUBLIC],
    ["a foreign account", [partner, unreadable], "private..external", RESTRICTED],
  ];
  testRows(rows);
});
