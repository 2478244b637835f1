import type { AdvancedSelector, BasicSelector, FieldSelector, Reading, Selectors } from "../reading";

/** The sources of the calls that have to become events: of what changes buckets, and of what ends the forwarding. */
export const SOURCES = [
  "s3.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "events.amazonaws.com",
  "sqs.amazonaws.com",
  "iam.amazonaws.com",
] as const;

/** Whether management events that write are logged; `unknown` where a selector asks for more than can be judged. */
export type Logged = "yes" | "no" | { readonly unknown: string };

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
export function judgeSelectors(selectors: Reading<Selectors>): Logged {
  if (selectors.kind === "unknown") return { unknown: selectors.because };
  // A trail without selectors logs all management events.
  if (selectors.kind === "absent") return "yes";
  const { basic, advanced } = selectors.value;
  if (basic.length === 0 && advanced.length === 0) return "yes";
  const logged = [...basic.map(basicLogs), ...advanced.map(advancedLogs)];
  if (logged.includes("yes")) return "yes";
  return logged.find((one) => typeof one === "object") ?? "no";
}

function basicLogs({ management, readWriteType, without }: BasicSelector): Logged {
  const isWrite = readWriteType === undefined || readWriteType === "All" || readWriteType === "WriteOnly";
  return management && isWrite && !SOURCES.some((source) => without.includes(source)) ? "yes" : "no";
}

function advancedLogs(fields: AdvancedSelector): Logged {
  const isManagement = fields.some(
    ({ field, operators }) =>
      field === "eventCategory" && operators["Equals"]?.includes("Management") === true,
  );
  if (!isManagement) return "no";
  const judged = fields.map(fieldAllows);
  if (judged.includes("no")) return "no";
  return judged.find((one) => typeof one === "object") ?? "yes";
}

function fieldAllows({ field, operators }: FieldSelector): Logged {
  switch (field) {
    case "eventCategory":
      return "yes";
    case "readOnly":
      return operators["Equals"]?.includes("false") === true ? "yes" : "no";
    case "eventSource":
      return Object.entries(operators).every(
        ([operator, values]) =>
          operator === "NotEquals" && !SOURCES.some((source) => values.includes(source)),
      )
        ? "yes"
        : "no";
    default:
      return { unknown: `an advanced event selector goes by ${field}, which is not judged` };
  }
}
