/** A signal that is aborted so many ms after another one. */
export function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  const begin = () => {
    setTimeout(() => {
      controller.abort();
    }, ms).unref();
  };
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return controller.signal;
}
