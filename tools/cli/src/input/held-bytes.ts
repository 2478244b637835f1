/** Part of a text that arrives in chunks, up to a number of bytes; beyond it nothing is kept. */
export class HeldBytes {
  #pieces: Buffer[] = [];
  #size = 0;
  /** Where in the chunk under way it goes on. */
  #from: number;

  /**
   * @param position - of the first byte, from the beginning of the whole text
   * @param from - where in the chunk under way that is
   * @param most - how many bytes are kept
   */
  constructor(
    readonly position: number,
    from: number,
    readonly most: number,
  ) {
    this.#from = from;
  }

  get isTooLarge(): boolean {
    return this.#size > this.most;
  }

  /** Takes what stands before index `end` of the chunk; the next chunk goes on at its beginning. */
  take(chunk: Buffer, end = chunk.length): void {
    const piece = chunk.subarray(this.#from, end);
    this.#from = end === chunk.length ? 0 : end;
    this.#size += piece.length;
    if (this.isTooLarge) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
