import { assessed, at, swept } from "../test/assessments";
import { type BucketAssessment, stateAfter } from "./state-after";

const changed = (minute: number, eventTime: string): BucketAssessment =>
  assessed("holds", minute, { eventTime });

test.each<[string, readonly BucketAssessment[], string | undefined]>([
  ["a change", [changed(1, at(0))], at(0)],
  ["a later one", [changed(1, at(0)), changed(3, at(2))], at(2)],
  ["an earlier one that comes later", [changed(1, at(1)), changed(2, at(0))], at(1)],
  ["a sweep, after which it is as before", [changed(1, at(0)), swept("holds", 60)], at(0)],
  ["a sweep alone", [swept("holds", 60)], undefined],
  ["a time that is still to come", [changed(1, at(59))], at(1)],
  ["no time", [changed(1, at(0)), changed(2, "yesterday")], at(0)],
  ["no time, first", [changed(2, "yesterday")], undefined],
  ["a time before all others", [changed(2, "-000001-01-01T00:00:00Z")], undefined],
])("when the last change came: %s", (_, assessments, expected) => {
  const state = assessments.reduce<ReturnType<typeof stateAfter> | undefined>(
    (before, one) => stateAfter(one, before),
    undefined,
  );
  expect(state?.changedAt).toBe(expected);
});
