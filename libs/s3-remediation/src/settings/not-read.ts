import type { Facet } from "@security-auto/s3-exposure";

/** Says that a facet was not read, and why; nothing where it was. */
export function notRead(name: string, facet: Facet<unknown>): readonly string[] {
  if (facet.state === "denied") return [`the ${name} was refused`];
  return facet.state === "failed" ? [`the ${name} could not be read (${facet.reason})`] : [];
}
