import {
  GetPublicAccessBlockCommand,
  type GetPublicAccessBlockCommandOutput,
} from "@aws-sdk/client-s3-control";
import { type S3ControlCaller, s3ControlClient } from "../aws/s3-control-client";

export interface AccountBlockCall extends S3ControlCaller {
  readonly accountId: string;
}

/** Calls S3 Control's GetPublicAccessBlock. Loaded when it is first needed: most verdicts do without it. */
export async function callAccountBlock(
  { accountId, ...caller }: AccountBlockCall,
  options: { readonly abortSignal?: AbortSignal },
): Promise<GetPublicAccessBlockCommandOutput> {
  return s3ControlClient(caller).send(new GetPublicAccessBlockCommand({ AccountId: accountId }), options);
}
