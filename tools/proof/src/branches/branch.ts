import type { Happened } from "./happened";
import type { Stack } from "../stack/read-stack";
import type { World } from "./world";

/**
 * How a stack is set up: `whole`, as synthesized; `closed`, where S3 refuses every read; `broken function`, which
 * cannot start; `targets deleted`, where what a rule delivers to is not there.
 */
export const STAGES = ["whole", "closed", "broken function", "targets deleted"] as const;
export type Stage = (typeof STAGES)[number];

/** One way that an event can go. */
export interface Branch {
  readonly name: string;
  readonly stage: Stage;
  /** In the central stack, the construct whose function it is about. Without one in the stack there is nothing to run. */
  readonly construct?: string;
  /** Whether the stack of an environment can take it. Default: each can. */
  readonly isPossible?: (stack: Stack) => boolean;
  /** Makes it happen. Needs no other branch to have run before. */
  readonly run: (world: World) => Promise<Happened>;
  /** What must have happened, or the branch was not taken: a sentence when it was not. */
  readonly missed: (happened: Happened, world: World) => string | undefined;
}
