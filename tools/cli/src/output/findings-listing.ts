import { CSV_HEADER, CSV_LINE_END, findingCsv } from "./finding-csv";
import { findingLine } from "./finding-line";
import { FindingsTable } from "./print-findings";
import type { Terminal } from "./terminal";
import { UsageError } from "../core/usage-error";
import type { Listed } from "../findings/listed";
import { asffOf, type Deployment, ocsfOf } from "@security-auto/finding-formats";
import type { Finding } from "@security-auto/assessment";

/** How findings are written, one after the other. */
export interface Listing {
  add(listed: Listed): Promise<void>;
  /** Where all were listed. */
  end(): Promise<void>;
}

export interface Target {
  readonly out: Terminal;
  /** Where the environment is deployed; absent where findings are read from a file and no environment is named. */
  readonly deployment?: Deployment;
}

/** The forms, by the option that asks for each. */
const FORMS = {
  json: ({ out }) => lines(out, findingLine),
  asff: ({ out, ...at }) => lines(out, exported(asffOf, at)),
  ocsf: ({ out, ...at }) => lines(out, exported(ocsfOf, at)),
  csv: ({ out }) => {
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
} as const satisfies Readonly<Record<string, (target: Target) => Listing>>;

type Form = keyof typeof FORMS;

/**
 * @param what - what is listed, in the singular
 * @throws UsageError where several forms are asked for
 */
export function listingFor(
  asked: Readonly<Record<Form, boolean>>,
  { what, ...target }: Target & { readonly what: string },
): Listing {
  const [form, another] = (Object.keys(FORMS) as Form[]).filter((name) => asked[name]);
  if (form !== undefined && another !== undefined)
    throw new UsageError(`--${form} and --${another} exclude each other`);
  if (form !== undefined) return FORMS[form](target);
  const table = new FindingsTable(target.out);
  return { add: (listed) => table.add(listed), end: () => table.end(what) };
}

function lines(out: Terminal, lineOf: (listed: Listed) => string): Listing {
  return { add: (listed) => out.print(lineOf(listed)), end: () => Promise.resolve() };
}

/** A finding in the format of others: in the name of the environment's account, or else in that of the bucket's. */
function exported(
  formatOf: (finding: Finding, deployment: Deployment) => object,
  { deployment }: Pick<Target, "deployment">,
): (listed: Listed) => string {
  return ({ id, finding }) => {
    if (finding === undefined)
      throw new UsageError(`${id} cannot be exported: the bucket's description has no account or region`);
    const { account: accountId, region } = finding;
    return JSON.stringify(formatOf(finding, deployment ?? { accountId, region }));
  };
}
