import type { Trace, TraceParts } from "@security-auto/local-cloud";

/** All that followed from some events, whichever event it was. */
export type Happened = Omit<TraceParts, "followUps">;

/** What the traces tell, those of events that other events caused included. */
export function happenedIn(traces: readonly Trace[]): Happened {
  const all = traces.flatMap(withFollowUps);
  return {
    invocations: all.flatMap(({ invocations }) => invocations),
    notifications: all.flatMap(({ notifications }) => notifications),
    deadLetters: all.flatMap(({ deadLetters }) => deadLetters),
    messages: all.flatMap(({ messages }) => messages),
    alarms: all.flatMap(({ alarms }) => alarms),
    denied: all.flatMap(({ denied }) => denied),
    lost: all.flatMap(({ lost }) => lost),
    faults: all.flatMap(({ faults }) => faults),
  };
}

function withFollowUps(trace: Trace): readonly Trace[] {
  return [trace, ...trace.followUps.flatMap(withFollowUps)];
}

/** The part of the function's answer that is checked. */
interface Answer {
  readonly assessment?: {
    readonly gone?: boolean;
    readonly region?: string;
    readonly facets?: Readonly<Record<string, string>>;
  };
}

/** The function's answers. */
export function answersIn({ invocations }: Happened): readonly Answer[] {
  return invocations.map(({ response }) => response as Answer);
}
