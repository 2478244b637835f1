import { exposureOfBucket } from "../src/exposure-of-bucket";
import { BUCKET, BUCKET_ARN, sampleBucket } from "./sample";

export const FOREIGN = "444455556666";
export const MEMBER = "310987654321";
export const ORG = BUCKET.organization.id;
export const ROLE = `arn:aws:iam::${FOREIGN}:role/Courier`;
export const SESSION = `arn:aws:sts::${FOREIGN}:assumed-role/Courier/run`;
export const CANONICAL = "f9e8d7c6".repeat(8);

const NOW = new Date("2026-06-15T12:00:00Z");

/** What it is, the statements of the policy, how far that opens the bucket, and what else is known of the bucket. */
export type Row = readonly [what: string, statements: readonly object[], exposure: string, more?: object];

/** One test for each row. */
export function testRows(rows: readonly Row[]): void {
  const named = rows.map(([what, statements, exposure, more]) => ({ what, statements, exposure, more }));
  test.each(named)("$what", ({ statements, exposure, more }) => {
    expect(exposureOf(statements, more)).toBe(exposure);
  });
}

export const allow = (Condition: object = {}, more: object = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `${BUCKET_ARN}/*`,
  Condition,
  ...more,
});

export const deny = (Condition: object = {}, more: object = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`],
  Condition,
  ...more,
});

export const to = (principal: object, Condition: object = {}) => allow(Condition, { Principal: principal });

export const service = (Condition: object = {}) => to({ Service: "delivery.logs.amazonaws.com" }, Condition);

export function exposureOf(statements: readonly object[], more: object = {}): string {
  return exposureOfPolicy({ Version: "2012-10-17", Statement: statements }, more);
}

export function exposureOfPolicy(policy: unknown, more: object = {}): string {
  const { atLeast, atMost } = exposureOfBucket(sampleBucket({ policy, ...more }), { now: NOW }).exposure;
  return atLeast === atMost ? atLeast : `${atLeast}..${atMost}`;
}
