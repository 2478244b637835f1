export interface StoredLine {
  readonly stream: string;
  readonly message: string;
  /** When it was written, in ms since 1970. */
  readonly at: number;
}

/** A CloudWatch Logs group in memory. */
export class LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt = Date.now();
  readonly streams = new Set<string>();
  readonly #keepsLines: boolean;
  readonly #lines: StoredLine[] = [];
  #lineCount = 0;

  /** @param keepsLines - When `false` the group counts its lines and forgets them. */
  constructor(name: string, arn: string, keepsLines: boolean) {
    this.name = name;
    this.arn = arn;
    this.#keepsLines = keepsLines;
  }

  /** In the order in which they were written. */
  get lines(): readonly StoredLine[] {
    return this.#lines;
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  put(stream: string, messages: readonly string[]): void {
    this.#lineCount += messages.length;
    if (!this.#keepsLines) return;
    const at = Date.now();
    for (const message of messages) this.#lines.push({ stream, message, at });
  }
}
