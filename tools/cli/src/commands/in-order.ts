/** Runs `work` on up to `limit` items at once and gives the results in the items' order. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // The failure is thrown where the result is taken, in order; until then it must not count as unhandled.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= limit) yield await (underWay.shift() ?? result);
    }
    for (const result of underWay.splice(0)) yield await result;
  } finally {
    await Promise.allSettled(underWay);
  }
}
