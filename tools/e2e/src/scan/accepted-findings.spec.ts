import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AcceptedFinding, judgeFindings, parseAcceptedFindings } from "./accepted-findings";
import type { Finding } from "./finding";

const finding = (over: Partial<Finding> = {}): Finding => ({
  tool: "checkov",
  id: "CKV_AWS_27",
  resourceType: "AWS::SQS::Queue",
  where: "a.template.json: AWS::SQS::Queue.Failures",
  message: "Ensure all data stored in the SQS queue is encrypted",
  ...over,
});

const entry = (over: Partial<AcceptedFinding> = {}): AcceptedFinding => ({
  tool: "checkov",
  id: "CKV_AWS_27",
  resourceType: "AWS::SQS::Queue",
  reason: "It is encrypted with the keys of SQS.",
  ...over,
});

test.each<[name: string, findings: Finding[], accepted: AcceptedFinding[], open: number, unused: number]>([
  ["nothing found, nothing accepted", [], [], 0, 0],
  ["a finding nobody accepted", [finding()], [], 1, 0],
  ["an accepted one", [finding()], [entry()], 0, 0],
  ["one entry for several resources of the type", [finding(), finding({ where: "b" })], [entry()], 0, 0],
  ["the same check on another type", [finding({ resourceType: "AWS::SNS::Topic" })], [entry()], 1, 1],
  ["another check on the same type", [finding({ id: "CKV_AWS_1" })], [entry()], 1, 1],
  ["the same id of another scanner", [finding({ tool: "cfn-lint" })], [entry()], 1, 1],
  ["accepted in vain", [], [entry()], 0, 1],
])("%s", (_name, findings, accepted, open, unused) => {
  const judged = judgeFindings(findings, accepted);
  expect([judged.open.length, judged.unused.length]).toEqual([open, unused]);
});

test("what is accepted here has a scanner, an id, a type and a reason", () => {
  const file = join(__dirname, "..", "..", "accepted-findings.json");
  const accepted = parseAcceptedFindings(readFileSync(file, "utf8"), file);
  const keys = accepted.map(({ tool, id, resourceType }) => `${tool} ${id} ${resourceType}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ["no JSON", "[", /^accepted\.json: /],
  ["no reason", JSON.stringify([{ ...entry(), reason: "" }]), /^accepted\.json: 0\.reason: /],
  ["an unknown scanner", JSON.stringify([{ ...entry(), tool: "nag" }]), /^accepted\.json: 0\.tool: /],
  ["an unknown key", JSON.stringify([{ ...entry(), until: "2030" }]), /^accepted\.json: 0?:? ?.*until/],
])("a list with %s is refused", (_name, text, message) => {
  expect(() => parseAcceptedFindings(text, "accepted.json")).toThrow(message);
});
