import * as z from "zod/mini";
import { actionItemSchema } from "./action-item";
import { bucketStateSchema } from "./bucket-state";
import { controlSchema } from "./control";
import { counterSchema } from "./counter";
import { coverageItemSchema } from "./coverage-item";
import { findingItemSchema } from "./finding-item";
import { suppressionSchema } from "./suppression";
import { sweepAccountSchema } from "./sweep-account";
import { sweepItemSchema } from "./sweep-item";
import { sweepPageSchema } from "./sweep-page";
import { sweepWaitingSchema } from "./sweep-waiting";

/** Every kind of item in the table. */
export const itemSchema = z.discriminatedUnion("item", [
  bucketStateSchema,
  findingItemSchema,
  actionItemSchema,
  suppressionSchema,
  coverageItemSchema,
  sweepItemSchema,
  sweepAccountSchema,
  sweepPageSchema,
  sweepWaitingSchema,
  controlSchema,
  counterSchema,
]);

export type Item = z.infer<typeof itemSchema>;
