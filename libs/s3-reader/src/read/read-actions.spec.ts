import { READ_ACTIONS, READ_NAMES, READS, READS_OF_ACCESS_POINTS } from "@security-auto/s3-exposure";
import { ACCESS_POINT_READS, ACCESS_READS, ACCOUNT_READS } from "@security-auto/policies";
import { ACCESS_POINT_READS as ACCESS_POINT_CALLS } from "./access-point-reads";
import { S3_READS } from "./s3-reads";

const actionsOf = (reads: Readonly<Record<string, { readonly action: string }>>) =>
  Object.fromEntries(Object.entries(reads).map(([name, { action }]) => [name, action]));

describe("the permissions that reading needs", () => {
  it("are those that the policies for reading grant, no more and no less", () => {
    const granted = [...ACCESS_READS, ...ACCOUNT_READS, ...ACCESS_POINT_READS];
    expect([...READ_ACTIONS].sort()).toEqual(granted.sort());
  });

  it("are one for each read that is made", () => {
    const made = Object.entries(S3_READS).map(([facet, { action }]) => [facet, action]);
    expect(Object.fromEntries(made)).toEqual(actionsOf(READS));
    const ofAccessPoints = Object.entries(ACCESS_POINT_CALLS).map(([part, read]) => [
      part,
      read("any").action,
    ]);
    expect(Object.fromEntries(ofAccessPoints)).toEqual(actionsOf(READS_OF_ACCESS_POINTS));
  });

  it("are names by which `assess` takes a read to be denied", () => {
    expect(READ_NAMES).toEqual(
      expect.arrayContaining(READ_ACTIONS.map((action) => action.slice("s3:".length))),
    );
  });
});
