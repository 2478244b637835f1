import type { Rule, Target } from "../state/event-bus";
import { type Transformed, transformInput } from "./input-transformer";
import { atJsonPath } from "./json-path";

/** An event on its way, as value and as the text that is delivered. */
export interface RoutedEvent {
  readonly value: unknown;
  readonly json: string;
  /** A rule of another bus sent it. */
  readonly forwarded?: boolean;
}

/** What `target` receives for an event: JSON text, or why there is none. */
export function targetInput(event: RoutedEvent, rule: Rule, { input }: Target): Transformed {
  switch (input.kind) {
    case "event":
      return { success: true, data: event.json };
    case "constant":
      return { success: true, data: input.json };
    case "path": {
      const part = atJsonPath(event.value, input.path);
      return part === undefined
        ? { success: false, error: `the event has nothing at ${input.path}` }
        : { success: true, data: JSON.stringify(part) };
    }
    case "transformer":
      return transformInput(event.value, input, {
        ruleArn: rule.arn,
        ruleName: rule.name,
        ingestionTime: new Date().toISOString(),
      });
  }
}
