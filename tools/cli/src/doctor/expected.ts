import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventPipeline } from "@security-auto/local-cloud";
import * as z from "zod/mini";
import { registerIn } from "../findings/register-place";
import type { FunctionPlace } from "../register/function-place";
import { restrictIn } from "../remediation/restrict-place";
import { centralPlace } from "../stack/central-place";

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});

const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

export type Template = z.infer<typeof templateSchema>;

/** What is to be found where the synthesized stack is deployed. */
export interface Expected {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly template: Template;
  /** Of each topic the addresses that it mails. */
  readonly subscriptions: readonly { readonly topic: string; readonly endpoint: string }[];
  readonly alarms: readonly string[];
  readonly failureQueues: EventPipeline["failureQueues"];
  readonly stackSet?: { readonly name: string; readonly callAs: "DELEGATED_ADMIN" | "SELF" };
  readonly register?: FunctionPlace;
  /** Whether the stack has the function that remediates. */
  readonly remediates: boolean;
}

const ENDING = ".template.json";

/** @param assembly - the `cdk.out` folder */
export function readExpected(assembly: string, stack: EventPipeline): Expected {
  const file = readdirSync(assembly).find((name) => name.endsWith(ENDING)) ?? "";
  const template = templateSchema.parse(JSON.parse(readFileSync(join(assembly, file), "utf8")));
  const all = Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
    id,
    Type,
    Properties,
  }));
  const ofType = (type: string) => all.filter(({ Type }) => Type === type);
  const topics = new Map(
    ofType("AWS::SNS::Topic").map(({ id, Properties }) => [id, String(Properties["TopicName"])]),
  );
  const [stackSet] = ofType("AWS::CloudFormation::StackSet");
  const register = registerIn(stack);
  return {
    ...centralPlace(stack),
    stackName: file.slice(0, -ENDING.length),
    template,
    subscriptions: ofType("AWS::SNS::Subscription").map(({ Properties }) => ({
      topic: topics.get(referenced(Properties["TopicArn"])) ?? "",
      endpoint: String(Properties["Endpoint"]),
    })),
    alarms: ofType("AWS::CloudWatch::Alarm").map(({ Properties }) => String(Properties["AlarmName"])),
    failureQueues: stack.failureQueues,
    ...(stackSet !== undefined && {
      stackSet: {
        name: String(stackSet.Properties["StackSetName"]),
        callAs: stackSet.Properties["CallAs"] === "SELF" ? "SELF" : "DELEGATED_ADMIN",
      } as const,
    }),
    ...(register !== undefined && { register }),
    remediates: restrictIn(stack) !== undefined,
  };
}

const referenceSchema = z.object({ Ref: z.string() });

function referenced(value: unknown): string {
  const parsed = referenceSchema.safeParse(value);
  return parsed.success ? parsed.data.Ref : "";
}
