import { createHandler } from "@security-auto/handler";

/** Lambda entry of `security-auto-findings`: log the event, understand it, write the register, announce what changed. */
export const handler = createHandler({
  // Loaded when they are first called: by then the event has been logged.
  interpret: async (event) => (await import("./interpreter")).interpret(event),
  work: async (task, invocation) => (await import("./recorder")).recorder(task, invocation),
});
