import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/** May put events on one bus, in this account or another. */
export function putEvents({ eventBusArn }: { readonly eventBusArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "events:PutEvents", Resource: exact(eventBusArn, "event bus ARN") };
}
