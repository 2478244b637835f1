import { jsonChanges } from "./json-changes";
import type { Text } from "./text";

/** A call of S3, as steps and undos have it. */
export interface Call {
  readonly call: string;
  readonly parameters: object;
}

/** The parameter of each call that holds what is written. */
const WRITTEN: Readonly<Record<string, string>> = {
  PutBucketPolicy: "Policy",
  PutPublicAccessBlock: "PublicAccessBlockConfiguration",
  PutBucketAcl: "AccessControlPolicy",
};

/** What a step changes, laid out as JSON. The same call in the undo has what was there before; where there is none, there was nothing. */
export function stepLines({ call, parameters }: Call, undo: readonly Call[]): readonly Text[] {
  const parameter = WRITTEN[call];
  if (parameter === undefined) return [];
  const before = undo.find((one) => one.call === call)?.parameters ?? {};
  return jsonChanges(textOf(before, parameter), textOf(parameters, parameter));
}

/** A policy is a JSON string already. */
function textOf(parameters: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(parameters, name)?.value;
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
