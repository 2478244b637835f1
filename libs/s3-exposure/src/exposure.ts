/**
 * Who can access a bucket, from least to most: its owner's account and AWS services; its organization;
 * others, but a known set of them (named accounts, a network); by anyone.
 */
export const EXPOSURES = ["private", "organization", "external", "public"] as const;

export type Exposure = (typeof EXPOSURES)[number];

// A switch, since this is asked a hundred times for each bucket.
function rank(exposure: Exposure): number {
  switch (exposure) {
    case "private":
      return 0;
    case "organization":
      return 1;
    case "external":
      return 2;
    case "public":
      return 3;
  }
}

/** What is known of an exposure. Equal ends are a fact; ends apart say what a missing read leaves open. */
export interface ExposureInterval {
  /** What is certain from what was read. */
  readonly atLeast: Exposure;
  /** What cannot be excluded. */
  readonly atMost: Exposure;
}

export function exceeds(exposure: Exposure, limit: Exposure): boolean {
  return rank(exposure) > rank(limit);
}

export function wider(one: Exposure, other: Exposure): Exposure {
  return rank(one) >= rank(other) ? one : other;
}

export function narrower(one: Exposure, other: Exposure): Exposure {
  return rank(one) <= rank(other) ? one : other;
}

const EXACTLY: Readonly<Record<Exposure, ExposureInterval>> = {
  private: { atLeast: "private", atMost: "private" },
  organization: { atLeast: "organization", atMost: "organization" },
  external: { atLeast: "external", atMost: "external" },
  public: { atLeast: "public", atMost: "public" },
};

export const exactly = (exposure: Exposure): ExposureInterval => EXACTLY[exposure];

export const between = (atLeast: Exposure, atMost: Exposure): ExposureInterval => ({ atLeast, atMost });
