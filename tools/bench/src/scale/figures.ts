import assumptions from "./data/assumptions.json";
import measured from "./data/measured.json";
import prices from "./data/prices.json";
import quotas from "./data/quotas.json";

/** The four data files everything here is computed from. */
export const FIGURES = { assumptions, measured, prices, quotas } as const;

export type Assumptions = Readonly<Record<keyof typeof assumptions, { readonly value: number }>>;
export type Measured = typeof measured;
export type Prices = typeof prices;

/** An organization, and how busy it is. */
export interface Workload {
  readonly accounts: number;
  /** Changes of who can access a bucket, per account and day. */
  readonly changesADay: number;
}

export const WORKLOADS: readonly Workload[] = [1, 1000, 10_000].flatMap((accounts) =>
  [10, 1000].map((changesADay) => ({ accounts, changesADay })),
);
