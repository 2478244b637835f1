import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { z } from "zod";

// How such a function is commonly set up: middy around it, zod's usual import.
const logger = new Logger();
const schema = z.looseObject({ source: z.string(), detail: z.looseObject({ eventName: z.string() }) });

export const handler = middy(async (event: unknown) => {
  const { detail } = schema.parse(event);
  return Promise.resolve({ statusCode: 200, body: JSON.stringify({ message: detail.eventName, event }) });
}).use(injectLambdaContext(logger, { logEvent: true }));
