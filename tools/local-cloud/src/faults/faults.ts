import { type FaultyCall, holdsEntries } from "./calls";
import { type Fault, type FaultKind, type FaultRule, isFunctionFault } from "./fault";

/** A call that a fault was injected into. */
export interface FaultTrace extends FaultyCall {
  readonly fault: FaultKind;
}

interface Counted {
  readonly rule: FaultRule;
  /** Matching calls so far. */
  seen: number;
  injected: number;
}

/** A fault that is injected, and the words for it in a trace. */
export interface InjectedFault<F extends Fault = Fault> {
  readonly fault: F;
  readonly trace: FaultTrace;
}

/**
 * The faults of a running cloud: the one place where every service asks, once for each call, whether this one is to go
 * wrong.
 */
export class Faults {
  #counted: readonly Counted[] = [];

  constructor(rules: readonly FaultRule[] = []) {
    this.set(rules);
  }

  /** Takes these in place of all others; counting begins anew. */
  set(rules: readonly FaultRule[]): void {
    this.#counted = rules.map((rule) => ({ rule, seen: 0, injected: 0 }));
  }

  /**
   * The fault of this call. Every rule counts the calls it is about; the first that is due is injected.
   *
   * @param canBe - which faults can happen to it. Default: all
   */
  take(call: FaultyCall, canBe: (fault: Fault) => boolean = () => true): InjectedFault | undefined {
    let due: Counted | undefined;
    for (const counted of this.#counted) {
      if (!isAbout(counted.rule, call) || !canBe(counted.rule.fault)) continue;
      counted.seen += 1;
      if (due === undefined && isDue(counted)) due = counted;
    }
    if (due === undefined) return undefined;
    due.injected += 1;
    const { fault } = due.rule;
    return { fault, trace: { ...call, fault: fault.kind } };
  }
}

function isAbout(rule: FaultRule, call: FaultyCall): boolean {
  return (
    rule.service === call.service &&
    (rule.call === undefined || rule.call === call.call) &&
    (rule.account === undefined || rule.account === call.account) &&
    (rule.bucket === undefined || rule.bucket === call.bucket) &&
    (rule.bus === undefined || rule.bus === call.bus) &&
    (rule.topic === undefined || rule.topic === call.topic) &&
    (rule.queue === undefined || rule.queue === call.queue) &&
    (rule.function === undefined || rule.function === call.function) &&
    (rule.fault.kind !== "FailedEntry" || holdsEntries(call.call)) &&
    (rule.service !== "lambda" || isFunctionFault(rule.fault) === (call.call === "Run"))
  );
}

function isDue({ rule: { after = 0, every = 1, times = Infinity }, seen, injected }: Counted): boolean {
  return seen > after && (seen - after - 1) % every === 0 && injected < times;
}
