/** What is written to standard output and error, line by line, until `stop` is called or Jest restores its mocks. */
export function captureOutput(): { readonly lines: readonly string[]; readonly stop: () => void } {
  const lines: string[] = [];
  const keep = (chunk: string | Uint8Array): boolean => {
    lines.push(...chunk.toString().split("\n").filter(Boolean));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockImplementation(keep),
  );
  return {
    lines,
    stop: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}

/** Runs `action` and returns the lines it wrote to standard output and error. */
export function capturedLines(action: () => void): readonly string[] {
  const { lines, stop } = captureOutput();
  try {
    action();
    return lines;
  } finally {
    stop();
  }
}

/** Runs `action` and returns, beside its outcome, the JSON records it wrote to standard output and error. */
export async function capturedLogs<T>(action: () => Promise<T>): Promise<{
  readonly result: PromiseSettledResult<T>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}> {
  const { lines, stop } = captureOutput();
  try {
    const [result] = await Promise.allSettled([action()]);
    return { result, records: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  } finally {
    stop();
  }
}
