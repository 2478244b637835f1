import type { FaultTrace } from "@security-auto/local-cloud";
import { faultInWords } from "./fault-in-words";

test.each<{ name: string; fault: FaultTrace; words: string }>([
  {
    name: "a bucket",
    fault: {
      service: "s3",
      call: "GetBucketAcl",
      account: "444455556666",
      bucket: "ledger-archive",
      fault: "SlowDown",
    },
    words: "SlowDown into s3:GetBucketAcl ledger-archive (account 444455556666)",
  },
  {
    name: "an event bus",
    fault: {
      service: "events",
      call: "PutEvents",
      account: "111122223333",
      bus: "security-auto",
      fault: "FailedEntry",
    },
    words: "FailedEntry into events:PutEvents security-auto (account 111122223333)",
  },
  {
    name: "a function",
    fault: {
      service: "lambda",
      call: "Run",
      account: "111122223333",
      function: "security-auto-S3",
      fault: "crash",
    },
    words: "crash into lambda:Run security-auto-S3 (account 111122223333)",
  },
  {
    name: "a call on an account",
    fault: { service: "sts", call: "AssumeRole", account: "444455556666", fault: "AccessDenied" },
    words: "AccessDenied into sts:AssumeRole (account 444455556666)",
  },
  {
    name: "a call whose account is unknown",
    fault: { service: "sts", call: "GetCallerIdentity", fault: "hang" },
    words: "hang into sts:GetCallerIdentity",
  },
])("a fault in a call on $name", ({ fault, words }) => {
  expect(faultInWords(fault)).toBe(words);
});
