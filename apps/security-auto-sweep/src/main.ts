import { createHandler } from "@security-auto/handler";

/** Lambda entry of `security-auto-sweep`: log the event, understand it, list, ask, add up. */
export const handler = createHandler({
  // Loaded when they are first called: by then the event has been logged.
  interpret: async (event) => (await import("./interpreter")).interpret(event),
  work: async (task, invocation) => (await import("./worker")).worker(task, invocation),
});
