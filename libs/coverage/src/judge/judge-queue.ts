import type { CheckResult } from "@security-auto/assessment";
import { parseArn } from "@security-auto/iam-policy";
import type { Reading } from "../reading";

/** Whether the queue of what could not be forwarded is there, and empty. */
export function judgeQueue(queueArn: string, messages: Reading<number>): CheckResult {
  const { resource: queue = "" } = parseArn(queueArn) ?? {};
  switch (messages.kind) {
    case "unknown":
      return { result: "unknown", because: messages.because };
    case "absent":
      return {
        result: "wrong",
        because: `there is no queue ${queue}: deploy the member stack to the account again`,
      };
    case "read":
      // How many they are is no news each time.
      return messages.value === 0
        ? { result: "ok" }
        : {
            result: "wrong",
            because: `events that could not be forwarded lie in the queue ${queue}: its messages say why`,
            mend: `npm run redrive -- --queue ${queueArn}`,
          };
  }
}
