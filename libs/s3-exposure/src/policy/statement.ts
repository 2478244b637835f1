import type { Condition } from "./condition";
import type { Patterns } from "./patterns";
import type { Principals } from "./principals";

/** A statement, read once and ready to be judged many times. */
export interface Statement {
  /** Its `Sid`, or its place: `statement 2`. */
  readonly name: string;
  readonly principals: Principals;
  readonly actions: Patterns;
  /** The actions as written, for a person. */
  readonly writtenActions: readonly string[];
  readonly resources: Patterns;
  /** All must hold. */
  readonly conditions: readonly Condition[];
}
