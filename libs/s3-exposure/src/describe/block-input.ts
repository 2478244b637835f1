import * as z from "zod/mini";
import type { PublicAccessBlock } from "../bucket-facts";

const flag = z.optional(z.nullable(z.union([z.boolean(), z.enum(["true", "false", "TRUE", "FALSE"])])));

const settings = {
  BlockPublicAcls: flag,
  IgnorePublicAcls: flag,
  BlockPublicPolicy: flag,
  RestrictPublicBuckets: flag,
  blockPublicAcls: flag,
  ignorePublicAcls: flag,
  blockPublicPolicy: flag,
  restrictPublicBuckets: flag,
};

/** The four settings, also as `GetPublicAccessBlock` returns them; one that is missing is off. */
export const blockSchema = z.object({
  ...settings,
  PublicAccessBlockConfiguration: z.optional(z.object(settings)),
});

export function readBlock(input: z.output<typeof blockSchema>): PublicAccessBlock {
  const given = input.PublicAccessBlockConfiguration ?? input;
  return {
    blockPublicAcls: isOn(given.BlockPublicAcls ?? given.blockPublicAcls),
    ignorePublicAcls: isOn(given.IgnorePublicAcls ?? given.ignorePublicAcls),
    blockPublicPolicy: isOn(given.BlockPublicPolicy ?? given.blockPublicPolicy),
    restrictPublicBuckets: isOn(given.RestrictPublicBuckets ?? given.restrictPublicBuckets),
  };
}

function isOn(value: boolean | string | null | undefined): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}
