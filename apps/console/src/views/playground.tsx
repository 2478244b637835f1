import { useMemo } from "preact/hooks";
import { addressOf, type Route } from "../core/route";
import { look } from "../core/use-route";
import { packed, unpacked } from "../core/packed";
import { accessInWords } from "../core/words";
import { EXAMPLES } from "../judging/examples";
import { judged } from "../judging/judged";
import { parseJson } from "../json/parse-json";
import { statementPlaces } from "../json/statement-places";
import { Copy } from "../parts/copy";
import { Evidence } from "../parts/evidence";
import { Exposure } from "../parts/exposure";
import { Invariants } from "../parts/invariants";
import { JsonEditor, type Mark } from "../parts/json-editor";
import { Plan } from "../parts/plan";
import { Verdict } from "../parts/verdict";

interface Shared {
  /** The bucket, or its policy alone, as JSON text. */
  readonly bucket: string;
  /** Invariants as an environment file has them, as JSON text; absent: the default ones. */
  readonly invariants?: string;
}

/** The address of the playground with a bucket in it. It is all in the fragment, which no browser sends anywhere. */
export const sharedAddress = ({ bucket, invariants }: Shared): string =>
  addressOf("playground", [], {
    bucket: packed(bucket),
    invariants: invariants === undefined ? undefined : packed(invariants),
  });

/** Paste a bucket or its policy, and see who can access it and why, as you type. */
export function Playground({ route }: { readonly route: Route }) {
  const { bucket, account = "", organization = "" } = route.query;
  const text = bucket === undefined ? (EXAMPLES[0]?.text ?? "") : unpacked(bucket);
  const isPolicy = useMemo(() => isPolicyAlone(text), [text]);
  const shown = useMemo(() => judgedText(text, { account, organization }), [text, account, organization]);
  const marks = useMemo(() => marksIn(text, shown), [text, shown]);
  const put = (more: Readonly<Record<string, string>>) => {
    look({ ...route, view: "playground" }, more);
  };
  return (
    <div class="playground">
      <div>
        <form
          class="filters"
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <label>
            Begin with{" "}
            <select
              value=""
              onChange={({ currentTarget }) => {
                const example = EXAMPLES.find(({ name }) => name === currentTarget.value);
                if (example !== undefined) put({ bucket: packed(example.text) });
              }}
            >
              <option value="">an example</option>
              {EXAMPLES.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {isPolicy && (
            <>
              <label>
                Account of the bucket{" "}
                <input
                  inputMode="numeric"
                  value={account}
                  placeholder="12 digits"
                  onInput={({ currentTarget }) => {
                    put({ account: currentTarget.value.trim() });
                  }}
                />
              </label>
              <label>
                Organization{" "}
                <input
                  value={organization}
                  placeholder="o-..."
                  onInput={({ currentTarget }) => {
                    put({ organization: currentTarget.value.trim() });
                  }}
                />
              </label>
            </>
          )}
        </form>
        <JsonEditor
          label="A bucket, or its policy, in JSON"
          text={text}
          marks={marks}
          onText={(text) => {
            put({ bucket: packed(text) });
          }}
        />
        <Copy
          what="the address of this"
          text={location.href.length > 200 ? `${location.href.slice(0, 60)}...` : location.href}
        />
      </div>
      <div aria-live="polite">
        <Answer shown={shown} />
      </div>
    </div>
  );
}

type Shown =
  | ReturnType<typeof judged>
  | { readonly kind: "nothing" }
  | { readonly kind: "no JSON"; readonly because: string; readonly from: number; readonly to: number };

function judgedText(text: string, asked: { readonly account: string; readonly organization: string }): Shown {
  if (text.trim() === "") return { kind: "nothing" };
  const parsed = parseJson(text);
  if (parsed.kind === "wrong") return { ...parsed, kind: "no JSON" };
  return judged(isPolicyAlone(text) ? bucketWith(text, asked) : parsed.value);
}

function bucketWith(
  policy: string,
  { account, organization }: { readonly account: string; readonly organization: string },
) {
  return {
    name: "bucket",
    policy,
    ...(/^\d{12}$/.test(account) && { account }),
    ...(organization !== "" && { organization: { id: organization } }),
  };
}

function isPolicyAlone(text: string): boolean {
  const parsed = parseJson(text);
  return (
    parsed.kind === "value" &&
    typeof parsed.value === "object" &&
    parsed.value !== null &&
    "Statement" in parsed.value
  );
}

function marksIn(text: string, shown: Shown): readonly Mark[] {
  if (shown.kind === "no JSON")
    return [{ from: shown.from, to: shown.to, kind: "error", because: shown.because }];
  if (shown.kind === "wrong" || shown.kind === "nothing") return [];
  const places = statementPlaces(text);
  return shown.assessment.evidence.flatMap(({ source, statement, because }): readonly Mark[] => {
    const place = source === "bucket policy" && statement !== null ? places.get(statement) : undefined;
    return place === undefined ? [] : [{ ...place, kind: "decides", because }];
  });
}

function Answer({ shown }: { readonly shown: Shown }) {
  if (shown.kind === "nothing") return <p>There is nothing to judge yet: paste a bucket, or its policy.</p>;
  if (shown.kind === "no JSON") return <p class="problem">This is not JSON: {shown.because}.</p>;
  if (shown.kind === "wrong")
    return (
      <>
        <p class="problem">This does not describe a bucket:</p>
        <ul>
          {shown.issues.map(({ path, message }) => (
            <li key={path + message}>{path === "" ? message : `${path}: ${message}`}</li>
          ))}
        </ul>
      </>
    );
  const { assessment, verdict, plan, policyText } = shown;
  const { exposure, evidence, invariants, findings, policyIsPublic } = assessment;
  return (
    <>
      <p>
        <Verdict verdict={verdict} /> <Exposure {...exposure} />
      </p>
      <p>{accessInWords(exposure.atLeast, exposure.atMost)}</p>
      <h2>Why</h2>
      <Evidence evidence={evidence} />
      <p>AWS&rsquo;s flag for the policy (GetBucketPolicyStatus): {String(policyIsPublic)}.</p>
      {findings.map(({ because }) => (
        <p key={because}>{because}</p>
      ))}
      <h2>Invariants</h2>
      <Invariants invariants={invariants} />
      <h2>What would put it right</h2>
      <Plan plan={plan} policyText={policyText} />
    </>
  );
}
