import { isIP } from "node:net";
import fc from "fast-check";
import { statements } from "../test/arbitraries";
import { isAllowed, isStored, requests, type Written } from "../test/referee";
import { sampleBucket } from "../test/sample";
import { exceeds, type Exposure } from "./exposure";
import { exposureOfBucket } from "./exposure-of-bucket";

const RUNS = { numRuns: Number(process.env["REFEREE_RUNS"] ?? 40) };

/** AWS refuses these, so that there is no request to ask about. */
const isRefused = (statement: Written): boolean =>
  !isStored(statement) ||
  /StringDiffers|"false"|""/.test(JSON.stringify(statement)) ||
  Object.entries(statement["Condition"] ?? {}).some(
    ([operator, keys]: [string, unknown]) =>
      /IpAddress/i.test(operator) &&
      !Object.values(keys ?? {})
        .flat()
        .every(isRange),
  );

const isRange = (value: unknown): boolean => isIP(String(value).split("/")[0] ?? "") !== 0;

/** The widest exposure that one concrete request proves, and that any sampled request proves. */
function widestOf(list: readonly Written[], viaAccessPoints: boolean): Exposure {
  let widest: Exposure = "private";
  for (const request of requests(viaAccessPoints))
    if (exceeds(request.exposure, widest) && isAllowed(list, request)) widest = request.exposure;
  return widest;
}

const judged = (list: readonly Written[], more: object = {}) =>
  exposureOfBucket(sampleBucket({ policy: { Version: "2012-10-17", Statement: list }, ...more })).exposure;

test("no concrete request is allowed that goes beyond what is judged possible", () => {
  fc.assert(
    fc.property(statements, (list) => {
      fc.pre(!list.some(isRefused));
      expect(exceeds(widestOf(list, true), judged(list).atMost)).toBe(false);
    }),
    RUNS,
  );
});

test("where something is judged certain, a concrete request proves it", () => {
  fc.assert(
    fc.property(statements, (list) => {
      fc.pre(!list.some(isRefused));
      const certain = judged(list, { accessPoints: [] }).atLeast;
      expect(exceeds(certain, widestOf(list, true))).toBe(false);
    }),
    RUNS,
  );
});
