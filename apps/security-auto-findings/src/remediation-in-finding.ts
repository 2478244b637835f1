import type { Finding, Remediation } from "@security-auto/assessment";
import { shortened } from "@security-auto/text";

/** Of each list, and of each text in characters: a finding is kept once more for each transition that is still to be announced. */
const MOST_STEPS = 3;
const MOST_STOPS = 5;
const LONGEST = 200;

const timeOf = (time: string): string => new Date(time).toISOString();

/** What a finding says of its remediation. */
export function remediationInFinding({
  status,
  respond,
  at,
  steps,
  stops,
  because,
  notBefore,
  requested,
}: Remediation): NonNullable<Finding["remediation"]> {
  return {
    status,
    respond,
    at: timeOf(at),
    steps: listed(
      steps.map((step) => step.because),
      MOST_STEPS,
    ),
    stops: listed(stops, MOST_STOPS),
    ...(because !== undefined && { because: shortened(because, 2 * LONGEST) }),
    ...(notBefore !== undefined && { notBefore: timeOf(notBefore) }),
    ...(requested !== undefined && { requested: shortenedEach(requested) }),
  };
}

function listed(texts: readonly string[], most: number): readonly string[] {
  const kept = texts.slice(0, most).map((text) => shortened(text, LONGEST));
  return texts.length > most ? [...kept, `${texts.length - most} more`] : kept;
}

type Requested = NonNullable<Remediation["requested"]>;

function shortenedEach({ by, owner, reason }: Requested): Requested {
  return {
    by: shortened(by, LONGEST),
    ...(owner !== undefined && { owner: shortened(owner, LONGEST) }),
    ...(reason !== undefined && { reason: shortened(reason, LONGEST) }),
  };
}
