import type { JsonObject } from "../core/json";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { AwsService } from "../http/aws-server";
import { numberIn, pageOf, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Organizations } from "../iam/organizations";
import type { Gatekeeping } from "../identity/admit";
import type { Administration, KnownAccount } from "./known-organization";
import { injectFault } from "../service/inject-fault";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";

const MOST_ON_A_PAGE = 20;
/** Of an organization whose management account nobody names. */
const UNKNOWN_MANAGEMENT = "000000000000";
const JOINED = new Date("2024-01-01T00:00:00Z");

export interface OrganizationsParts {
  readonly organizations: Organizations;
  readonly faults: Faults;
  readonly gate: Gatekeeping;
  readonly partition: string;
  readonly administration: Administration;
  /** What is said of accounts. */
  readonly accounts: readonly KnownAccount[];
}

/**
 * The calls of Organizations that say which accounts there are. Accounts are read from the management account and from delegated administrators
 * alone. Accounts have a `State`; their `Status` was retired in September 2026.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html
 */
export function organizationsService({
  organizations,
  faults,
  gate,
  partition,
  administration,
  accounts,
}: OrganizationsParts): AwsService {
  const described = new Map(accounts.map((account) => [account.id, account]));
  const { managementAccount = UNKNOWN_MANAGEMENT, delegatedAdministrators = [] } = administration;
  const readers = new Set([managementAccount, ...delegatedAdministrators]);

  const account = (id: string, organizationId: string): JsonObject => {
    const { name = `account ${id}`, state = "ACTIVE" } = described.get(id) ?? {};
    return {
      Id: id,
      Arn: arnOf(`account/${organizationId}/${id}`),
      Name: name,
      Email: `${id}@example.com`,
      State: state,
      JoinedMethod: "CREATED",
      JoinedTimestamp: JOINED,
    };
  };
  const arnOf = (what: string): string => `arn:${partition}:organizations::${managementAccount}:${what}`;

  /** Asks IAM, then the organization. @returns the id of the caller's organization */
  const permit = (call: JsonCall, name: string, resource: (organizationId: string) => string): string => {
    const { caller } = call;
    const organizationId = organizations.of(caller.accountId);
    const action = `organizations:${name}`;
    const arn = resource(organizationId ?? "");
    const asked = { service: "organizations", call: name, account: caller.accountId } as const;
    injectFault(call, { faults, asked, action, resource: arn, errorOf: faultError });
    call.permit(action, arn, { owner: caller.accountId });
    if (organizationId !== undefined) return organizationId;
    throw new ServiceError(
      "AWSOrganizationsNotInUseException",
      400,
      "Your account is not a member of an organization.",
    );
  };
  const requireReader = ({ caller }: JsonCall): void => {
    if (readers.has(caller.accountId)) return;
    throw new ServiceError(
      "AccessDeniedException",
      400,
      "You don't have permissions to access this resource.",
    );
  };

  const operations: Readonly<Record<string, JsonOperation>> = {
    ListAccounts: (call) => {
      const id = permit(call, "ListAccounts", () => "*");
      requireReader(call);
      const size = numberIn(call.input, "MaxResults") ?? MOST_ON_A_PAGE;
      if (size < 1 || size > MOST_ON_A_PAGE)
        throw new ServiceError(
          "InvalidInputException",
          400,
          "You specified an invalid value for MaxResults.",
        );
      const { page, next } = pageOf(organizations.accountsOf(id), textIn(call.input, "NextToken"), size);
      return {
        Accounts: page.map((each) => account(each, id)),
        ...(next !== undefined && { NextToken: next }),
      };
    },
    DescribeAccount: (call) => {
      const asked = requiredTextIn(call.input, "AccountId");
      const id = permit(call, "DescribeAccount", (organization) => arnOf(`account/${organization}/${asked}`));
      requireReader(call);
      if (organizations.of(asked) === id) return { Account: account(asked, id) };
      throw new ServiceError("AccountNotFoundException", 400, "You specified an account that doesn't exist.");
    },
    DescribeOrganization: (call) => {
      const id = permit(call, "DescribeOrganization", () => "*");
      return {
        Organization: {
          Id: id,
          Arn: arnOf(`organization/${id}`),
          FeatureSet: "ALL",
          MasterAccountId: managementAccount,
          MasterAccountArn: arnOf(`account/${id}/${managementAccount}`),
          MasterAccountEmail: `${managementAccount}@example.com`,
        },
      };
    },
  };
  return jsonService({ target: "AWSOrganizationsV20161128", version: "1.1", operations, gate });
}

function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError(
        "AccessDeniedException",
        400,
        "You don't have permissions to access this resource.",
      );
    case "SlowDown":
      return new ServiceError("TooManyRequestsException", 400, "You have sent too many requests.");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "Organizations is currently unavailable.");
    default:
      return new ServiceError("ServiceException", 500, "Organizations could not process your request.");
  }
}
