import { tableArn } from "@security-auto/iam-policy";
import { objectOf, objectsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("TableName");
const arnOf = (resource: TemplateResource): string => tableArn({ ...resource.home, name: nameOf(resource) });

/** Settings that change nothing on this machine, such as recovery and encryption, are left out. */
export const dynamodbTable: ResourceHandler = {
  type: "AWS::DynamoDB::Table",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const keys = objectsOf(resource, "KeySchema");
    const partitionKey = keys.find(({ KeyType }) => KeyType === "HASH")?.["AttributeName"];
    if (typeof partitionKey !== "string") throw resource.error("KeySchema", "has no partition key");
    const indexes = objectsOf(resource, "GlobalSecondaryIndexes").map(
      ({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      }),
    );
    const arn = arnOf(resource);
    const key = objectOf(resource, "SSESpecification")?.["KMSMasterKeyId"];
    if (typeof key === "string") cloud.keys.set(arn, key);
    cloud.tables.set(arn, {
      name: nameOf(resource),
      arn,
      partitionKey,
      shape: {
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: objectsOf(resource, "AttributeDefinitions"),
        KeySchema: keys,
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      },
    });
  },
};
