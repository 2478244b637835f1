import type { FaultyCall } from "./calls";
import type { FaultRule } from "./fault";
import { Faults } from "./faults";

const CALL: FaultyCall = { service: "s3", call: "GetBucketAcl", account: "210987654321", bucket: "ledger" };
const SLOW: FaultRule = { service: "s3", fault: { kind: "SlowDown" } };

/** Into which of so many equal calls a rule injects its fault. */
function injectedInto(rules: readonly FaultRule[], calls: number): readonly number[] {
  const faults = new Faults(rules);
  return [...Array(calls).keys()].filter(() => faults.take(CALL) !== undefined);
}

test.each<[string, Partial<FaultRule>, readonly number[]]>([
  ["every call", {}, [0, 1, 2, 3, 4, 5]],
  ["the first", { times: 1 }, [0]],
  ["all but the first two", { after: 2 }, [2, 3, 4, 5]],
  ["the third alone", { after: 2, times: 1 }, [2]],
  ["every second", { every: 2 }, [0, 2, 4]],
  ["every second after one, twice", { after: 1, every: 2, times: 2 }, [1, 3]],
])("is injected into %s", (_name, count, expected) => {
  expect(injectedInto([{ ...SLOW, ...count }], 6)).toEqual(expected);
});

test("the first rule that is due injects its fault; every rule counts", () => {
  expect(
    injectedInto(
      [
        { ...SLOW, times: 1 },
        { ...SLOW, after: 2, times: 1 },
      ],
      6,
    ),
  ).toEqual([0, 2]);
});

test.each<[string, Partial<FaultRule>, boolean]>([
  ["the call", { call: "GetBucketAcl" }, true],
  ["another call", { call: "GetBucketPolicy" }, false],
  ["the account", { account: "210987654321" }, true],
  ["another account", { account: "345612789045" }, false],
  ["the bucket", { bucket: "ledger" }, true],
  ["another bucket", { bucket: "harbor" }, false],
  ["another service", { service: "sts" }, false],
])("is about %s", (_name, narrowed, expected) => {
  expect(new Faults([{ ...SLOW, ...narrowed }]).take(CALL) !== undefined).toBe(expected);
});

test("what happens to a process is injected into an attempt, what happens to a call into its delivery", () => {
  const faults = new Faults([
    { service: "lambda", fault: { kind: "crash", at: "start" } },
    { service: "lambda", fault: { kind: "AccessDenied" } },
  ]);
  expect(faults.take({ service: "lambda", call: "Invoke" })?.fault.kind).toBe("AccessDenied");
  expect(faults.take({ service: "lambda", call: "Run" })?.fault.kind).toBe("crash");
});

test("entries fail in a call that holds some, and in no other", () => {
  const faults = new Faults([{ service: "events", fault: { kind: "FailedEntry" } }]);
  expect(faults.take({ service: "events", call: "DescribeRule" })).toBeUndefined();
  expect(faults.take({ service: "events", call: "PutEvents" })).toBeDefined();
});

test("set replaces all, and counts anew", () => {
  const faults = new Faults([{ ...SLOW, times: 1 }]);
  expect(faults.take(CALL)?.trace).toEqual({ ...CALL, fault: "SlowDown" });
  expect(faults.take(CALL)).toBeUndefined();
  faults.set([{ ...SLOW, times: 1 }]);
  expect(faults.take(CALL)).toBeDefined();
  faults.set([]);
  expect(faults.take(CALL)).toBeUndefined();
});
