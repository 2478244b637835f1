import { isSessionName } from "../policy/value-parts";
import {
  ABSENT,
  ABSENT_OR_TAG,
  always,
  anyText,
  type ChosenKey,
  type Domain,
  isHeader,
  isNumberWithin,
  optional,
  perhapsOthers,
  UNNAMED_TEXT,
} from "./domain";
import type { Form } from "./forms";
import { KEYS_OF_CALLS, TAG_KEYS_OF_CALLS } from "./keys-of-calls";

const isPerson = ({ type }: Form): boolean => type !== "Anonymous" && type !== "Service";

/** A key that people with an account have; nobody knows whether a service has it. */
const ofPeople =
  (domain: (form: Form, now: Date | undefined) => Domain | undefined): ChosenKey["domain"] =>
  (form, now) =>
    form.type === "Service" ? undefined : form.type === "Anonymous" ? ABSENT : domain(form, now);

/** A key of signed requests; what it holds in others is not known. */
const ofSigned =
  (domain: Domain): ChosenKey["domain"] =>
  (form) =>
    isPerson(form) ? domain : undefined;

/** Services through which anybody can make a request, as `aws:CalledVia` names them. */
const CALLING_SERVICES = ["athena.amazonaws.com", "cloudformation.amazonaws.com"];
const calledVia: ChosenKey = {
  domain: ofPeople(({ via }) =>
    via ? { absent: false, values: CALLING_SERVICES, accepts: isHeader } : ABSENT,
  ),
};

const MOST_SIGNATURE_AGE_MS = 7 * 24 * 3600 * 1000;
const MOST_MFA_AGE_S = 36 * 3600;
const SURELY_VALID_MS = 3600 * 1000;

function issueTimes(now: Date | undefined): Domain | undefined {
  if (now === undefined) return undefined;
  const ago = [1, SURELY_VALID_MS / 2, SURELY_VALID_MS].map((ms) =>
    new Date(now.getTime() - ms).toISOString(),
  );
  return { absent: false, values: ago, accepts: perhapsOthers };
}

const transport = (domain: (form: Form) => Domain | undefined): ChosenKey => ({ domain });

/**
 * What the keys hold whose values are up to whoever makes the request: how he signs and sends it, and who he arranges to be.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
 */
const CHOSEN_KEYS: ReadonlyMap<string, ChosenKey> = new Map<string, ChosenKey>([
  ...KEYS_OF_CALLS,
  ["aws:calledvia", calledVia],
  ["aws:calledviafirst", calledVia],
  ["aws:calledvialast", calledVia],
  ["aws:viaawsservice", transport(({ via }) => always(String(via)))],
  ["aws:securetransport", transport(({ secure }) => always(String(secure)))],
  [
    "s3:tlsversion",
    transport(({ secure }) => (secure ? { ...always("1.2", "1.3"), accepts: perhapsOthers } : undefined)),
  ],
  ["aws:referer", transport(() => anyText(isHeader))],
  ["aws:useragent", transport(() => anyText(isHeader))],
  [
    "aws:vpcsourceip",
    transport(({ endpoint }) =>
      endpoint ? { absent: false, values: ["10.0.0.1"], accepts: () => true } : ABSENT,
    ),
  ],
  [
    "aws:multifactorauthpresent",
    {
      domain: ofPeople(({ type, temporary, mfa }) =>
        type === "FederatedUser"
          ? undefined
          : temporary
            ? { ...always(String(mfa)), accepts: perhapsOthers }
            : ABSENT,
      ),
    },
  ],
  [
    "aws:multifactorauthage",
    {
      domain: ofPeople(({ mfa }) =>
        mfa ? { absent: false, values: ["60"], accepts: isNumberWithin(0, MOST_MFA_AGE_S) } : ABSENT,
      ),
    },
  ],
  [
    "aws:tokenissuetime",
    { domain: ofPeople(({ temporary }, now) => (temporary ? issueTimes(now) : ABSENT)) },
  ],
  ["aws:principaltype", transport(({ type }) => (type === "Service" ? undefined : always(type)))],
  [
    "aws:username",
    {
      domain: ofPeople(({ type }) =>
        type === "User" ? { absent: false, values: [UNNAMED_TEXT], accepts: isSessionName } : ABSENT,
      ),
    },
  ],
  [
    "aws:sourceidentity",
    { domain: ofPeople(({ type }) => (type === "AssumedRole" ? anyText(isSessionName) : ABSENT)) },
  ],
  ["aws:signatureversion", { domain: ofSigned({ ...always("AWS4-HMAC-SHA256"), accepts: perhapsOthers }) }],
  ["s3:signatureversion", { domain: ofSigned({ ...always("AWS4-HMAC-SHA256"), accepts: perhapsOthers }) }],
  [
    "s3:authtype",
    { domain: ofSigned({ ...always("REST-HEADER", "REST-QUERY-STRING"), accepts: perhapsOthers }) },
  ],
  [
    "s3:signatureage",
    {
      domain: ofSigned({
        absent: false,
        values: ["1000"],
        accepts: isNumberWithin(0, MOST_SIGNATURE_AGE_MS),
      }),
    },
  ],
  [
    "s3:x-amz-content-sha256",
    { domain: ofSigned({ ...optional("UNSIGNED-PAYLOAD", "0".repeat(64)), accepts: perhapsOthers }) },
  ],
]);

const CHOSEN_PREFIXES: readonly (readonly [string, ChosenKey])[] = [
  ...TAG_KEYS_OF_CALLS,
  [
    "aws:principaltag/",
    {
      domain: ofPeople(({ type }) => (type === "Account" ? ABSENT : ABSENT_OR_TAG)),
    },
  ],
];

function chosenKey(key: string): ChosenKey | undefined {
  return CHOSEN_KEYS.get(key) ?? CHOSEN_PREFIXES.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** Whether the caller chooses the value of a key (in lower case). */
export function callerChooses(key: string): boolean {
  return chosenKey(key) !== undefined;
}

/** What a key (in lower case) may hold; `undefined` where that is not known. */
export function domainOf(
  key: string,
  form: Form,
  action: string | undefined,
  now: Date | undefined,
): Domain | undefined {
  const chosen = chosenKey(key);
  const isWithout = action !== undefined && chosen?.actions?.includes(action) === false;
  return isWithout ? ABSENT : chosen?.domain(form, now);
}

/** The actions whose requests can have a key; `undefined` when all can. */
export function actionsWith(key: string): readonly string[] | undefined {
  return chosenKey(key)?.actions;
}
