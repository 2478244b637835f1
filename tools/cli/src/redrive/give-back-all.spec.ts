import { giveBackAll } from "./give-back-all";

const receipts = Array.from({ length: 120 }, (_, index) => String(index));

test.each<[string, (receipt: number) => boolean, number]>([
  ["all can be", () => true, 120],
  ["some cannot be", (receipt) => receipt % 2 === 0, 120],
  ["none of the first can be: the rest is not tried", () => false, 50],
])("%s", async (_what, can, expected) => {
  let tried = 0;
  let atOnce = 0;
  let most = 0;
  await giveBackAll(receipts, {
    giveBack: async (receipt) => {
      tried++;
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce--;
      if (!can(Number(receipt))) throw new Error("not now");
    },
  });
  expect({ tried, most }).toEqual({ tried: expected, most: 50 });
});
