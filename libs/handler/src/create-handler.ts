import type { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { withDeadline } from "./deadline";
import { PlainJsonLogger } from "./plain-json-logger";
import { putMetrics } from "./put-metrics";
import { badInput, type HandlerResponse, type InputIssue, success } from "./response";
import { Verbatim } from "./verbatim";

/** What an event means to a function: work to do, nothing to do, or not understood. */
export type Interpretation<Change> =
  | { readonly kind: "change"; readonly change: Change }
  | { readonly kind: "other"; readonly why: string }
  | { readonly kind: "invalid"; readonly error: string; readonly issues: readonly InputIssue[] };

/** What the work gets beside its input. */
export interface Invocation {
  /** Carries the invocation's context in every record. */
  readonly logger: Logger;
  /** Aborted `DEADLINE_MARGIN_MS` before Lambda ends the function: hand it to every call that takes one. */
  readonly signal: AbortSignal;
  readonly context: Context;
}

export interface HandlerOptions<Change, Extra extends object> {
  /** May be loaded when it is first called: the event has been logged by then. */
  readonly interpret: (event: unknown) => Interpretation<Change> | Promise<Interpretation<Change>>;
  /** Deals with one change. What it returns stands beside `statusCode` and `body` in the answer. */
  readonly work: (change: Change, invocation: Invocation) => Promise<Extra>;
  /** Default: a Powertools logger configured by the function's environment. */
  readonly logger?: Logger;
}

/**
 * A Lambda handler that logs the whole event before anything else, answers 400 to what it can't understand and 200 to the
 * rest, and lets an unexpected failure reach Lambda, which retries the event and at last parks it in the failure queue.
 *
 * The event is logged when `POWERTOOLS_LOGGER_LOG_EVENT` is `true`; the stack sets it.
 *
 * @example
 * ```ts
 * export const handler = createHandler({
 *   interpret: interpretEvent,
 *   work: async (change, { logger, signal }) => ({ assessment: await assess(change, signal) }),
 * });
 * ```
 *
 * @throws whatever `work` throws, or {@link DeadlineExceededError}, after logging it with its cause
 */
export function createHandler<Change, Extra extends object>(
  options: HandlerOptions<Change, Extra>,
): (event: unknown, context: Context) => Promise<HandlerResponse<Partial<Extra>>> {
  const { interpret, work, logger = new PlainJsonLogger() } = options;

  async function answer(
    event: unknown,
    verbatim: Verbatim,
    context: Context,
  ): Promise<HandlerResponse<Partial<Extra>>> {
    const interpretation = await interpret(event);
    switch (interpretation.kind) {
      case "invalid": {
        const { error, issues } = interpretation;
        logger.warn("Event not understood", { reason: error, issues });
        putMetrics({ InvalidEvents: { value: 1, unit: "Count" } }, { FunctionName: context.functionName });
        return badInput(error, issues);
      }
      case "other":
        logger.info("Nothing to do", { why: interpretation.why });
        return success(verbatim, {});
      case "change": {
        const { change } = interpretation;
        const extra = await withDeadline(context.getRemainingTimeInMillis(), (signal) =>
          work(change, { logger, signal, context }),
        );
        return success(verbatim, extra);
      }
    }
  }

  return async (event, context) => {
    logger.refreshSampleRateCalculation();
    logger.addContext(context);
    try {
      const verbatim = new Verbatim(event);
      logger.info("Lambda invocation event", {
        functionName: context.functionName,
        requestId: context.awsRequestId,
        remainingTimeMs: context.getRemainingTimeInMillis(),
        ...(logger.shouldLogEvent() && { event: verbatim }),
      });
      return await answer(event, verbatim, context);
    } catch (error) {
      logger.error("Event processing failed", { error });
      throw error;
    } finally {
      logger.resetKeys();
    }
  };
}
