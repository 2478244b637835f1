import { createHash } from "node:crypto";
import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import { isObject, type JsonObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";
import type { Stack } from "./assembly";

/** Turns a value with intrinsics into plain data. `where` is the place for error messages. */
export type Resolve = (value: unknown, where: string) => unknown;

const UNDER_WAY = Symbol("being resolved");

/**
 * A resource of a template. Properties are resolved one by one, when first read: a role's policy may name a function
 * that names the role.
 */
export class TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly stack: Stack;
  readonly #raw: JsonObject;
  readonly #resolve: Resolve;
  readonly #resolved = new Map<string, unknown>();

  constructor(stack: Stack, logicalId: string, definition: JsonObject, resolve: Resolve) {
    this.stack = stack;
    this.logicalId = logicalId;
    this.type = String(definition["Type"]);
    const properties = definition["Properties"];
    this.#raw = isObject(properties) ? properties : {};
    this.#resolve = resolve;
  }

  /** Where this is, for messages: `stack/LogicalId`. */
  get place(): string {
    return `${this.stack.name}/${this.logicalId}`;
  }

  get partition(): string {
    return partitionOf(this.stack.region);
  }

  get urlSuffix(): string {
    return urlSuffixOf(partitionOf(this.stack.region));
  }

  /** For the ARN builders of `@security-auto/iam-policy`. */
  get home(): { readonly region: string; readonly accountId: string } {
    return { region: this.stack.region, accountId: this.stack.account };
  }

  /** @returns the resolved property, `undefined` when it is not set */
  property(name: string): unknown {
    const known = this.#resolved.get(name);
    if (known === UNDER_WAY) throw this.error(name, "refers to itself");
    if (this.#resolved.has(name)) return known;
    this.#resolved.set(name, UNDER_WAY);
    const value = Object.hasOwn(this.#raw, name)
      ? this.#resolve(this.#raw[name], `${this.place}: Properties.${name}`)
      : undefined;
    this.#resolved.set(name, value);
    return value;
  }

  /** The name the template gives, or one made as CloudFormation makes them: the same at every run. */
  physicalName(property: string): string {
    const given = this.property(property);
    if (given === undefined) return this.generatedName();
    if (typeof given !== "string") throw this.error(property, "is no string");
    return given;
  }

  generatedName(): string {
    const digest = createHash("sha256").update(this.place).digest("hex");
    return `${this.stack.name}-${this.logicalId}-${digest.slice(0, 12).toUpperCase()}`;
  }

  error(property: string, problem: string): LocalCloudError {
    return new LocalCloudError(`${this.place}: Properties.${property} ${problem}`);
  }
}
