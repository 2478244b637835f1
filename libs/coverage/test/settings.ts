import type { CoverageSettings, Home } from "../src";

export const HOME: Home = { accountId: "111122223333", region: "us-west-2" };

export const SETTINGS: CoverageSettings = {
  bus: "SecurityAutomation",
  watched: {
    forwardingRules: ["S3-security-forward", "S3-security-forward-own"],
    tamperingRules: ["S3-security-tampering-forward", "S3-security-tampering-forward-own"],
    queues: ["security-auto-forward-failures"],
    readRoles: ["security-auto-s3-read"],
    forwardingRoles: ["security-auto-s3-forward", "security-auto-tampering"],
  },
  members: {
    regions: ["eu-central-1", "us-west-2"],
    forwarding: { rule: "S3-security-forward", role: "security-auto-s3-forward" },
    tampering: { rule: "S3-security-tampering-forward", role: "security-auto-tampering" },
    queue: "security-auto-forward-failures",
    heartbeat: { bucket: "s3-heartbeat", schedule: "security-auto-heartbeat", minutes: 60 },
  },
  own: {
    regions: ["us-west-2"],
    forwarding: { rule: "S3-security-forward-own", role: "security-auto-s3-forward-own" },
    tampering: { rule: "S3-security-tampering-forward-own", role: "security-auto-tampering-own" },
  },
};
