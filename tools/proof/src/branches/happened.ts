import { type AnsweredAssessment, assessmentIn } from "@security-auto/assessment";
import { type InvocationTrace, type Trace, type TraceParts, withFollowUps } from "@security-auto/local-cloud";

/** A run of some function, and the call that the event describes. */
export interface Run extends InvocationTrace {
  readonly call: string | null;
}

/** All that followed from some events, whichever event it was. */
export interface Happened extends Omit<TraceParts, "followUps" | "invocations"> {
  readonly invocations: readonly Run[];
  /** The detail-types of the events, in order. */
  readonly events: readonly (string | null)[];
}

/** What the traces say, those of events that other events caused included. */
export function happenedIn(traces: readonly Trace[]): Happened {
  const all = traces.flatMap(withFollowUps);
  return {
    invocations: all.flatMap(({ invocations, event }) =>
      invocations.map((run) => ({ ...run, call: event.name })),
    ),
    events: all.map(({ event }) => event.detailType),
    notifications: all.flatMap(({ notifications }) => notifications),
    imports: all.flatMap(({ imports }) => imports),
    deadLetters: all.flatMap(({ deadLetters }) => deadLetters),
    messages: all.flatMap(({ messages }) => messages),
    alarms: all.flatMap(({ alarms }) => alarms),
    denied: all.flatMap(({ denied }) => denied),
    lost: all.flatMap(({ lost }) => lost),
    faults: all.flatMap(({ faults }) => faults),
  };
}

/** The runs of one function: others may listen to the same events, and set off more of them. */
export function runsOf({ invocations }: Happened, name: string): readonly Run[] {
  return invocations.filter((run) => run.function === name);
}

/** The first assessment that a function answered with. */
export function assessmentOf(happened: Happened, name: string): AnsweredAssessment | undefined {
  return assessmentIn(runsOf(happened, name)[0]?.response);
}
