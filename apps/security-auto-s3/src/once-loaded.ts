/** A function that is loaded when it is first called, and kept. What loading throws, every call throws. */
export function onceLoaded<A extends readonly unknown[], R>(
  load: () => Promise<(...args: A) => R | Promise<R>>,
): (...args: A) => Promise<R> {
  let loaded: ReturnType<typeof load> | undefined;
  return async (...args) => {
    loaded ??= load();
    const call = await loaded;
    return call(...args);
  };
}
