import { setMaxListeners } from "node:events";
import { checksMade } from "@security-auto/assessment";
import { type FakeAnswer, type FakeAws, startFakeAws } from "@security-auto/testing";
import { HOME, SETTINGS } from "../test/settings";
import { ALL_OK, GRANTED, MEMBER, NOW, targetOf, wellAnswer } from "../test/well-account";
import { checkAccount } from "./check-account";

const error = (status: number, code: string): FakeAnswer => ({
  status,
  headers: { "x-amzn-errortype": code },
  body: JSON.stringify({ __type: code, message: "no", Message: "no" }),
});

/** Each way in which a service fails, and the region where it does. */
const FAILING: Readonly<Record<string, FakeAnswer>> = {
  "us-west-2": error(400, "AccessDeniedException"),
  "us-east-2": error(400, "ThrottlingException"),
  "eu-west-1": error(500, "InternalFailure"),
  "eu-central-1": error(503, "ServiceUnavailable"),
  "ap-south-1": "reset",
};
const REGIONS = Object.keys(FAILING);
/** Where the selectors of the trail are read. */
const TRAIL_REGION = "us-east-1";

let aws: FakeAws;
let failing: string;
let failsAtHome: FakeAnswer | undefined;
beforeAll(async () => {
  aws = await startFakeAws((request) => {
    const target = targetOf(request);
    const { region } = request.signature;
    const answer = region === TRAIL_REGION ? failsAtHome : FAILING[region];
    const isStruck = target === failing && answer !== undefined;
    return isStruck ? answer : { body: JSON.stringify(wellAnswer(target, request)) };
  });
  process.env["AWS_ENDPOINT_URL"] = aws.url;
});
afterAll(() => {
  delete process.env["AWS_ENDPOINT_URL"];
  return aws.close();
});

/** What is found of each region. */
async function checked(): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const { signal } = new AbortController();
  // Regions are read at once.
  setMaxListeners(0, signal);
  const places = await checkAccount(MEMBER, {
    settings: { ...SETTINGS, members: { ...SETTINGS.members, regions: REGIONS } },
    home: HOME,
    bucketRegions: [],
    role: GRANTED,
    // What came says enough, whatever is known of the schedule.
    changedAt: () => Promise.resolve(failing === "GetSchedule" ? undefined : new Date(NOW).toISOString()),
    now: () => NOW,
    signal,
  });
  return new Map(
    places.map(({ region, checks }) => [
      region,
      Object.fromEntries(checksMade(checks).map(([check, { result }]) => [check, result])),
    ]),
  );
}

const WELL = Object.fromEntries(Object.keys(ALL_OK).map((check) => [check, "ok"]));
const unknown = (checks: readonly string[]) => ({
  ...WELL,
  ...Object.fromEntries(checks.map((check) => [check, "unknown"])),
});

describe("a read that is refused, throttled, fails or is cut off makes its check unknown, and no other", () => {
  test.each<[string, readonly string[], string]>([
    ["DescribeRule", ["forwarding-rule", "tampering-rule"], "unknown"],
    ["ListTargetsByRule", ["forwarding-rule", "tampering-rule"], "unknown"],
    ["GetQueueAttributes", ["forwarding-queue"], "unknown"],
    ["DescribeTrails", ["trail"], "unknown"],
    // That one of the trails is not read says nothing of the role.
    ["GetTrailStatus", ["trail"], "ok"],
    ["GetSchedule", ["heartbeat"], "unknown"],
  ])("%s", async (call, checks, role) => {
    failing = call;
    const found = await checked();
    expect(found).toEqual(
      new Map([["global", { "read-role": role }], ...REGIONS.map((region) => [region, unknown(checks)])] as [
        string,
        object,
      ][]),
    );
  });

  test.each(Object.values(FAILING).map((answer) => [answer]))(
    "GetEventSelectors, in every region: %j",
    async (answer) => {
      [failing, failsAtHome] = ["GetEventSelectors", answer];
      const found = await checked();
      for (const region of REGIONS) expect(found.get(region)).toEqual(unknown(["trail"]));
    },
  );
});
