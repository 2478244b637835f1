import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { change } from "../test/pipeline";

afterEach(stopClouds);

describe("the sender of an event", () => {
  test.each([
    ["a member account", {}, true],
    ["the bus's own account", { principal: "111122223333", organizationId: "" }, true],
    ["another organization", { organizationId: "o-other" }, false],
    [
      "a named role of the organization",
      { principal: "arn:aws:iam::777788889999:role/x", organizationId: "o-example" },
      true,
    ],
  ])("%s", async (_name, options, accepted) => {
    const cloud = await startPipeline((r) => {
      change(r, "Rule", { Targets: [] });
    });
    const trace = await cloud.putEvent(EVENT, options);

    expect(trace.accepted).toBe(accepted);
    expect(trace.denied).toHaveLength(accepted ? 0 : 1);
    expect(trace.lost).toHaveLength(accepted ? 0 : 1);
  });

  test("a bus without a policy takes events of its own account only", async () => {
    const cloud = await startPipeline({ BusPolicy: undefined });
    expect((await cloud.putEvent(EVENT)).accepted).toBe(false);
    expect((await cloud.putEvent({ ...EVENT, account: "111122223333" })).accepted).toBe(true);
  });
});
