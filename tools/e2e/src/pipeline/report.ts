import { Failure, reasonOf } from "../failure";

/** Prints what was tried, line by line. */
export class Report {
  readonly #print: (line: string) => void;
  #checks = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get checks(): number {
    return this.#checks;
  }

  note(line: string): void {
    this.#print(`     ${line}`);
  }

  /**
   * Tries one sentence.
   *
   * @throws Failure with the sentence, and why it is not so
   */
  async check<T>(sentence: string, attempt: () => Promise<T>): Promise<T> {
    const start = Date.now();
    try {
      const result = await attempt();
      this.#checks += 1;
      this.#print(`ok   ${sentence} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      throw new Failure(`${sentence}: ${reasonOf(error)}`, error instanceof Failure ? error.code : 1);
    }
  }
}
