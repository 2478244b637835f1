import { absent, type BucketFacets, denied, type Facet, failed, present } from "@security-auto/s3-exposure";
import { classifyError } from "./classify-error";
import type { Refusal } from "./refusal";
import { S3ReadError } from "../aws/s3-read-error";
import type { S3Read } from "./s3-reads";
import { serviceError } from "../aws/service-error";

/** How one read ended. */
export type ReadOutcome<T> = { readonly attempts: number } & (
  | {
      readonly kind: "facet";
      readonly facet: Facet<T>;
      /** What a present facet was parsed from, where the read keeps it. */
      readonly text?: string | undefined;
      readonly refusal?: Refusal;
    }
  | { readonly kind: "gone" }
  | { readonly kind: "moved"; readonly region: string | undefined }
  | { readonly kind: "error"; readonly error: S3ReadError; readonly badCredentials: boolean }
);

/** What is read, in which role: to say so when it fails. */
export interface ReadContext {
  readonly facet: keyof BucketFacets;
  readonly of: string;
  readonly region: string;
  /** The role's ARN. */
  readonly role: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads one facet. Whatever S3 answers is an outcome, and so is no answer: what one read has to say must not be lost
 * because another failed.
 *
 * @throws the signal's reason when it was aborted, nothing else
 */
export async function readFacet<C, T>(
  read: S3Read<C, T>,
  call: C,
  { facet, of, region, role, signal }: ReadContext,
): Promise<ReadOutcome<T>> {
  const { action, absentBy } = read;
  const noAnswer = (cause: unknown, attempts: number, badCredentials = false): ReadOutcome<T> => ({
    kind: "error",
    attempts,
    error: new S3ReadError({ action, of, region, cause }),
    badCredentials,
  });
  try {
    const { given, ...answer } = await read.call(call, signal === undefined ? {} : { abortSignal: signal });
    return given === undefined
      ? noAnswer(new Error("the answer lacks what S3 always sends"), answer.attempts)
      : { kind: "facet", facet: present(given), ...answer };
  } catch (thrown) {
    signal?.throwIfAborted();
    const error = serviceError(thrown);
    const { attempts, message } = error;
    const meaning = classifyError(error, absentBy);
    switch (meaning.kind) {
      case "absent":
        return { kind: "facet", facet: absent, attempts };
      case "denied":
        return {
          kind: "facet",
          facet: denied,
          refusal: { action, role, facets: [facet], because: message },
          attempts,
        };
      case "unclear":
        return { kind: "facet", facet: failed(meaning.reason), attempts };
      case "gone":
        return { kind: "gone", attempts };
      case "moved":
        return { kind: "moved", region: meaning.region, attempts };
      case "credentials":
        return noAnswer(thrown, attempts, true);
      case "no answer":
        return noAnswer(thrown, attempts);
    }
  }
}
