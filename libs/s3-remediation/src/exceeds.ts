import type { Exposure } from "@security-auto/s3-exposure";

const ORDER: readonly Exposure[] = ["private", "organization", "external", "public"];

export const exceeds = (exposure: Exposure, limit: Exposure): boolean =>
  ORDER.indexOf(exposure) > ORDER.indexOf(limit);
