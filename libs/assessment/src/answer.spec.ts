import { assessmentIn, readAnswer } from "./answer";
import { ASSESSMENT_EXAMPLE } from "./assessment.example";

test.each<[string, unknown]>([
  ["no answer", null],
  ["text", "done"],
  ["Lambda's error object", { errorType: "Error", errorMessage: "no", trace: [] }],
  ["the answer to an event that changed nothing", { statusCode: 200, body: "{}" }],
])("%s has no assessment", (_, answer) => {
  expect(readAnswer(answer)).toEqual({ success: true });
});

test("an assessment is read, without what its version does not name", () => {
  const answer = { statusCode: 200, assessment: { ...ASSESSMENT_EXAMPLE, addedLater: 1 } };
  expect(readAnswer(answer)).toEqual({ success: true, assessment: ASSESSMENT_EXAMPLE });
  expect(assessmentIn(answer)).toEqual(ASSESSMENT_EXAMPLE);
});

test("one that was given before is marked", () => {
  expect(readAnswer({ assessment: { ...ASSESSMENT_EXAMPLE, duplicate: true } })).toEqual({
    success: true,
    assessment: { ...ASSESSMENT_EXAMPLE, duplicate: true },
  });
});

test.each<[string, unknown, string]>([
  ["no object", "holds", "not an assessment of version 1"],
  ["of another version", { ...ASSESSMENT_EXAMPLE, version: "2" }, "not an assessment of version 1: version"],
  [
    "with a verdict that does not exist",
    { ...ASSESSMENT_EXAMPLE, verdict: "fine", exposure: { atLeast: "public" } },
    "not an assessment of version 1: verdict, exposure.atMost",
  ],
])("an assessment %s is an error that names the place", (_, assessment, error) => {
  expect(readAnswer({ assessment })).toEqual({ success: false, error });
  expect(assessmentIn({ assessment })).toBeUndefined();
});
