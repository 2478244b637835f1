import * as z from "zod";
import { environmentFileSchema } from "./schema";

/** The JSON schema of an environment file, by which editors complete and check it. */
export function environmentJsonSchema(): z.core.JSONSchema.BaseSchema {
  return {
    title: "security-auto environment",
    ...z.toJSONSchema(environmentFileSchema, { io: "input", target: "draft-7" }),
  };
}
