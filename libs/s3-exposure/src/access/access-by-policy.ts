import type { Evidence } from "../evidence";
import { between, exactly, exceeds, wider } from "../exposure";
import type { BucketPolicy } from "../policy/bucket-policy";
import type { Statement } from "../policy/statement";
import { coverEverything } from "../policy/addresses";
import type { Inquiry } from "./inquiry";
import { namesServices } from "./names-services";
import { type Access, accessBecause, perhapsNothing, perhapsUpTo, widestAccess } from "./access";
import { accessByAllows, type AllowAccess } from "./access-by-allows";
import { whyAllow } from "./words";

/** Who has access by a bucket policy as it stands, before any public access block. */
export interface PolicyAccess {
  /** To callers of accounts, and to those without. */
  readonly people: Access;
  /** To AWS services, by whom they act for. */
  readonly services: Access;
  /** The same, by the Allows alone that name services or ask about them: the block of public policies leaves those. */
  readonly namedServices: () => Access;
  /** Allows by which a service may act for anyone. */
  readonly openToServices: readonly Statement[];
}

export function accessByPolicy(policy: BucketPolicy, inquiry: Inquiry): PolicyAccess {
  const { allows, unreadable } = policy;
  const callers = accessByAllows(allows, inquiry.people, inquiry);
  const people = callers.map((access, index) => accessByStatement(allows[index], access, inquiry));
  for (const { name, mayAllow, because } of unreadable)
    if (mayAllow)
      people.push(
        accessBecause(between("private", "public"), inPolicy(name, [], `it cannot be judged: ${because}`)),
      );
  if (people.length === 0)
    people.push(accessBecause(exactly("private"), inPolicy(null, [], "the policy has no Allow")));

  const accessOfServices = (some: readonly Statement[], found: readonly AllowAccess[]): Access =>
    widestAccess(found.map((access, index) => accessByStatement(some[index], access, inquiry)));
  const services = accessByAllows(allows, inquiry.services, inquiry);
  const unlessDenied = (access: Access): Access => {
    const one = unreadable.find(({ mayDeny }) => mayDeny);
    if (one === undefined || access.atLeast === "private") return access;
    const because = inPolicy(one.name, [], `it may be a Deny of this, it cannot be judged: ${one.because}`);
    return perhapsNothing(access, because);
  };
  // By themselves: beside the others, callers who widen nothing further are not asked about.
  const accessOfNamed = (): Access => {
    const naming = allows.filter(namesServices);
    const isAll = naming.length === allows.length;
    if (naming.length === 0) return accessOfServices([], []);
    return accessOfServices(naming, isAll ? services : accessByAllows(naming, inquiry.services, inquiry));
  };
  let namedServices: Access | undefined;
  return {
    people: unlessDenied(withRangesTogether(widestAccess(people), allows)),
    services: unlessDenied(accessOfServices(allows, services)),
    namedServices: () => (namedServices ??= unlessDenied(accessOfNamed())),
    openToServices: allows.filter((_, index) => isOpenToServices(services[index], callers[index])),
  };
}

// Ranges that are narrow in each of several Allows may together be all addresses.
function withRangesTogether(access: Access, allows: readonly Statement[]): Access {
  if (access.atMost !== "external" || !holdAllAddresses(allows)) return access;
  const because = "its Allows together hold all addresses of one kind, so that it may be open to anyone";
  return perhapsUpTo("public", access, inPolicy(null, [], because));
}

/** Whether the narrow ranges of several Allows together are all addresses of one kind. */
export function holdAllAddresses(allows: readonly Statement[]): boolean {
  const ranges = allows.flatMap(({ conditions }) =>
    conditions.flatMap(({ addresses, negated, values }) =>
      addresses === "narrow" && !negated ? values : [],
    ),
  );
  return coverEverything(ranges);
}

/** Whether services that act for anyone are who an Allow may open the bucket to, and not callers who get in themselves. */
function isOpenToServices(services: AllowAccess | undefined, callers: AllowAccess | undefined): boolean {
  return (
    services?.possible?.doubt?.kind === "service" &&
    exceeds(services.atMost, wider("organization", callers?.atMost ?? "private"))
  );
}

function accessByStatement(allow: Statement | undefined, access: AllowAccess, inquiry: Inquiry): Access {
  return {
    atLeast: access.atLeast,
    atMost: access.atMost,
    evidence: (end) =>
      allow === undefined
        ? []
        : [inPolicy(allow.name, allow.writtenActions, whyAllow(allow, access, end, inquiry.context))],
  };
}

/** Evidence from the bucket policy. */
export function inPolicy(statement: string | null, grants: readonly string[], because: string): Evidence {
  return { source: "bucket policy", statement, grants, because };
}
