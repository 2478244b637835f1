import { parseArgs } from "node:util";
import { Failure } from "./failure";

/** What plays AWS: MiniStack on this machine, something else that speaks its protocols, or AWS. */
export type Cloud =
  | { readonly kind: "ministack" }
  | { readonly kind: "endpoint"; readonly endpoint: string }
  | { readonly kind: "aws" };

export interface EndToEndArguments {
  readonly environment: string;
  readonly cloud: Cloud;
}

/** `[--environment NAME] [--endpoint URL|aws]`. */
export function endToEndArguments(args: readonly string[]): EndToEndArguments {
  const { environment, endpoint } = parsed(args);
  return { environment: environment ?? "example", cloud: cloudOf(endpoint) };
}

function parsed(args: readonly string[]) {
  try {
    const options = { environment: { type: "string" }, endpoint: { type: "string" } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Failure(`${problem}; it is [--environment NAME] [--endpoint URL|aws]`, 2);
  }
}

function cloudOf(endpoint: string | undefined): Cloud {
  if (endpoint === undefined) return { kind: "ministack" };
  if (endpoint === "aws") return { kind: "aws" };
  const isUrl = URL.canParse(endpoint) && ["http:", "https:"].includes(new URL(endpoint).protocol);
  if (!isUrl) throw new Failure(`--endpoint ${endpoint}: neither an http(s) URL nor "aws"`, 2);
  return { kind: "endpoint", endpoint };
}
