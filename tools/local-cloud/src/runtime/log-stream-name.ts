import { randomBytes } from "node:crypto";

/** As Lambda names the log stream of a new execution environment: the day, the version, and what no other has. */
export function logStreamName(): string {
  const [year, month, day] = new Date().toISOString().slice(0, 10).split("-");
  return `${year ?? ""}/${month ?? ""}/${day ?? ""}/[$LATEST]${randomBytes(16).toString("hex")}`;
}
