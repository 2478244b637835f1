import { compilePattern } from "@security-auto/event-pattern";
import { useMemo } from "preact/hooks";
import type { Route } from "../core/route";
import { look } from "../core/use-route";
import { packed, unpacked } from "../core/packed";
import { parseJson } from "../json/parse-json";
import { JsonEditor, type Mark } from "../parts/json-editor";

const PATTERN = JSON.stringify(
  {
    source: ["aws.s3"],
    detail: { eventName: ["PutBucketPolicy", { prefix: "Delete" }], errorCode: [{ exists: false }] },
  },
  null,
  2,
);

const EVENT = JSON.stringify(
  {
    source: "aws.s3",
    detail: { eventName: "PutBucketAcl", requestParameters: { bucketName: "ledger-archive" } },
  },
  null,
  2,
);

/** Whether Amazon EventBridge would match an event, and what it lacks. */
export function Pattern({ route }: { readonly route: Route }) {
  const pattern = route.query["pattern"] === undefined ? PATTERN : unpacked(route.query["pattern"]);
  const event = route.query["event"] === undefined ? EVENT : unpacked(route.query["event"]);
  const problem = {
    pattern: useMemo(() => problemIn(pattern), [pattern]),
    event: useMemo(() => problemIn(event), [event]),
  };
  return (
    <div class="playground">
      <div>
        <h2>Event pattern</h2>
        <JsonEditor
          label="Event pattern"
          text={pattern}
          marks={problem.pattern}
          onText={(text) => {
            look(route, { pattern: packed(text) });
          }}
        />
        <h2>Event</h2>
        <JsonEditor
          label="Event"
          text={event}
          marks={problem.event}
          onText={(text) => {
            look(route, { event: packed(text) });
          }}
        />
      </div>
      <div aria-live="polite">
        <Match pattern={pattern} event={event} />
      </div>
    </div>
  );
}

function problemIn(text: string): readonly Mark[] {
  const parsed = parseJson(text);
  return parsed.kind === "wrong" ? [{ ...parsed, kind: "error" }] : [];
}

function Match({ pattern, event }: { readonly pattern: string; readonly event: string }) {
  const [rule, sent] = [parseJson(pattern), parseJson(event)];
  if (rule.kind === "wrong") return <p class="problem">The pattern is no JSON: {rule.because}.</p>;
  if (sent.kind === "wrong") return <p class="problem">The event is no JSON: {sent.because}.</p>;
  const compiled = compilePattern(rule.value);
  if (!compiled.success)
    return (
      <p class="problem">
        EventBridge refuses the pattern: {compiled.error.path} {compiled.error.reason}
      </p>
    );
  if (compiled.data.matches(sent.value)) return <p class="verdict holds">The event matches.</p>;
  return (
    <>
      <p class="verdict violates">The event does not match.</p>
      <ul>
        {compiled.data.explain(sent.value).map(({ path, because }) => (
          <li key={path + because}>{because}</li>
        ))}
      </ul>
    </>
  );
}
