/** A count for a person: `100,000`. */
export const counted = (count: number): string => count.toLocaleString("en-US");

/** A count with its word: `1 call`, `2 calls`. */
export const amount = (count: number, one: string, several = `${one}s`): string =>
  `${counted(count)} ${count === 1 ? one : several}`;

/** A time for a person: `1.4 ms`, `143 ms`. */
export const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
