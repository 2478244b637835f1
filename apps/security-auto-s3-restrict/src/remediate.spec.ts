import { openedTo } from "../test/stored-bucket";
import { useWorld } from "../test/world";

const newWorld = useWorld();

test("a violation is put right once: recorded before it is written, and put on the bus as it goes", async () => {
  const world = newWorld();
  expect(await world.assess()).toMatchObject({ done: "applied" });
  expect(world.writes).toEqual(["PutBucketPolicy"]);
  expect(world.transitions).toEqual(["planned (enforce)", "applied (enforce)"]);
  expect(world.calls.indexOf("putAction")).toBeLessThan(world.calls.indexOf("PutBucketPolicy"));
  expect(await world.actions()).toMatchObject([
    {
      remediation: { status: "applied", invariant: "inside", finding: "444455556666:ledger-archive:inside" },
      prior: { policy: openedTo().policy },
    },
  ]);
  expect(await world.assess()).toMatchObject({ done: "left alone", because: "nothing is violated any more" });
});
