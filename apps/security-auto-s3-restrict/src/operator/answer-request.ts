import type { InvalidInput } from "@security-auto/handler";
import type { Asked } from "../interpreter";
import type { Attempt } from "../ports";
import type { Answer } from "./answer";
import { approve } from "./approve";
import { enforcement } from "./enforcement";
import { undo } from "./undo";

/**
 * Does what an operator asks for. What cannot be done is bad input, which says what to do.
 *
 * @throws what the register, the reads and STS throw: nobody tries a request again, so the operator sees it
 */
export function answerRequest(request: Asked, attempt: Attempt): Promise<Answer | InvalidInput> {
  switch (request.request) {
    case "approve":
      return approve(request, attempt);
    case "undo":
      return undo(request, attempt);
    case "enforcement":
      return enforcement(request, attempt);
  }
}
