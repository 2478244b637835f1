import * as z from "zod/mini";
import { CONTRACTS } from "./contracts";
import { EVENT_SOURCE } from "./names";

/**
 * The JSON Schema of each event's detail, by the name of its file in `docs/schemas`. Keys that a schema does not name are allowed:
 * a later version may add some.
 */
export function jsonSchemas(): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(CONTRACTS).map(([name, { detailType, schema, example }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
      const description = `The detail of an event with source "${EVENT_SOURCE}" and detail-type "${detailType}".`;
      return [
        `${name}.schema.json`,
        { $schema, title: detailType, description, ...rest, examples: [example] },
      ];
    }),
  );
}
