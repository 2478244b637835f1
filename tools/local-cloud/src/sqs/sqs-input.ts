import { SIZE_LIMITS } from "@security-auto/events";
import { at, isObject } from "../core/json";
import { ServiceError } from "../http/service-error";

export function invalidParameter(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", 400, message);
}

export function messageTooLong(): ServiceError {
  return invalidParameter(
    `One or more parameters are invalid. Reason: Message must be shorter than ${SIZE_LIMITS.sqsMessage} bytes.`,
  );
}

export function requiredText(input: unknown, name: string): string {
  const value = at(input, name);
  if (typeof value === "string") return value;
  throw new ServiceError("MissingParameter", 400, `The request must contain the parameter ${name}.`);
}

export function whole(
  input: unknown,
  name: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = at(input, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidParameter(
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: must be between ${least} and ${most}, if provided.`,
  );
}

/** A filter of names: `All`, `.*`, `PREFIX.*` or the names themselves; absent it chooses nothing. */
export function chooser(input: unknown, ...parameters: readonly string[]): (name: string) => boolean {
  const lists = parameters.map((parameter) => at(input, parameter));
  const asked = lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  const isAll = asked.includes("All") || asked.includes(".*");
  return (name) =>
    isAll || asked.some((each) => (each.endsWith(".*") ? name.startsWith(each.slice(0, -2)) : each === name));
}

/** Message attributes of a message to be sent. */
export function attributesOf(input: unknown): Readonly<Record<string, string>> {
  const given = at(input, "MessageAttributes");
  if (!isObject(given)) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, attribute]) => {
      const value = at(attribute, "StringValue");
      if (at(attribute, "DataType") === "String" && typeof value === "string") return [name, value];
      throw new ServiceError(
        "UnsupportedOperation",
        400,
        `the local cloud keeps attributes of type String only (${name})`,
      );
    }),
  );
}
