import { REMEDIATION_EXAMPLE, type Remediation } from "@security-auto/assessment";
import type { Answer } from "../remediation/answer";
import { outcomeInWords } from "./outcome-in-words";

const ID = "444455556666:ledger-archive:6f1c0b2a9d3e4f58-1";
const action = (status: Remediation["status"], because?: string): Remediation => ({
  ...REMEDIATION_EXAMPLE,
  id: ID,
  status,
  ...(because !== undefined && { because }),
});
const UNDO = `npm run undo -- ${ID} --owner NAME --reason TEXT`;
const SHOW = `to see what stands: npm run actions -- show ${ID}`;

test.each<[string, "approve" | "undo", Answer, readonly string[]]>([
  [
    "applied",
    "approve",
    { outcome: "applied", action: action("applied") },
    ["applied: bucket ledger-archive (444455556666) is private now", `to undo it: ${UNDO}`],
  ],
  [
    "S3 refused the write",
    "approve",
    { outcome: "failed", action: action("failed", "PutBucketPolicy failed: AccessDenied (status 403)") },
    [
      "failed: PutBucketPolicy failed: AccessDenied (status 403)",
      SHOW,
      `to restore what bucket ledger-archive (444455556666) had before: ${UNDO}`,
    ],
  ],
  [
    "enforcement is off",
    "approve",
    { outcome: "refused", action: action("refused", "remediation is switched off") },
    ["nothing was written: remediation is switched off"],
  ],
  [
    "the bucket is not what was planned for",
    "approve",
    { outcome: "changed", action: action("failed", "the bucket was deleted") },
    ["nothing was written: the bucket was deleted"],
  ],
  [
    "undone",
    "undo",
    { outcome: "undone", action: action("undone") },
    ["undone: bucket ledger-archive (444455556666) has again what it had before"],
  ],
  [
    "the bucket was changed since",
    "undo",
    { outcome: "differs", differences: ["the ACL was changed since: it is A, not B"] },
    [
      "nothing was written: the bucket is not what the action left",
      "the ACL was changed since: it is A, not B",
      "to undo it all the same, and lose what was changed since: --force",
    ],
  ],
  ["no outcome", "approve", {}, ["the function does not say how it ended", SHOW]],
])("%s", (_, request, outcome, lines) => {
  expect(outcomeInWords(outcome, { request, id: ID })).toEqual(lines);
});

test("a command to copy names the environment that was asked", () => {
  const answer: Answer = { outcome: "applied", action: action("applied") };
  expect(outcomeInWords(answer, { request: "approve", id: ID, environment: "prod" })).toContain(
    `to undo it: ${UNDO} --environment prod`,
  );
});
