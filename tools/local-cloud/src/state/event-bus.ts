import type { CompiledPattern } from "@security-auto/event-pattern";
import type { JsonObject } from "../core/json";

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly accountId: string;
  readonly enabled: boolean;
  readonly description?: string;
  /** The pattern as JSON text. */
  readonly text: string;
  readonly pattern: CompiledPattern;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly id: string;
  readonly arn: string;
  /** The role that EventBridge assumes to deliver; without it, the target's own policy decides. */
  readonly roleArn?: string;
  readonly deadLetterArn?: string;
  /** How often a delivery that failed for a reason that may pass is tried again. */
  readonly retries: number;
  readonly input: TargetInput;
  /** As the template has it. */
  readonly described: JsonObject;
}

/** What a target receives in place of the event. */
export type TargetInput =
  | { readonly kind: "event" }
  /** Constant JSON text. */
  | { readonly kind: "constant"; readonly json: string }
  /** The part of the event at a JSON path. */
  | { readonly kind: "path"; readonly path: string }
  | ({ readonly kind: "transformer" } & InputTransformer);

export interface InputTransformer {
  /** Variable to JSON path. */
  readonly paths: Readonly<Record<string, string>>;
  readonly template: string;
}
