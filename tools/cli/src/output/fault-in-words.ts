import type { FaultTrace } from "@security-auto/local-cloud";

/** Into which call what was injected. */
export function faultInWords({
  service,
  call,
  fault,
  account,
  bucket,
  bus,
  topic,
  function: name,
}: FaultTrace): string {
  const what = bucket ?? bus ?? topic ?? name ?? "";
  return [`${fault} into ${service}:${call}`, what, account === undefined ? "" : `(account ${account})`]
    .filter((part) => part !== "")
    .join(" ");
}
