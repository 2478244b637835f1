import { emptyParts, type Trace } from "@security-auto/local-cloud";

/** The way of an event that is not sent because no event bus would take it. */
export function refusedTrace(because: string): Trace {
  return {
    event: { id: null, name: null, detailType: null },
    bus: "",
    accepted: false,
    rules: [],
    ...emptyParts(),
    lost: [{ what: "event", to: "", because }],
  };
}
