import * as z from "zod";
import { environment, templateOf } from "../../test/environments";
import type { Environment } from "../environment/environment";
import { functionEntry, functionKeys } from "../environment/functions";

const functionSchema = z.object({
  Properties: z.object({ FunctionName: z.string(), ReservedConcurrentExecutions: z.number().optional() }),
});

const reservedIn = (of: Environment): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(
    Object.values(templateOf(of).findResources("AWS::Lambda::Function"))
      .map((made) => functionSchema.parse(made).Properties)
      .map(({ FunctionName, ReservedConcurrentExecutions }) => [FunctionName, ReservedConcurrentExecutions]),
  );

const example = environment("example");

test("each function has some of the account's concurrency, which is its limit; all together leave most of it", () => {
  const reserved = reservedIn(example);
  expect(reserved).toMatchObject({ "security-auto-S3": 50, "security-auto-findings": 50 });
  const all = Object.values(reserved);
  expect(all).not.toContain(undefined);
  // An account has 1,000, of which Lambda keeps 100 unreserved.
  expect(all.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBeLessThanOrEqual(200);
});

test.each(functionKeys)("%s has room for what is polled and asked of it at once, and for more", (key) => {
  const { pollsAtOnce = 0, requestsAtOnce = 0 } = functionEntry(key);
  const { functionName } = example.functions[key];
  expect(reservedIn(example)[functionName]).toBeGreaterThan(Math.max(pollsAtOnce, requestsAtOnce));
});

test("a function's own number counts, with the switch and without", () => {
  const functions = {
    ...example.functions,
    s3: { ...example.functions.s3, reservedConcurrency: 300 },
  };
  expect(reservedIn({ ...example, functions })).toMatchObject({ "security-auto-S3": 300 });
  expect(reservedIn({ ...example, functions, reserveConcurrency: false })).toMatchObject({
    "security-auto-S3": 300,
    "security-auto-findings": undefined,
  });
});

test("without the switch nothing is reserved: a new account has too little for that", () => {
  expect(reservedIn(environment("lab"))).toEqual({ "security-auto-S3": undefined });
});
