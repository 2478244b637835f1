import { isObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";

/** Stands for `Ref: AWS::NoValue`: the property, or the entry of the list, is not there. */
export const NO_VALUE = Symbol("AWS::NoValue");

/** What an intrinsic function needs of the template it stands in. */
export interface Scope {
  readonly region: string;
  resolve(value: unknown, where: string): unknown;
  ref(logicalId: string, where: string): unknown;
  attribute(logicalId: string, attribute: string, where: string): unknown;
  condition(name: string, where: string): boolean;
  mapping(map: string, key: string, field: string): unknown;
  exported(name: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope, where: string) => unknown;

/**
 * The intrinsic functions by name; `argument` comes unresolved.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, where) => scope.ref(text(argument, where), where),

  "Fn::GetAtt": (argument, scope, where) => {
    const parts = typeof argument === "string" ? argument.split(".") : list(argument, where);
    const [logicalId, ...attribute] = parts.map((part) => text(scope.resolve(part, where), where));
    return scope.attribute(logicalId ?? "", attribute.join("."), where);
  },

  "Fn::Join": (argument, scope, where) => {
    const [separator, values] = list(argument, where);
    return list(scope.resolve(values, where), where)
      .map((value) => text(value, where))
      .join(text(separator, where));
  },

  "Fn::Split": (argument, scope, where) => {
    const [separator, value] = list(argument, where);
    return text(scope.resolve(value, where), where).split(text(separator, where));
  },

  "Fn::Select": (argument, scope, where) => {
    const [index, values] = list(argument, where);
    const found = list(scope.resolve(values, where), where)[Number(scope.resolve(index, where))];
    if (found === undefined) throw new LocalCloudError(`${where}: the list has no such entry`);
    return found;
  },

  "Fn::Sub": (argument, scope, where) => {
    const [template, variables] = typeof argument === "string" ? [argument, {}] : list(argument, where);
    const own = isObject(variables) ? variables : {};
    return text(template, where).replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal === "!") return `\${${name}}`;
      if (Object.hasOwn(own, name)) return text(scope.resolve(own[name], where), where);
      const [logicalId = "", ...attribute] = name.trim().split(".");
      const value =
        attribute.length === 0
          ? scope.ref(logicalId, where)
          : scope.attribute(logicalId, attribute.join("."), where);
      return text(value, where);
    });
  },

  "Fn::If": (argument, scope, where) => {
    const [name, then, otherwise] = list(argument, where);
    return scope.resolve(scope.condition(text(name, where), where) ? then : otherwise, where);
  },

  "Fn::FindInMap": (argument, scope, where) => {
    const [map, key, field] = list(scope.resolve(argument, where), where).map((part) => text(part, where));
    const found = scope.mapping(map ?? "", key ?? "", field ?? "");
    if (found === undefined)
      throw new LocalCloudError(`${where}: the mapping ${map ?? ""} has no such entry`);
    return found;
  },

  "Fn::ImportValue": (argument, scope, where) => {
    const name = text(scope.resolve(argument, where), where);
    const found = scope.exported(name);
    if (found === undefined) throw new LocalCloudError(`${where}: no stack of the assembly exports ${name}`);
    return found;
  },

  "Fn::Base64": (argument, scope, where) =>
    Buffer.from(text(scope.resolve(argument, where), where)).toString("base64"),

  "Fn::GetAZs": (_argument, scope) => ["a", "b", "c"].map((zone) => `${scope.region}${zone}`),
};

export function text(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new LocalCloudError(`${where}: text expected, found ${shown(value)}`);
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new LocalCloudError(`${where}: a list expected, found ${shown(value)}`);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
