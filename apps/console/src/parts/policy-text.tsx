import { jsonTokens } from "../json/json-tokens";
import { statementPlaces } from "../json/statement-places";

interface Props {
  readonly text: string;
  /** Names of the statements that decide, as evidence has them. */
  readonly deciding: readonly string[];
}

/** A policy with its deciding statements marked. */
export function PolicyText({ text, deciding }: Props) {
  const places = statementPlaces(text);
  const marks = deciding.flatMap((name) => {
    const place = places.get(name);
    return place === undefined ? [] : [{ ...place, name }];
  });
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  return (
    <pre class="json" tabIndex={0} aria-label="Bucket policy">
      {edges.slice(0, -1).map((from, index) => {
        const to = edges[index + 1] ?? text.length;
        const mark = marks.find((each) => each.from <= from && to <= each.to);
        const colours = <Coloured text={text.slice(from, to)} />;
        return mark === undefined ? (
          <span key={from}>{colours}</span>
        ) : (
          <mark key={from} title={`decides: ${mark.name}`}>
            {colours}
          </mark>
        );
      })}
    </pre>
  );
}

function Coloured({ text }: { readonly text: string }) {
  let at = 0;
  const parts = jsonTokens(text).flatMap(({ from, to, kind }) => {
    const before = text.slice(at, from);
    at = to;
    return [
      before,
      <span key={from} class={kind}>
        {text.slice(from, to)}
      </span>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
