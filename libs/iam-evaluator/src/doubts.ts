import type { Answer } from "./answer";
import type { Unsupported } from "./decision";
import { type Case, refusingLimit, type Relation } from "./permit";

/** Everything an "allowed" would have had to guess. */
export function doubts(of: Case, relations: readonly Relation[]): readonly Unsupported[] {
  const { statements, policies } = of;
  const found = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ answer, grants }) => [answer, ...grants.map((grant) => grant.answer)].flatMap(unsupportedIn));
  const owner: Unsupported = { what: "owner of the resource", name: "resourceAccount", where: "request" };
  const limit: Unsupported =
    refusingLimit(of, "surely") === "session"
      ? {
          what: "session policies over a grant to everyone",
          name: (policies.session ?? []).map(({ name }) => name).join(", "),
          where: "policies.session",
        }
      : {
          what: "permissions boundary over a grant to everyone",
          name: policies.boundary?.name ?? "",
          where: "policies.boundary",
        };
  if (relations.length > 1) return unique([...found, owner]);
  return found.length > 0 ? unique(found) : [limit];
}

function unique(found: readonly Unsupported[]): readonly Unsupported[] {
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

export function unsupportedIn(answer: Answer): readonly Unsupported[] {
  return answer.is === "unknown" ? answer.unsupported : [];
}
