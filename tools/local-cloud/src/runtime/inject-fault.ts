/**
 * The part of the bootstrap that does to its own process what a fault asks for. The function is not notified: to it, as in
 * Lambda, the process ends, stands still or runs out of memory around it.
 *
 * Without a fault nothing is awaited that would not be without this.
 */
export const INJECT_FAULT = String.raw`
const INJECTIONS = {
  crash: () => process.exit(1),
  "out-of-memory": () => {
    for (const kept = []; ; ) kept.push(new Array(1_000_000).fill(kept.length));
  },
  "time-out": () => new Promise(() => {}),
  "blocked-loop": ({ ms }) => {
    const until = ms === undefined ? Infinity : Date.now() + ms;
    while (Date.now() < until);
  },
};

function faultOf(header) {
  if (header === undefined) return undefined;
  const fault = JSON.parse(header);
  return (moment, answered) => {
    if (fault.at !== moment) return undefined;
    if (moment !== "middle") return INJECTIONS[fault.kind](fault);
    Promise.resolve(answered).catch(() => {});
    return new Promise((resolve) => setImmediate(resolve)).then(() => INJECTIONS[fault.kind](fault));
  };
}
`;
