import { type BucketPolicy, parseBucketPolicy } from "@security-auto/s3-exposure";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";

/** One statement of a policy, and where it stands in the text. */
export interface PolicyStatement {
  /** Its `Sid`, or its place: `statement 2`. */
  readonly name: string;
  readonly sid: string | undefined;
  /** In UTF-16 code units of the text. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  /** The policy with this statement alone. */
  readonly alone: BucketPolicy;
}

/** The statements of a policy's text, and the text of the list that holds them. */
export interface PolicyStatements {
  readonly statements: readonly PolicyStatement[];
  /** Where the value of `Statement` stands, and whether it is a list or one statement. */
  readonly list: { readonly offset: number; readonly length: number; readonly isArray: boolean };
}

/** Finds the statements in a policy's JSON text; `undefined` where it has none that can be read. */
export function policyStatements(text: string): PolicyStatements | undefined {
  const root = parseTree(text, [], { disallowComments: true });
  const list = root === undefined ? undefined : findNodeAtLocation(root, ["Statement"]);
  if (root === undefined || list === undefined) return undefined;
  const nodes = list.type === "array" ? (list.children ?? []) : [list];
  const version: unknown = findNodeAtLocation(root, ["Version"])?.value;
  return {
    statements: nodes.map((node, index) => statementAt(text, node, index, version)),
    list: { offset: list.offset, length: list.length, isArray: list.type === "array" },
  };
}

function statementAt(text: string, node: Node, index: number, version: unknown): PolicyStatement {
  const { offset, length } = node;
  const own = text.slice(offset, offset + length);
  const sid: unknown = node.type === "object" ? findNodeAtLocation(node, ["Sid"])?.value : undefined;
  const named = typeof sid === "string" && sid !== "" ? sid : undefined;
  const head = typeof version === "string" ? `"Version":${JSON.stringify(version)},` : "";
  return {
    name: named ?? `statement ${index + 1}`,
    sid: named,
    offset,
    length,
    text: own,
    alone: parseBucketPolicy(`{${head}"Statement":[${own}]}`),
  };
}
