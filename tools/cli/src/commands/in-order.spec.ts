import { inOrder } from "./in-order";

async function* numbers(count: number) {
  for (let item = 0; item < count; item++) yield Promise.resolve(item);
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const later = <T>(value: T, turns: number) =>
  new Promise<T>((resolve) => {
    const wait = (left: number) => {
      if (left === 0) resolve(value);
      else setImmediate(wait, left - 1);
    };
    wait(turns);
  });

test("gives results in the order of the items, whichever ends first", async () => {
  expect(await collected(inOrder(numbers(20), 4, (item) => later(item, (20 - item) % 5)))).toEqual([
    ...Array(20).keys(),
  ]);
});

test("never has more under way than the limit", async () => {
  let underWay = 0;
  let most = 0;
  const work = async (item: number) => {
    most = Math.max(most, ++underWay);
    await later(item, 3);
    underWay--;
    return item;
  };
  await collected(inOrder(numbers(50), 4, work));
  expect(most).toBe(4);
});

test("a failure comes in its place, after the results before it", async () => {
  const seen: number[] = [];
  const results = inOrder(numbers(10), 4, (item) =>
    item === 3 ? Promise.reject(new Error("third")) : later(item, 2),
  );
  await expect(
    (async () => {
      for await (const result of results) seen.push(result);
    })(),
  ).rejects.toThrow("third");
  expect(seen).toEqual([0, 1, 2]);
});
