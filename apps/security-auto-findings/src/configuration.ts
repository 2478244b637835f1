import { accountIdSchema } from "@security-auto/assessment";
import { parse, watchedNamesSchema } from "@security-auto/events";
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const schema = z.strictObject({
  /** Name of the table. */
  table: text,
  /** Name of the event bus that transitions are put on. */
  privateBus: text,
  /** ARN of the topic that people subscribe to. Absent: nobody is mailed. */
  topicArn: z.exactOptional(text),
  /** The security account, in whose name findings are imported into Security Hub. Absent: they are not. */
  securityHubAccount: z.exactOptional(accountIdSchema),
  /** How many assessments in a row have to miss a read before that is a finding. */
  cannotReadAfter: z._default(z.int().check(z.positive()), 2),
  /** ARN of the topic that a chat subscribes to. Absent: nothing is sent to a chat. */
  chatTopicArn: z.exactOptional(text),
  /** Whether the number of open findings is published as a metric. Absent: it is not. */
  countsOpenFindings: z.exactOptional(z.boolean()),
  /** Whether assessments are counted in the sweep that asked for them. */
  sweeps: z.exactOptional(z.boolean()),
  /** What of ours is watched in every account, by name. Absent: calls that end the forwarding are not recorded. */
  watched: z.exactOptional(watchedNamesSchema),
  /** Name of the environment, where commands have to be told it. */
  environment: z.exactOptional(text),
});

/** What an environment decides of the function. */
export type FindingsConfiguration = z.infer<typeof schema>;

/** Checks the content of the function's configuration file; each issue names its field. */
export function parseFindingsConfiguration(value: unknown) {
  return parse(schema, value);
}
