interface AcceptedLoss {
  readonly logicalId: string;
  /** Why nothing is missed. */
  readonly because: string;
}

/** What an update of the recorded release may take away. Recording another release empties this list. */
export const ACCEPTED: readonly AcceptedLoss[] = [
  {
    logicalId: "PublishedInvocationRole513E88D5",
    because: "requests wait in a queue, to which EventBridge sends without a role",
  },
];
