import { capturedLines } from "@security-auto/testing";
import { measureSweep } from "./measure-sweep";

const measured = (sweep: Parameters<typeof measureSweep>[0]): unknown[] =>
  capturedLines(() => {
    measureSweep(sweep, { functionName: "security-auto-sweep" });
  }).map((line): unknown => JSON.parse(line));

test("a sweep of the organization counts, with the buckets that were not judged", () => {
  expect(measured({ failed: 3 })).toMatchObject([
    { FunctionName: "security-auto-sweep", SweepsFinished: 1, SweptBucketsFailed: 3 },
  ]);
});

test("that of one account does not", () => {
  expect(measured({ account: "444455556666", failed: 3 })).toEqual([]);
});
