import { isObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";
import { list, text } from "./intrinsics";

/** What a condition may refer to. */
export interface ConditionScope {
  resolve(value: unknown, where: string): unknown;
  condition(name: string, where: string): boolean;
}

/**
 * Whether a condition of a template holds.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function holds(condition: unknown, scope: ConditionScope, where: string): boolean {
  const [entry] = isObject(condition) ? Object.entries(condition) : [];
  if (entry === undefined) throw new LocalCloudError(`${where}: a condition expected`);
  const [name, argument] = entry;
  switch (name) {
    case "Condition":
      return scope.condition(text(argument, where), where);
    case "Fn::Equals": {
      const [left, right] = list(argument, where).map((side) => scope.resolve(side, where));
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case "Fn::Not":
      return !list(argument, where).some((each) => holds(each, scope, where));
    case "Fn::And":
      return list(argument, where).every((each) => holds(each, scope, where));
    case "Fn::Or":
      return list(argument, where).some((each) => holds(each, scope, where));
    default:
      throw new LocalCloudError(`${where}: the condition function ${name} is not known to the local cloud`);
  }
}
