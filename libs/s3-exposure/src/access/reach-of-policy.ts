import type { Evidence } from "../evidence";
import { between, exactly, exceeds, wider } from "../exposure";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Statement } from "../policy/statement";
import { coverEverything } from "../policy/addresses";
import type { Inquiry } from "./inquiry";
import { namesServices } from "./names-services";
import { perhapsNothing, perhapsUpTo, type Reach, reachBecause, widestReach } from "./reach";
import { type AllowReach, reachOfAllows } from "./reach-of-allows";
import { whyAllow } from "./words";

/** Who has access by a bucket policy as it stands, before any public access block. */
export interface PolicyReach {
  /** To callers of accounts, and to those without. */
  readonly people: Reach;
  /** To AWS services, by whom they act for. */
  readonly services: Reach;
  /** The same, by the Allows that name services or ask about them: the block of public policies leaves those. */
  readonly namedServices: Reach;
  /** Allows by which a service may act for anyone. */
  readonly openToServices: readonly Statement[];
}

export function reachOfPolicy(policy: BucketPolicy, inquiry: Inquiry): PolicyReach {
  const { allows, unreadable } = policy;
  const callers = reachOfAllows(allows, inquiry.people, inquiry);
  const people = callers.map((reach, index) => reachOfStatement(allows[index], reach, inquiry));
  for (const { name, mayAllow, because } of unreadable)
    if (mayAllow)
      people.push(
        reachBecause(between("private", "public"), inPolicy(name, [], `it cannot be judged: ${because}`)),
      );
  if (people.length === 0)
    people.push(reachBecause(exactly("private"), inPolicy(null, [], "the policy has no Allow")));

  const services = reachOfAllows(allows, inquiry.services, inquiry);
  const reaches = services.map((reach, index) => reachOfStatement(allows[index], reach, inquiry));
  const unlessDenied = (reach: Reach): Reach => {
    const one = unreadable.find(({ mayDeny }) => mayDeny);
    if (one === undefined || reach.atLeast === "private") return reach;
    const because = inPolicy(one.name, [], `it may be a Deny of this, it cannot be judged: ${one.because}`);
    return perhapsNothing(reach, because);
  };
  return {
    people: unlessDenied(withRangesTogether(widestReach(people), allows)),
    services: unlessDenied(widestReach(reaches)),
    namedServices: unlessDenied(
      widestReach(
        allows.flatMap((allow, index) => (namesServices(allow) ? reaches.slice(index, index + 1) : [])),
      ),
    ),
    openToServices: allows.filter((_, index) => isOpenToServices(services[index], callers[index])),
  };
}

// Ranges that are narrow in each of several Allows may together be all addresses.
function withRangesTogether(reach: Reach, allows: readonly Statement[]): Reach {
  if (reach.atMost !== "external") return reach;
  const ranges = allows.flatMap(({ conditions }) =>
    conditions.flatMap(({ addresses, negated, values }) =>
      addresses === "narrow" && !negated ? values : [],
    ),
  );
  const because = "its Allows together hold all addresses of one kind, so that it may be open to anyone";
  return coverEverything(ranges) ? perhapsUpTo("public", reach, inPolicy(null, [], because)) : reach;
}

/** Whether services that act for anyone are who an Allow may open the bucket to, and not callers who get in themselves. */
function isOpenToServices(services: AllowReach | undefined, callers: AllowReach | undefined): boolean {
  return (
    services?.possible?.doubt?.kind === "service" &&
    exceeds(services.atMost, wider("organization", callers?.atMost ?? "private"))
  );
}

function reachOfStatement(allow: Statement | undefined, reach: AllowReach, inquiry: Inquiry): Reach {
  return {
    atLeast: reach.atLeast,
    atMost: reach.atMost,
    evidence: (end) =>
      allow === undefined
        ? []
        : [inPolicy(allow.name, allow.writtenActions, whyAllow(allow, reach, end, inquiry.context))],
  };
}

/** Evidence from the bucket policy. */
export function inPolicy(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "bucket policy", statement, grants, because };
}
