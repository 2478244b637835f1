import { checkEndpoint } from "./endpoint";

export interface ClientPlace {
  readonly region: string;
  /** What answers in place of AWS. Default: what `AWS_ENDPOINT_URL` says. */
  readonly endpoint?: string;
}

/** Of one attempt of three, until there is a connection, in ms. */
const CONNECTION_MS = 3000;

/** Of one attempt, for which a service may be silent, in ms. */
const SILENCE_MS = 5000;

/**
 * What every client of the SDK is given. Its credentials come from the SDK's own chain.
 *
 * @throws UsageError that names an endpoint that is no URL
 */
export function clientConfig({ region, endpoint }: ClientPlace) {
  checkEndpoint(endpoint);
  return {
    region,
    ...(endpoint !== undefined && { endpoint }),
    requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
  };
}

/** As {@link clientConfig}, for a client that invokes functions: how long one is waited for is up to the call. */
export function patientConfig(place: ClientPlace) {
  return { ...clientConfig(place), requestHandler: { connectionTimeout: CONNECTION_MS } };
}
