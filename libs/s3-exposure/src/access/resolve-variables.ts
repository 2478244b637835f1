import { hasVariable, hasWildcard, type Piece, readVariables } from "@security-auto/iam-policy";
import { type Condition, isArnPattern } from "../policy/condition";
import type { BucketContext } from "./bucket-context";
import type { CallerVariant } from "./caller";
import { callerChooses } from "./chosen-keys";

/** A condition with the variables put in that say the same in every request for the bucket: whose it is. */
export function withResource(condition: Condition, context: BucketContext): Condition {
  if (condition.unsettled.size === 0) return condition;
  const known = context.resolved.get(condition);
  if (known !== undefined) return known;
  const resolved = resolve(condition, context);
  context.resolved.set(condition, resolved);
  return resolved;
}

function resolve(condition: Condition, { organization, accountId }: BucketContext): Condition {
  const values: ReadonlyMap<string, string | undefined> = new Map([
    ["aws:resourceaccount", accountId],
    ["s3:resourceaccount", accountId],
    ["aws:resourceorgid", organization?.id],
  ]);
  const { test } = condition;
  const texts = [...condition.unsettled].map((text) =>
    readVariables(text)
      .map(
        (piece) =>
          (piece.kind === "variable" ? values.get(piece.key.toLowerCase()) : undefined) ?? piece.written,
      )
      .join(""),
  );
  const isReadable = (text: string): boolean => test !== "arn" || isArnPattern(text);
  const resolved = texts.filter((text) => !hasVariable(text) && isReadable(text));
  const isPattern = (text: string): boolean => (test === "like" || test === "arn") && hasWildcard(text);
  const exact = resolved.filter((text) => !isPattern(text));
  return {
    ...condition,
    exact: new Set([
      ...condition.exact,
      ...(test === "equals ignoring case" ? exact.map((text) => text.toLowerCase()) : exact),
    ]),
    patterns: [...condition.patterns, ...resolved.filter(isPattern)],
    unsettled: new Set(texts.filter((text) => hasVariable(text) || !isReadable(text))),
  };
}

/**
 * What the unsettled values of a condition may stand for: whatever the caller wants (his tags, in a value that is nothing
 * else), something that is not known, or nothing where there are none.
 */
export function openValue({ unsettled }: Condition, caller: CallerVariant): "no" | "can" | "maybe" {
  if (unsettled.size === 0) return "no";
  return caller.kind === "signed in" && [...unsettled].every(isOneTag) ? "can" : "maybe";
}

function isOneTag(text: string): boolean {
  const [first, ...others] = readVariables(text);
  return others.length === 0 && first?.kind === "variable" && /^aws:principaltag\//i.test(first.key);
}

/** The same for a key whose value the caller chooses: it can be made to suit what else he chooses. */
export function chosenValue({ unsettled }: Condition, caller: CallerVariant): "can" | "maybe" {
  if (unsettled.size === 0) return "can";
  const isUpToCaller = (text: string): boolean => hasVariable(text) && readVariables(text).every(isChosen);
  return caller.kind === "signed in" && [...unsettled].every(isUpToCaller) ? "can" : "maybe";
}

function isChosen(piece: Piece): boolean {
  return piece.kind === "variable" ? callerChooses(piece.key.toLowerCase()) : piece.kind !== "malformed";
}
