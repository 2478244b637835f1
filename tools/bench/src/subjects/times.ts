const PASSES = 200;

/** Does some work so many times. The result is looked at, so that no compiler leaves the work out. */
export function times(work: () => boolean): number {
  let done = 0;
  for (let pass = 0; pass < PASSES; pass += 1) if (work()) done += 1;
  if (done !== PASSES) throw new Error(`only ${done} of ${PASSES} came out as expected`);
  return PASSES;
}
