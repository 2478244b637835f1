import type { RemediationPlan } from "@security-auto/s3-remediation/plan";
import { pretty } from "../judging/judged";
import { Exposure } from "./exposure";
import { Difference } from "./difference";

interface Props {
  readonly plan: RemediationPlan;
  /** The policy as it is. */
  readonly policyText: string | undefined;
}

/** What would be changed, before and after, who loses access and who keeps it. */
export function Plan({ plan, policyText }: Props) {
  const { steps, refused, before, after, stops, keeps, verdict } = plan;
  if (refused !== undefined) return <p>No plan: {refused}.</p>;
  if (steps.length === 0)
    return (
      <p>
        {verdict === "violates"
          ? "No change that is certain to be enough is known."
          : "Nothing has to be changed."}
      </p>
    );
  return (
    <>
      <p>
        <Exposure {...before} /> becomes <Exposure {...after} />
      </p>
      <ol>
        {steps.map(({ call, because, parameters }) => (
          <li key={call}>
            <p>
              <code>{call}</code>: {because}
            </p>
            <Difference {...differenceOf(parameters, policyText)} />
          </li>
        ))}
      </ol>
      <Who title="Who loses access" who={stops} />
      <Who title="Who keeps access" who={keeps} />
    </>
  );
}

function Who({ title, who }: { readonly title: string; readonly who: readonly string[] }) {
  if (who.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {who.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}

/** Of a policy what it was and becomes; of other settings what is written. */
function differenceOf(parameters: object, policyText: string | undefined) {
  if ("Policy" in parameters && typeof parameters.Policy === "string")
    return { before: policyText === undefined ? "" : pretty(policyText), after: pretty(parameters.Policy) };
  const written = Object.entries(parameters).filter(
    ([key]) => key !== "Bucket" && key !== "ExpectedBucketOwner",
  );
  return { before: "", after: JSON.stringify(Object.fromEntries(written), null, 2) };
}
