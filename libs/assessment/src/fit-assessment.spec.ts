import { type Assessment, assessmentSchema } from "./assessment";
import { ASSESSMENT_EXAMPLE } from "./assessment.example";
import { fitAssessment, fittedAssessment } from "./fit-assessment";

const bytesOf = (assessment: Assessment) => Buffer.byteLength(JSON.stringify(assessment));

/** What is read of an assessment that was made to fit. */
const fit = (assessment: Assessment, bytes: number): Assessment =>
  assessmentSchema.parse(JSON.parse(fitAssessment(assessment, bytes)));

const evidence = (pieces: number, because: string) =>
  Array.from({ length: pieces }, (_, index) => ({
    source: "bucket policy",
    statement: `Statement${index}`,
    grants: ["s3:GetObject"],
    because,
  }));

/** Of a bucket with so many pieces of evidence that each of 200 invariants repeats them. */
function large(pieces: number, because = "it allows anyone on the internet"): Assessment {
  return {
    ...ASSESSMENT_EXAMPLE,
    evidence: evidence(pieces, because),
    invariants: Array.from({ length: 200 }, (_, index) => ({
      name: `invariant-${index}`,
      verdict: "violates",
      because,
      evidence: evidence(pieces, because),
    })),
  };
}

/** What an assessment has that a change led to. */
const CHANGE = {
  cause: "change",
  changeId: "change-1",
  call: "PutBucketPolicy",
  actor: { type: "IAMUser", display: "IAM user release-bot" },
  eventTime: "2026-03-04T09:14:02Z",
} as const;

test("an assessment that fits stays as it is", () => {
  expect(JSON.parse(fitAssessment(ASSESSMENT_EXAMPLE, 1024 * 1024))).toEqual(ASSESSMENT_EXAMPLE);
});

test.each([
  ["much evidence", large(150), 1024 * 1024],
  ["more of it", large(300), 1024 * 1024],
  ["long reasons", large(10, "é".repeat(3000)), 1024 * 1024],
  ["evidence that is far too much", large(100, "é".repeat(3000)), 64 * 1024],
])("%s: evidence is cut with a mark, every verdict stays", (_, assessment, bytes) => {
  expect(bytesOf(assessment)).toBeGreaterThan(bytes);
  const json = fitAssessment(assessment, bytes);
  expect(JSON.stringify(fittedAssessment(assessment, bytes))).toBe(json);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(bytes);
  const fitted = assessmentSchema.parse(JSON.parse(json));
  expect(JSON.parse(json)).toEqual(fitted);
  expect(json).toMatch(/"evidenceOmitted":\d|\[\.\.\.\]/);
  const verdicts = ({ verdict, exposure, invariants }: Assessment) => ({
    verdict,
    exposure,
    invariants: invariants.map(({ name, verdict: one }) => `${name} ${one}`),
  });
  expect(verdicts(fitted)).toEqual(verdicts(assessment));
});

test("what was read is left out first, and nothing else with it", () => {
  const described = { name: "ledger-archive", policy: "x".repeat(20_000) };
  const assessment: Assessment = { ...ASSESSMENT_EXAMPLE, described };
  expect(fit(assessment, bytesOf(assessment))).toEqual(assessment);
  expect(fit(assessment, bytesOf(assessment) - 1)).toEqual(ASSESSMENT_EXAMPLE);
});

test("the mark counts every piece that was left out", () => {
  const fitted = fit(large(150), 1024 * 1024);
  const kept = [fitted, ...fitted.invariants].reduce((sum, one) => sum + one.evidence.length, 0);
  expect(kept + (fitted.evidenceOmitted ?? 0)).toBe(150 * 201);
  expect(fitted.evidence[0]).toEqual(large(150).evidence[0]);
});

test("a reason is not cut within a character", () => {
  const {
    evidence: [first],
  } = fit(large(150, `x${"\u{1F512}".repeat(3000)}`), 1024 * 1024);
  expect(first?.because).toMatch(/^x(?:\u{1F512})+ \[\.\.\.\]$/u);
});

test("an assessment that cannot be made small enough is as small as it gets", () => {
  const fitted = fit(large(10), 10);
  expect(fitted.evidence).toEqual([]);
  expect(fitted.evidenceOmitted).toBe(10 * 201);
});

test("reasons for what was opened and closed are shortened too, and nothing else of it", () => {
  const exposedAt = {
    eventTime: "2026-03-04T09:14:02Z",
    exposure: { atLeast: "public", atMost: "public" },
    invariants: [{ name: "nothing-public", verdict: "violates", because: "x".repeat(3000) }],
  } as const;
  const assessment: Assessment = { ...large(10), ...CHANGE, exposedAt };
  expect(fit(assessment, bytesOf(assessment) - 1)).toMatchObject({
    exposedAt: {
      ...exposedAt,
      invariants: [{ name: "nothing-public", because: `${"x".repeat(1994)} [...]` }],
    },
  });
});
