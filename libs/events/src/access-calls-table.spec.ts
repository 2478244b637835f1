import { accessCallsTable } from "./access-calls-table";
import { listS3AccessCalls } from "./s3-access-calls";

test("one line for each call, all of one width", () => {
  const lines = accessCallsTable().split("\n");
  expect(lines).toHaveLength(2 + listS3AccessCalls().length);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
