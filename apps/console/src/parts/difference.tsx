import { type Line, lineChanges } from "../json/line-changes";

const SIGN = { same: " ", added: "+", removed: "-" } as const satisfies Readonly<
  Record<Line["kind"], string>
>;

/** Two texts as lines that are kept, added and removed. */
export function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <pre class="difference" tabIndex={0} aria-label="Before and after">
      {lineChanges(before, after)
        .filter(({ text, kind }) => text !== "" || kind === "same")
        .map(({ kind, text }, index) => (
          <span key={index} class={kind}>
            {SIGN[kind]} {text}
            {"\n"}
          </span>
        ))}
    </pre>
  );
}
