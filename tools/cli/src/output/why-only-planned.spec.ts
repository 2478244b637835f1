import { REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import type { ActionItem } from "@security-auto/register";
import { whyOnlyPlanned } from "./why-only-planned";

const NOW = new Date("2026-03-04T09:14:10Z");
const LATER = "2026-03-05T09:14:00.000Z";

type Planned = Partial<ActionItem["remediation"]> & Pick<ActionItem, "claim">;

test.each<[string, Planned, string]>([
  ["observed", { respond: "observe" }, "the invariant is only observed"],
  ["to be approved", { respond: "approve" }, "it waits for somebody to approve it"],
  [
    "to be enforced after a deadline",
    { respond: "enforce", notBefore: LATER },
    `the first assessment after ${LATER}`,
  ],
  ["to be enforced", { respond: "enforce" }, "it is applied by the next assessment"],
  [
    "to be enforced, and held back",
    { respond: "enforce", because: "20 were applied this hour" },
    "20 were applied",
  ],
  [
    "worked on now",
    { respond: "approve", claim: { by: "request", until: LATER } },
    `worked on, until ${LATER}`,
  ],
  [
    "worked on once",
    { respond: "approve", claim: { by: "request", until: "2026-03-04T09:00:00.000Z" } },
    "it waits for somebody to approve it",
  ],
])("%s", (_, { claim, ...remediation }, words) => {
  const planned = { ...REMEDIATION_EXAMPLE, status: "planned", ...remediation } as const;
  expect(whyOnlyPlanned({ remediation: planned, ...(claim !== undefined && { claim }) }, NOW)).toContain(
    words,
  );
});
