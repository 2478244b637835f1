import { ServiceError } from "../http/service-error";
import { at, parseJson } from "../core/json";

type Test = (message: string) => boolean;

/**
 * A filter pattern of CloudWatch Logs: terms that a message has to have (`-` before one: must not; `?`: one of these), or
 * comparisons of the fields of a JSON message, joined by `&&` or `||`.
 *
 * @throws ServiceError for what is neither
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): Test {
  const text = pattern.trim();
  if (text.startsWith("{") && text.endsWith("}")) return jsonTest(text.slice(1, -1));
  if (text.startsWith("[") || text.startsWith("%")) throw notKnown(pattern);
  const terms = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign, quoted, plain]) => ({
      sign,
      term: quoted?.replaceAll('\\"', '"') ?? plain ?? "",
    }),
  );
  const optional = terms.filter(({ sign }) => sign === "?");
  return (message) =>
    terms.every(({ sign, term }) => sign === "?" || message.includes(term) === (sign !== "-")) &&
    (optional.length === 0 || optional.some(({ term }) => message.includes(term)));
}

function jsonTest(text: string): Test {
  const alternatives = text.split("||").map((part) => part.split("&&").map(comparison));
  return (message) => {
    const value = parseJson(message);
    return alternatives.some((all) => all.every((test) => test(value)));
  };
}

/** `$.path.to.field = "text*"`, `!= 3`, `>= 3`... */
function comparison(text: string): (value: unknown) => boolean {
  const [, path, operator, quoted, plain] =
    /^\s*\(?\s*\$\.([\w.-]+)\s*(!=|>=|<=|=|>|<)\s*(?:"([^"]*)"|([\w.*-]+))\s*\)?\s*$/.exec(text) ?? [];
  if (path === undefined || operator === undefined) throw notKnown(text);
  const wanted = quoted ?? plain ?? "";
  return (value) => {
    const found = at(value, ...path.split("."));
    if (typeof found !== "string" && typeof found !== "number" && typeof found !== "boolean") return false;
    switch (operator) {
      case "=":
        return isLike(String(found), wanted);
      case "!=":
        return !isLike(String(found), wanted);
      case ">":
        return Number(found) > Number(wanted);
      case "<":
        return Number(found) < Number(wanted);
      case ">=":
        return Number(found) >= Number(wanted);
      default:
        return Number(found) <= Number(wanted);
    }
  };
}

/** A `*` at the ends stands for anything. */
function isLike(text: string, wanted: string): boolean {
  const [open, close] = [wanted.startsWith("*"), wanted.endsWith("*")];
  const core = wanted.replace(/^\*/, "").replace(/\*$/, "");
  if (open && close) return text.includes(core);
  if (open) return text.endsWith(core);
  return close ? text.startsWith(core) : text === core;
}

function notKnown(pattern: string): ServiceError {
  const message = `the local cloud does not know the filter pattern ${JSON.stringify(pattern)}`;
  return new ServiceError("InvalidParameterException", 400, message);
}
