import type { AccessPoint, AccessPoints } from "../bucket-facts";
import { type Facet, valueOf } from "../facet";
import { policyFlag } from "../policy-flag";
import type { Mentions } from "../policy/mentions";
import type { BucketContext } from "./bucket-context";
import type { Network, Route, Way } from "./caller";

const DIRECT: Route = { kind: "direct" };
const ANYWHERE: Network = { kind: "anywhere" };
const VPC_KEY = "aws:sourcevpc";

/** The ways worth asking about; the one that most come by first. */
export function waysOf(
  mentions: Mentions,
  accessPoints: Facet<AccessPoints> | undefined,
  context: BucketContext,
): readonly Way[] {
  const networks: Network[] = [ANYWHERE];
  if (mentions.keys.has("aws:sourceip")) networks.push({ kind: "range" });
  for (const named of mentions.networks.values()) networks.push({ kind: "endpoint", ...named });
  const routes = [DIRECT, ...accessRoutes(mentions, accessPoints, context)];
  return networks.flatMap((through) =>
    routes.flatMap((route) =>
      networksOf(route, through).map((network) => ({
        network,
        route,
        limited:
          network.kind !== "anywhere" ||
          (route.kind === "access point" && route.origin === "VPC" && route.owner.kind === "known"),
      })),
    ),
  );
}

/** From where in a network requests take a route: an access point of a VPC takes them from there only, without an address. */
function networksOf(route: Route, network: Network): readonly Network[] {
  if (route.kind === "direct" || route.origin !== "VPC") return [network];
  const vpc = route.point?.vpc;
  if (network.kind === "range") return [];
  if (vpc === undefined) return [network];
  if (network.kind === "anywhere") return [{ kind: "endpoint", key: VPC_KEY, value: vpc }];
  return network.key === VPC_KEY ? [] : [network];
}

/** Through access points: those of the bucket owner's account, of accounts that are named, of any other. */
function accessRoutes(
  mentions: Mentions,
  accessPoints: Facet<AccessPoints> | undefined,
  { accountId }: BucketContext,
): readonly Route[] {
  if (![...mentions.keys].some((key) => DELEGATING_KEYS.has(key))) return [];
  const origins = mentions.keys.has("s3:accesspointnetworkorigin")
    ? (["Internet", "VPC"] as const)
    : ([undefined] as const);
  const through = (owner: string | undefined, own: boolean): readonly Route[] =>
    origins.map((origin) => ({
      kind: "access point",
      owner: owner === undefined ? { kind: "unnamed" } : { kind: "known", id: owner },
      own,
      origin,
    }));
  const read = accessPoints === undefined ? undefined : valueOf(accessPoints);
  const known = (read?.list ?? []).map((point) => routeThrough(point, accountId));
  const ownUnread = read === undefined || read.more;
  const foreign = [...mentions.accessPointAccounts].filter((id) => id !== accountId);
  return [
    ...known,
    ...(ownUnread && accountId !== undefined ? through(accountId, true) : []),
    ...foreign.flatMap((id) => through(id, accountId === undefined)),
    ...through(undefined, false),
  ];
}

function routeThrough(point: AccessPoint, accountId: string | undefined): Route {
  const owner = point.accountId ?? accountId;
  return {
    kind: "access point",
    owner: owner === undefined ? { kind: "unnamed" } : { kind: "known", id: owner },
    own: owner === accountId,
    point: { ...point, flag: policyFlag(point) },
    origin: point.vpc === undefined ? "Internet" : "VPC",
  };
}

/** The condition keys that say through which access point a request comes. */
export const DELEGATING_KEYS: ReadonlySet<string> = new Set([
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:accesspointnetworkorigin",
]);
