import { type PolicyStatement, type PolicyStatements, policyStatements } from "./policy-statements";

/** A statement as it is written into a policy. */
export type WrittenStatement = Readonly<Record<string, unknown>> & { readonly Sid: string };

/**
 * Writes statements into a policy's text, behind the last, unless they stand there. Every byte of the others stays, also of one with the same
 * `Sid`, which may allow or deny something else: the new one is then numbered.
 *
 * @returns `undefined` where the text has no statements that can be read
 */
export function withStatements(text: string, written: readonly WrittenStatement[]): string | undefined {
  return written.reduce<string | undefined>(
    (before, statement) => (before === undefined ? undefined : withStatement(before, statement)),
    text,
  );
}

function withStatement(text: string, statement: WrittenStatement): string | undefined {
  const found = policyStatements(text);
  if (found === undefined) return undefined;
  for (let number = 1; ; number++) {
    const Sid = number === 1 ? statement.Sid : `${statement.Sid}${number}`;
    const json = JSON.stringify({ ...statement, Sid });
    const same = found.statements.find(({ sid }) => sid === Sid);
    if (same === undefined) return appended(text, found, json);
    if (JSON.stringify(JSON.parse(same.text)) === json) return text;
  }
}

function appended(text: string, { statements, list }: PolicyStatements, json: string): string {
  const last = statements.at(-1);
  const end = last === undefined ? list.offset + 1 : last.offset + last.length;
  const comma = last === undefined ? "" : ",";
  if (list.isArray) return `${text.slice(0, end)}${comma}${json}${text.slice(end)}`;
  return `${text.slice(0, list.offset)}[${text.slice(list.offset, end)},${json}]${text.slice(end)}`;
}

/**
 * Takes statements out of a policy's text. Every byte of the others stays, and of what stands between them.
 *
 * @returns `undefined` where none would be left: a policy has at least one
 */
export function withoutStatements(
  text: string,
  { statements, list }: PolicyStatements,
  removed: readonly PolicyStatement[],
): string | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  const kept = statements.filter((one) => !removed.includes(one));
  if (first === undefined || last === undefined || kept.length === 0 || !list.isArray) return undefined;
  const texts = kept.map((one, index) => {
    const before = statements[statements.indexOf(one) - 1];
    const from = index === 0 || before === undefined ? one.offset : before.offset + before.length;
    return text.slice(from, one.offset + one.length);
  });
  return `${text.slice(0, first.offset)}${texts.join("")}${text.slice(last.offset + last.length)}`;
}
