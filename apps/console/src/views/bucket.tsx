import { useEffect, useMemo, useState } from "preact/hooks";
import type { BucketDetail, Judgement } from "@security-auto/report";
import { printable } from "@security-auto/text";
import { accessInWords, timeInWords } from "../core/words";
import { bucketOf } from "../data/row";
import type { Source } from "../data/source";
import { judged, policyTextOf, pretty } from "../judging/judged";
import { Evidence } from "../parts/evidence";
import { Exposure } from "../parts/exposure";
import { Invariants } from "../parts/invariants";
import { Link } from "../parts/link";
import { Plan } from "../parts/plan";
import { PolicyText } from "../parts/policy-text";
import { Verdict } from "../parts/verdict";
import { FindingList } from "./findings";
import { ActionList } from "./actions";
import { sharedAddress } from "./playground";

interface Props {
  /** Account and name. */
  readonly of: readonly string[];
  readonly source: Source;
}

/** One bucket: who can access it and why, what was found and done, what would be done. */
export function Bucket({ of: [account = "", name = ""], source }: Props) {
  const { report } = source;
  const row = useMemo(
    () => report.buckets.findIndex(([anAccount, aName]) => anAccount === account && aName === name),
    [report, account, name],
  );
  const known = report.buckets[row];
  const detail = useDetail(source, row);
  const findings = report.findings.filter(
    ({ finding }) => finding.account === account && finding.bucket === name,
  );
  const actions = report.actions.filter((action) => action.account === account && action.bucket === name);
  if (known === undefined)
    return (
      <p>
        The register has no bucket {name} of account {account}. <Link to="buckets">Go to all buckets</Link>.
      </p>
    );
  const { region, verdict, atLeast, atMost, observedAt } = bucketOf(known, row);
  return (
    <>
      <h2 class="name">{name}</h2>
      <p>
        Account {account}, {region}, read {timeInWords(observedAt)}. <Verdict verdict={verdict} />{" "}
        <Exposure atLeast={atLeast} atMost={atMost} />
      </p>
      <p>{accessInWords(atLeast, atMost)}</p>
      {detail !== undefined && <Known detail={detail} invariants={report.invariants} />}
      <section aria-labelledby="its-findings">
        <h2 id="its-findings">Findings</h2>
        <FindingList findings={findings} none="None is known." />
      </section>
      <section aria-labelledby="its-actions">
        <h2 id="its-actions">Actions</h2>
        <ActionList actions={actions} none="Nothing was done or planned." />
      </section>
    </>
  );
}

function useDetail(source: Source, row: number): BucketDetail | undefined {
  const [detail, setDetail] = useState<{ readonly row: number; readonly detail: BucketDetail | undefined }>();
  useEffect(() => {
    let isWanted = true;
    if (row !== -1)
      void source.detail(row).then((read) => {
        if (isWanted) setDetail({ row, detail: read });
      });
    return () => {
      isWanted = false;
    };
  }, [source, row]);
  return detail?.row === row ? detail.detail : undefined;
}

function Known({ detail, invariants }: { readonly detail: BucketDetail; readonly invariants: unknown }) {
  const { assessment } = detail;
  const described = useMemo(() => describedIn(detail), [detail]);
  const again = useMemo(
    () => (described === undefined ? undefined : judged(described, invariants)),
    [described, invariants],
  );
  const policyText = policyTextOf(described);
  const deciding = assessment.evidence.flatMap(({ source, statement }) =>
    source === "bucket policy" && statement !== null ? [statement] : [],
  );
  return (
    <>
      <section aria-labelledby="why">
        <h2 id="why">Why</h2>
        <Evidence evidence={assessment.evidence} />
        {policyText !== undefined && <PolicyText text={pretty(policyText)} deciding={deciding} />}
        {described !== undefined && (
          <p>
            <a href={sharedAddress({ bucket: JSON.stringify(described, null, 2) })}>
              Open it in the playground
            </a>
          </p>
        )}
      </section>
      <section aria-labelledby="invariants">
        <h2 id="invariants">Invariants</h2>
        <Invariants invariants={assessment.invariants} />
      </section>
      {again?.kind === "judged" && (
        <section aria-labelledby="plan">
          <h2 id="plan">What would put it right</h2>
          <Plan plan={again.plan} policyText={again.policyText} />
        </section>
      )}
      <Facts assessment={assessment} described={described} />
    </>
  );
}

function describedIn({ described }: BucketDetail): Readonly<Record<string, unknown>> | undefined {
  return described === undefined ? undefined : (JSON.parse(described) as Readonly<Record<string, unknown>>);
}

interface FactsProps {
  readonly assessment: Judgement;
  readonly described: Readonly<Record<string, unknown>> | undefined;
}

/** What was read, and how each read ended. */
function Facts({ assessment: { facets, findings, objects, refusals = [] }, described = {} }: FactsProps) {
  const value = (facet: string) =>
    Object.hasOwn(described, facet) ? printable(JSON.stringify(described[facet])) : "";
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">What was read</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Of the bucket</th>
            <th scope="col">Read</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(facets).map(([facet, ended]) => (
            <tr key={facet}>
              <th scope="row">{facet}</th>
              <td>{ended}</td>
              <td class="value">{facet === "policy" ? "" : value(facet)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">objects</th>
            <td />
            <td>{objects}</td>
          </tr>
        </tbody>
      </table>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ kind, because }) => (
            <li key={kind + because}>{because}</li>
          ))}
        </ul>
      )}
      {refusals.length > 0 && (
        <ul>
          {refusals.map(({ permission, role, because }) => (
            <li key={permission}>
              {permission} was refused to {role}: {because}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
