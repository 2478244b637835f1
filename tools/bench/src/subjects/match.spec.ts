import { matchSubject } from "./match";

test("every contender finds the same matches", () => {
  // A pass counts its matches itself and throws when they are not those of the samples.
  const { contenders } = matchSubject();
  expect(contenders.map(({ run }) => run())).toEqual([1800, 1800]);
});
