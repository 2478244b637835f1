import { ServiceError } from "../http/service-error";

export function invalidParameter(message: string): ServiceError {
  return new ServiceError("ValidationError", 400, message);
}
