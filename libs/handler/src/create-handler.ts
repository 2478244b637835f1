import type { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { withDeadline } from "./deadline";
import { PlainJsonLogger } from "./plain-json-logger";
import { putMetrics } from "./put-metrics";
import { badInput, type HandlerResponse, type InputIssue, success } from "./response";
import { Verbatim } from "./verbatim";

/** What a function can be asked to do, by `kind`: a function that listens to several kinds of events has a union of them. */
export interface Task {
  /** Neither `other` nor `invalid`: those are no tasks. */
  readonly kind: string;
}

/** What was asked for cannot be done, however often it is tried. */
export interface InvalidInput {
  readonly kind: "invalid";
  readonly error: string;
  readonly issues: readonly InputIssue[];
}

/** There is nothing to do: the event is about something else, or it is not understood. */
export type NoTask = { readonly kind: "other"; readonly why: string } | InvalidInput;

/** What an event means to a function: one of its tasks, or none. */
export type Interpretation<Tasks extends Task> = Tasks | NoTask;

/** What the work gets beside its input. */
export interface Invocation {
  /** Carries the invocation's context in every record. */
  readonly logger: Logger;
  /** Aborted `DEADLINE_MARGIN_MS` before Lambda ends the function: pass it to every call that takes one. */
  readonly signal: AbortSignal;
  readonly context: Context;
}

export interface HandlerOptions<Tasks extends Task, Extra extends object> {
  /** May be loaded when it is first called: the event has been logged by then. */
  readonly interpret: (event: unknown) => Interpretation<Tasks> | Promise<Interpretation<Tasks>>;
  /**
   * Does one task. What it returns stands beside `statusCode` and `body` in the answer. What only the work finds to be bad input is answered as
   * such; only for requests whose caller waits for the answer: an event that is answered so is not tried again.
   */
  readonly work: (task: Tasks, invocation: Invocation) => Promise<Extra | InvalidInput>;
  /** Default: a Powertools logger configured by the function's environment. */
  readonly logger?: Logger;
}

/**
 * A Lambda handler that logs the whole event before anything else, answers 400 to what it can't understand and 200 to the
 * rest, and lets an unexpected failure reach Lambda, which retries the event and at last sends it to the failure queue.
 *
 * The event is logged when `POWERTOOLS_LOGGER_LOG_EVENT` is `true`; the stack sets it.
 *
 * @example
 * ```ts
 * export const handler = createHandler({
 *   interpret: interpretEvent,
 *   work: async ({ change }, { signal }) => ({ assessment: await assess(change, signal) }),
 * });
 * ```
 *
 * @throws whatever `work` throws, or {@link DeadlineExceededError}, after logging it with its cause
 */
export function createHandler<Tasks extends Task, Extra extends object>(
  options: HandlerOptions<Tasks, Extra>,
): (event: unknown, context: Context) => Promise<HandlerResponse<Partial<Extra>>> {
  const { interpret, work, logger = new PlainJsonLogger() } = options;

  async function answer(
    event: unknown,
    verbatim: Verbatim,
    context: Context,
  ): Promise<HandlerResponse<Partial<Extra>>> {
    const interpretation = await interpret(event);
    if (isTask(interpretation)) {
      const extra = await withDeadline(context.getRemainingTimeInMillis(), (signal) =>
        work(interpretation, { logger, signal, context }),
      );
      return isInvalid(extra) ? refuse(extra, context) : success(verbatim, extra);
    }
    if (interpretation.kind === "other") {
      logger.info("Nothing to do", { why: interpretation.why });
      return success(verbatim, {});
    }
    return refuse(interpretation, context);
  }

  function refuse({ error, issues }: InvalidInput, { functionName }: Context) {
    logger.warn("Event not understood", { reason: error, issues });
    putMetrics({ InvalidEvents: { value: 1, unit: "Count" } }, { FunctionName: functionName });
    return badInput(error, issues);
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

function isTask<Tasks extends Task>(interpretation: Interpretation<Tasks>): interpretation is Tasks {
  return interpretation.kind !== "other" && interpretation.kind !== "invalid";
}

function isInvalid(result: object): result is InvalidInput {
  return "kind" in result && result.kind === "invalid";
}
