import { CSV_HEADER, CSV_LINE_END, findingCsv } from "../output/finding-csv";
import { findingLine } from "../output/finding-line";
import { FindingsTable } from "../output/print-findings";
import type { Terminal } from "../output/terminal";
import { UsageError } from "../core/usage-error";
import type { Listed } from "./listed";

/** How findings are written, one after the other. */
export interface Listing {
  add(listed: Listed): Promise<void>;
  /** Where all were listed. */
  end(): Promise<void>;
}

/** The forms, by the option that asks for each. */
const FORMS = {
  json: (out) => lines(out, findingLine),
  csv: (out) => {
    let isFirst = true;
    const head = async () => {
      if (isFirst) await out.print(CSV_HEADER, CSV_LINE_END);
      isFirst = false;
    };
    return {
      add: async (listed) => {
        await head();
        await out.print(findingCsv(listed), CSV_LINE_END);
      },
      end: head,
    };
  },
} as const satisfies Readonly<Record<string, (out: Terminal) => Listing>>;

type Form = keyof typeof FORMS;

/**
 * @param what - what is listed, in the singular
 * @throws UsageError where several forms are asked for
 */
export function listingFor(
  asked: Readonly<Record<Form, boolean>>,
  { what, out }: { readonly what: string; readonly out: Terminal },
): Listing {
  const [form, another] = (Object.keys(FORMS) as Form[]).filter((name) => asked[name]);
  if (form !== undefined && another !== undefined)
    throw new UsageError(`--${form} and --${another} exclude each other`);
  if (form !== undefined) return FORMS[form](out);
  const table = new FindingsTable(out);
  return { add: (listed) => table.add(listed), end: () => table.end(what) };
}

function lines(out: Terminal, lineOf: (listed: Listed) => string): Listing {
  return { add: (listed) => out.print(lineOf(listed)), end: () => Promise.resolve() };
}
