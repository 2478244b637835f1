import type { JsonObject } from "../core/json";
import { at } from "../core/json";

/** A trail of CloudTrail, as far as it decides which events an account's default bus is given. */
export interface TrailState {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isLogging: boolean;
  /** As PutEventSelectors takes them: of one kind or of the other. */
  readonly selectors:
    { readonly EventSelectors: readonly unknown[] } | { readonly AdvancedEventSelectors: readonly unknown[] };
  readonly bucketName: string;
  readonly startedAt: Date;
  readonly stoppedAt?: Date;
}

/** What an account has from the start: a trail that logs, one that was stopped, or none. */
export const TRAIL_KINDS = ["logging", "stopped", "none"] as const;

export type TrailKind = (typeof TRAIL_KINDS)[number];

export interface TrailsOptions {
  readonly partition: string;
  /** Of the trails that are there from the start. */
  readonly homeRegion: string;
  /** Of accounts that do not have a trail that logs. */
  readonly kinds?: ReadonlyMap<string, TrailKind>;
}

/** The trails of every account: one of all regions that logs management events, unless something else is said. */
export class Trails {
  readonly #options: TrailsOptions;
  readonly #trails = new Map<string, TrailState[]>();

  constructor(options: TrailsOptions) {
    this.#options = options;
  }

  of(accountId: string): readonly TrailState[] {
    return this.#own(accountId);
  }

  /** In place of the one with its ARN. */
  put(trail: TrailState): void {
    const own = this.#own(trail.accountId);
    const index = own.findIndex(({ arn }) => arn === trail.arn);
    own.splice(index, index === -1 ? 0 : 1, trail);
  }

  remove({ accountId, arn }: TrailState): void {
    this.#trails.set(
      accountId,
      this.#own(accountId).filter((trail) => trail.arn !== arn),
    );
  }

  /** Whether calls that change something in a region of an account are handed on to its default bus. */
  logsWrites(accountId: string, region: string): boolean {
    return this.#own(accountId).some(
      (trail) =>
        trail.isLogging && (trail.isMultiRegion || trail.homeRegion === region) && hasWrites(trail.selectors),
    );
  }

  #own(accountId: string): TrailState[] {
    const known = this.#trails.get(accountId);
    if (known !== undefined) return known;
    const { partition, homeRegion, kinds } = this.#options;
    const kind = kinds?.get(accountId) ?? "logging";
    const name = "management-events";
    const first: TrailState = {
      name,
      arn: `arn:${partition}:cloudtrail:${homeRegion}:${accountId}:trail/${name}`,
      accountId,
      homeRegion,
      isMultiRegion: true,
      isLogging: kind === "logging",
      selectors: {
        EventSelectors: [
          {
            ReadWriteType: "All",
            IncludeManagementEvents: true,
            DataResources: [],
            ExcludeManagementEventSources: [],
          },
        ],
      },
      bucketName: `cloudtrail-logs-${accountId}`,
      startedAt: new Date(),
      ...(kind === "stopped" && { stoppedAt: new Date() }),
    };
    const own = kind === "none" ? [] : [first];
    this.#trails.set(accountId, own);
    return own;
  }
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
function hasWrites(selectors: TrailState["selectors"]): boolean {
  if ("EventSelectors" in selectors) {
    return selectors.EventSelectors.some(
      (selector) =>
        at(selector, "IncludeManagementEvents") !== false && at(selector, "ReadWriteType") !== "ReadOnly",
    );
  }
  return selectors.AdvancedEventSelectors.some((selector) => {
    const fields = at(selector, "FieldSelectors");
    const of = (name: string): JsonObject | undefined =>
      (Array.isArray(fields) ? (fields as readonly JsonObject[]) : []).find(
        (field) => field["Field"] === name,
      );
    const category = of("eventCategory")?.["Equals"];
    const readOnly = of("readOnly")?.["Equals"];
    return (
      Array.isArray(category) &&
      category.includes("Management") &&
      (!Array.isArray(readOnly) || readOnly.includes("false"))
    );
  });
}
