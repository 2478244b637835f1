// Calls a handler again and again in one process, without HTTP, and reports the processor time of one call.
import { writeSync } from "node:fs";

const { handler } = await import(process.argv[2]);
const event = JSON.parse(process.argv[3]);
const context = {
  functionName: "security-auto-S3",
  functionVersion: "$LATEST",
  memoryLimitInMB: "256",
  invokedFunctionArn: process.env.BENCH_FUNCTION_ARN,
  awsRequestId: "request-1",
  logStreamName: "2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  getRemainingTimeInMillis: () => 30_000,
};
const CALLS = 2000;
const rounds = [];
for (let round = 0; round < 12; round += 1) {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) await handler(event, context);
  const { user, system } = process.cpuUsage(before);
  if (round >= 3) rounds.push((user + system) / CALLS);
}
writeSync(3, JSON.stringify(rounds));
process.exit();
