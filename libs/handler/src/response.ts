import type { Verbatim } from "./verbatim";

/** One thing wrong with an event: where, and what. */
export interface InputIssue {
  /** Path of the field, e.g. `detail.eventTime`; empty for the event as a whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * What the function answers. Lambda's destinations carry it on, so `Extra` (an assessment, an undo plan) stands beside the
 * body as data, not as text inside it.
 */
export type HandlerResponse<Extra extends object = object> =
  | ({ readonly statusCode: 200; readonly body: string } & Extra)
  | { readonly statusCode: 400; readonly body: string };

/** An event larger than this, in bytes of its JSON, is not echoed: the log has it, and Lambda's destinations take 256 KiB. */
export const ECHO_LIMIT_BYTES = 64 * 1024;

/** The answer to an event that was logged and dealt with. */
export function success<Extra extends object>(
  event: Verbatim,
  extra: Extra,
): { readonly statusCode: 200; readonly body: string } & Extra {
  return { statusCode: 200, body: successBody(event), ...extra };
}

/** The answer to an event that could not be understood. */
export function badInput(
  error: string,
  issues: readonly InputIssue[],
): { readonly statusCode: 400; readonly body: string } {
  return {
    statusCode: 400,
    body: JSON.stringify({ message: "Error processing event", error, issues }),
  };
}

/** The JSON of the event is there already, so it is not made again from the event. */
function successBody({ text, isTooDeep }: Verbatim): string {
  const message = "Event successfully logged";
  const isOmitted = isTooDeep || Buffer.byteLength(text) > ECHO_LIMIT_BYTES;
  return isOmitted
    ? JSON.stringify({ message, eventOmitted: true })
    : `{"message":${JSON.stringify(message)},"event":${text}}`;
}
