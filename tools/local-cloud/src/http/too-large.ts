import { ServiceError } from "./service-error";

/** 1 MB as AWS counts it: more than any call needs that carries no messages. */
export const MEBIBYTE = 1024 * 1024;

/** What services answer that name no error of their own for it. */
export function requestEntityTooLarge(most: number): ServiceError {
  return new ServiceError("RequestEntityTooLarge", 413, `Request entity is larger than ${most} bytes`);
}
