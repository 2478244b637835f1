/** Runs `action` and gives back, beside its outcome, the JSON records it wrote to standard output and error. */
export async function capturedLogs<T>(action: () => Promise<T>): Promise<{
  readonly result: PromiseSettledResult<T>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}> {
  const lines: string[] = [];
  const keep = (chunk: string | Uint8Array): boolean => {
    lines.push(...chunk.toString().split("\n").filter(Boolean));
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockImplementation(keep),
  );
  try {
    const [result] = await Promise.allSettled([action()]);
    return { result, records: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
