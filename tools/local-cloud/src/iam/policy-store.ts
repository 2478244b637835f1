import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { parsePolicyDocument } from "@security-auto/iam-policy";
import { at } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";

/** The policies of resources (queues, topics, functions, buses), by the resource's ARN. */
export class PolicyStore {
  readonly #statements = new Map<string, unknown[]>();
  readonly #versions = new Map<string, unknown>();
  readonly #parsed = new Map<string, NamedPolicy>();

  /** Adds a policy document, or its statements to those already there. */
  attach(resourceArn: string, document: unknown): void {
    const statements = at(document, "Statement");
    this.addStatements(resourceArn, Array.isArray(statements) ? statements : [statements]);
    this.#versions.set(resourceArn, at(document, "Version") ?? "2012-10-17");
  }

  addStatements(resourceArn: string, statements: readonly unknown[]): void {
    const known = this.#statements.get(resourceArn) ?? [];
    this.#statements.set(resourceArn, [...known, ...statements]);
  }

  /** @returns `undefined` for a resource without a policy */
  of(resourceArn: string): NamedPolicy | undefined {
    const known = this.#parsed.get(resourceArn);
    if (known !== undefined) return known;
    const statements = this.#statements.get(resourceArn);
    if (statements === undefined) return undefined;
    const version = this.#versions.get(resourceArn) ?? "2012-10-17";
    const policy = namedPolicy(`policy of ${resourceArn}`, { Version: version, Statement: statements });
    this.#parsed.set(resourceArn, policy);
    return policy;
  }

  /** Every resource that has a policy: reading all of them shows a malformed one before the first event. */
  get resourceArns(): readonly string[] {
    return [...this.#statements.keys()];
  }
}

/** @throws LocalCloudError when `document` is no policy document */
export function namedPolicy(name: string, document: unknown): NamedPolicy {
  const parsed = parsePolicyDocument(document);
  if (!parsed.success) throw new LocalCloudError(`${name}: ${parsed.error.path}: ${parsed.error.reason}`);
  return { name, document: parsed.data };
}
