import { Chain } from "./chain";

const after = (chain: Chain, steps: number): Chain => (steps === 0 ? chain : after(chain.next(), steps - 1));

test("sixteen steps may cause each other, and no more", () => {
  expect(after(Chain.begin(), 16).stopped).toBeUndefined();
  expect(after(Chain.begin(), 17).stopped).toMatch("more than 16 steps");
});

test("one origin sets off ten thousand steps, however they branch, and no more", () => {
  const origin = Chain.begin();
  const steps = Array.from({ length: 5_000 }, () => origin.next()).flatMap((step) => [step, step.next()]);
  expect(steps.map(({ stopped }) => stopped)).toEqual(steps.map(() => undefined));
  expect(origin.next().stopped).toMatch("more than 10000 others");
});

test("what has another origin counts for itself", () => {
  const origin = Chain.begin();
  for (let step = 0; step <= 10_000; step += 1) origin.next();
  expect(Chain.begin().next().stopped).toBeUndefined();
});
