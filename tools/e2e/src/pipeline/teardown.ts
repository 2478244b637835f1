import { reasonOf } from "../failure";

interface Undo {
  readonly what: string;
  readonly run: () => Promise<unknown>;
}

/** What has to be taken away again, last made first. */
export class Teardown {
  readonly #undo: Undo[] = [];
  #running: Promise<readonly string[]> | undefined;

  add(what: string, run: () => Promise<unknown>): void {
    this.#undo.push({ what, run });
  }

  /**
   * Takes everything away, once; one that fails does not stop the others.
   *
   * @returns what could not be taken away, and why
   */
  run(): Promise<readonly string[]> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<readonly string[]> {
    const left: string[] = [];
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) {
      try {
        await undo.run();
      } catch (error) {
        left.push(`${undo.what}: ${reasonOf(error)}`);
      }
    }
    return left;
  }
}
