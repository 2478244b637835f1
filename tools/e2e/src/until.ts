import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "./failure";

/**
 * Asks again and again until there is an answer.
 *
 * @param what - what is waited for, as a sentence: it is in the message when it does not come
 * @param patience - in ms
 */
export async function until<T>(
  what: string,
  patience: number,
  ask: () => Promise<T | undefined>,
  every = 500,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Failure(`waited ${patience / 1000} s in vain: ${what}`, 1);
    await pause(every);
  }
}
