/** Reads everything to the end, so that what is wrong is found before anything runs; gives the number of values. */
export async function checked(values: AsyncIterable<unknown>): Promise<number> {
  const iterator = values[Symbol.asyncIterator]();
  let count = 0;
  while (!(await iterator.next()).done) count++;
  return count;
}
