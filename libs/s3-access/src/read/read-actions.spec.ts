import { ACCESS_READS } from "@security-auto/policies";
import { READ_NAMES } from "../describe/denied-reads";
import { ACTION_OF_READ, FACET_NAMES, READ_ACTIONS } from "./read-actions";
import { S3_READS } from "./s3-reads";

describe("the permissions that reading needs", () => {
  it("are those that the policy for reading buckets grants, no more and no less", () => {
    expect([...READ_ACTIONS].sort()).toEqual([...ACCESS_READS].sort());
  });

  it("are one for each read that is made", () => {
    const made = Object.entries(S3_READS).map(([facet, { action }]) => [facet, action]);
    expect(Object.fromEntries(made)).toEqual(ACTION_OF_READ);
    expect(Object.keys(S3_READS)).toEqual(FACET_NAMES);
  });

  it("are names by which `assess` takes a read to be denied", () => {
    expect(READ_NAMES).toEqual(
      expect.arrayContaining(READ_ACTIONS.map((action) => action.slice("s3:".length))),
    );
  });
});
