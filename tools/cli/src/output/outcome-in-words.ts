import type { Answer } from "../remediation/answer";
import { exposureInWords } from "./exposure-in-words";
import { npmRun } from "./npm-run";

/** How an approval or an undo ended, for a person, a sentence a line: what stands, and what to do next. */
export function outcomeInWords(
  { action, outcome, differences = [] }: Answer,
  {
    request,
    id,
    environment,
  }: { readonly request: "approve" | "undo"; readonly id: string; readonly environment?: string },
): readonly string[] {
  const because = action?.because;
  const why = because === undefined ? "" : `: ${because}`;
  const also = because === undefined ? [] : [because];
  const bucket = action === undefined ? "the bucket" : `bucket ${action.bucket} (${action.account})`;
  const undo = npmRun(`undo -- ${id} --owner NAME --reason TEXT`, environment);
  const show = `to see what stands: ${npmRun(`actions -- show ${id}`, environment)}`;
  switch (outcome) {
    case "applied": {
      const now = action === undefined ? "" : `: ${bucket} is ${exposureInWords(action.after)} now`;
      return [`applied${now}`, ...also, `to undo it: ${undo}`];
    }
    case "undone":
      return [`undone: ${bucket} has again what it had before`, ...also];
    case "failed":
      return [
        `failed${why}`,
        show,
        ...(request === "approve" ? [`to restore what ${bucket} had before: ${undo}`] : []),
      ];
    case "refused":
    case "changed":
      return [`nothing was written${why}`];
    case "differs":
      return [
        `nothing was written: ${bucket} is not what the action left`,
        ...differences,
        "to undo it all the same, and lose what was changed since: --force",
      ];
    case undefined:
      return ["the function does not say how it ended", show];
  }
}
