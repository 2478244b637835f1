import type { Asked } from "@security-auto/local-cloud";
import { held, policiesOf, ROLE } from "../test/policies";
import { BRANCHES } from "./branches/branches";
import { compare } from "./policies/compare";
import { setAside } from "./policies/not-judged";
import type { Proof } from "./prove";
import { holds, report } from "./report";

const [statement, ...keys] = held(
  ROLE,
  { Effect: "Allow", Action: "s3:GetBucketAcl", Resource: "*" },
  { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" },
);
const [branch] = BRANCHES;
if (statement === undefined || branch === undefined) throw new Error("there are none");

const policies = policiesOf(statement);
const mutant = { kind: "removed", held: statement, action: "s3:GetBucketAcl" } as const;
const asked: readonly Asked[] = [];
const PROVEN: Proof = {
  policies,
  notAllowed: [],
  notJudged: [],
  notAsAsked: [],
  weakenings: [{ name: "a user", found: "not allowed: AWS::IAM::User" }],
  findings: [],
  negativeTests: { made: 5, refused: 4, accepted: 1 },
  acceptedBroad: 1,
  unmet: [],
  branches: [{ branch, asked, decisions: 3, missed: undefined }],
  trials: [{ mutant, killed: true, by: branch.name }],
};

test("a proof without anything to say against it holds", () => {
  expect(holds(PROVEN)).toBe(true);
  expect(report(PROVEN)).toContain("proven");
});

test.each<[string, Partial<Proof>, string]>([
  [
    "a finding",
    { findings: compare(asked, policies) },
    "granted but never used: role reader (111122223333), p, statement 1: s3:GetBucketAcl on *",
  ],
  [
    "a branch that was not taken",
    { branches: [{ branch, asked, decisions: 3, missed: "0 runs, not 1" }] },
    `not taken: ${branch.name}: 0 runs, not 1`,
  ],
  [
    "a mutant that survives",
    { trials: [{ mutant, killed: false, because: "no branch needs it" }] },
    "survived: role reader (111122223333), p, statement 1: s3:GetBucketAcl removed: no branch needs it",
  ],
  [
    "something accepted that is not there",
    { unmet: ["accepted, but not granted: s3:GetBucketAcl on *"] },
    "accepted, but not granted: s3:GetBucketAcl on *",
  ],
  ["something that is not listed", { notAllowed: ["not allowed: x"] }, "not allowed: x"],
  ["a grant that nothing asks for", { notAsAsked: ["not judged: x"] }, "not judged: x"],
  ["a weakening that is not found", { weakenings: [{ name: "x", found: undefined }] }, "not found: x"],
  ["no mutant at all", { trials: [] }, "not proven"],
])("a proof does not hold with %s", (_, change, line) => {
  const proof = { ...PROVEN, ...change };
  expect(holds(proof)).toBe(false);
  expect(report(proof)).toEqual(expect.arrayContaining([line, "not proven"]));
});

test("a statement for a service that is not here is set aside and printed; another action keeps it in", () => {
  const mixed = held(ROLE, { Effect: "Allow", Action: ["kms:Decrypt", "s3:GetBucketAcl"], Resource: "*" });
  const { judged, notJudged } = setAside(policiesOf(statement, ...keys, ...mixed));
  expect(judged.statements).toEqual([statement, ...mixed]);
  expect(report({ ...PROVEN, notJudged })).toContain(
    "not judged: role reader (111122223333), p, statement 2: kms:Decrypt, kms:GenerateDataKey: the local cloud has no such service",
  );
});

test("what made wider is counted, by the check that found it", () => {
  const dropped = { kind: "unconditional", held: statement, operator: "StringEquals", key: "aws:A" } as const;
  const trials: Proof["trials"] = [
    { mutant: dropped, killed: true, by: "a negative access test" },
    { mutant: { ...dropped, key: "aws:B" }, killed: true, by: "a negative access test" },
    { mutant: { ...dropped, key: "aws:C" }, killed: true, by: "a use that is refused" },
    { mutant: { ...dropped, key: "aws:D" }, killed: false, because: "no check finds it" },
  ];
  expect(report({ ...PROVEN, trials })).toEqual(
    expect.arrayContaining([
      "                       a condition dropped: 4, 3 killed (2 by a negative access test, 1 by a use that is refused)",
      "survived: role reader (111122223333), p, statement 1: condition aws:D dropped: no check finds it",
    ]),
  );
});
