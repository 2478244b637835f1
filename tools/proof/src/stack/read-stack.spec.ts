import { DETAIL_TYPES } from "@security-auto/assessment";
import type { StackResource } from "@security-auto/local-cloud";
import { keepBusPrivate } from "@security-auto/policies";
import { senderIn } from "./read-stack";

const ROLES = "arn:aws:iam::111122223333:role";
const JUDGE = { roleArns: [`${ROLES}/judge`], detailTypes: ["S3 Bucket Assessed"] } as const;
const REQUESTERS = {
  roleArns: [`${ROLES}/team/operator`, `${ROLES}/auditor`],
  detailTypes: ["S3 Bucket Assessment Requested"],
} as const;

/** The policy statements of a private bus, each a resource of its own as in the stack. */
function busWith(senders: Parameters<typeof keepBusPrivate>[0]["senders"]): readonly StackResource[] {
  const eventBusArn = "arn:aws:events:us-west-2:111122223333:event-bus/private";
  return keepBusPrivate({ eventBusArn, senders }).map((Statement, index) => {
    const properties = new Map<string, unknown>([
      // Whatever the statement is called.
      ["Statement", { ...Statement, Sid: `Statement${index}` }],
      ["EventBusName", "private"],
    ]);
    return {
      stack: { name: "central", account: "111122223333", region: "us-west-2" },
      logicalId: `Policy${index}`,
      type: "AWS::Events::EventBusPolicy",
      property: (name) => properties.get(name),
    };
  });
}

test.each([
  ["the first of those who may", [JUDGE, REQUESTERS], { busName: "private", roleName: "operator" }],
  ["whoever may publish what else", [REQUESTERS, JUDGE], { busName: "private", roleName: "operator" }],
  ["nobody where only the function publishes", [JUDGE], undefined],
  ["nobody where there is no private bus", [], undefined],
] as const)("who asks for an assessment: %s", (_what, senders, requests) => {
  const resources = senders.length === 0 ? [] : busWith(senders);
  expect(senderIn({ resources }, DETAIL_TYPES.assessmentRequested)).toEqual(requests);
});
