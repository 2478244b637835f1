interface Piece {
  readonly source: string;
  readonly statement: string | null;
  readonly grants: readonly string[];
  readonly because: string;
}

/** What decided, each piece with its place and what it grants. */
export function Evidence({ evidence }: { readonly evidence: readonly Piece[] }) {
  return (
    <ul class="evidence">
      {evidence.map(({ source, statement, grants, because }, index) => (
        <li key={index}>
          <strong>
            {source}
            {statement !== null && ` (${statement})`}
          </strong>
          : {because}
          {grants.length > 0 && <span class="grants"> {grants.join(", ")}</span>}
        </li>
      ))}
    </ul>
  );
}
