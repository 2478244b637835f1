import { interpretEnvelope, isTamperingSource, parse, parseEnvelope } from "@security-auto/events";
import type { Message } from "./interpreter";
import {
  type AccountMessage,
  type CoverageMessage,
  ownMessageSchema,
  type PageMessage,
  type Settle,
  type Start,
  type Wanted,
  wantedSchema,
} from "./messages";

/** What a message of the queue asks for. */
export type Meaning =
  | ({ readonly kind: "wanted" } & Pick<Wanted, "account" | "reason">)
  /** Somebody made a call that can end the forwarding of changes in an account. */
  | { readonly kind: "coverage wanted"; readonly account: string; readonly reason: string }
  | { readonly kind: "start"; readonly message: Start }
  | { readonly kind: "list"; readonly message: AccountMessage | PageMessage }
  | { readonly kind: "settle"; readonly message: Settle }
  | { readonly kind: "coverage"; readonly message: CoverageMessage }
  | { readonly kind: "nothing"; readonly why: string };

/** A message that ought to be one of this version is none. */
export class UnreadableMessageError extends Error {
  override readonly name = "UnreadableMessageError";

  constructor(messageId: string, issues: readonly { readonly path: string; readonly message: string }[]) {
    const places = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super(`message ${messageId} is none of version 1: ${places}`);
  }
}

/**
 * Reads a message: the function's own, what the schedule sends, or an event that a rule delivers.
 *
 * @throws UnreadableMessageError for any other: it must not be lost, so it goes to the failure queue
 */
export function meaningOf({ messageId, body }: Pick<Message, "messageId" | "body">): Meaning {
  const value = jsonOf(body);
  if (has(value, "message")) return ownMeaning(messageId, value);
  if (has(value, "request")) {
    const wanted = parse(wantedSchema, value);
    if (!wanted.success) throw new UnreadableMessageError(messageId, wanted.error);
    return { kind: "wanted", ...wanted.data };
  }
  const envelope = parseEnvelope(value);
  if (!envelope.success) throw new UnreadableMessageError(messageId, envelope.error.issues);
  if (isTamperingSource(envelope.data)) return afterTampering(messageId, envelope.data);
  const event = interpretEnvelope(envelope.data);
  if (event.kind === "invalid") throw new UnreadableMessageError(messageId, event.issues);
  if (event.kind === "other") return { kind: "nothing", why: event.why };
  const { call, scope, accountId, failure, actor } = event.change;
  if (failure !== undefined) return { kind: "nothing", why: `${call} failed, and changed nothing` };
  const reason = `${call} by ${actor.display}`;
  if (scope === "account") return { kind: "wanted", account: accountId, reason };
  if (scope === "organization") return { kind: "wanted", reason };
  return { kind: "nothing", why: `${call} changes neither an account nor the organization` };
}

/** The rule has chosen the event: of what it changed, all is looked at. */
function afterTampering(
  messageId: string,
  { account = "", source }: { readonly account?: string | undefined; readonly source: string },
): Meaning {
  if (!/^\d{12}$/.test(account))
    throw new UnreadableMessageError(messageId, [{ path: "account", message: "expected 12 digits" }]);
  return { kind: "coverage wanted", account, reason: `a call of ${source}` };
}

function ownMeaning(messageId: string, value: object): Meaning {
  const own = parse(ownMessageSchema, value);
  if (!own.success) throw new UnreadableMessageError(messageId, own.error);
  const message = own.data;
  switch (message.message) {
    case "start":
      return { kind: "start", message };
    case "account":
    case "page":
      return { kind: "list", message };
    case "settle":
      return { kind: "settle", message };
    case "coverage":
      return { kind: "coverage", message };
  }
}

const has = (value: unknown, key: string): value is object =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
