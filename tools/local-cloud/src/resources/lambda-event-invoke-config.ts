import { numberOf, objectOf, stringOf } from "../assembly/properties";
import { at } from "../core/json";
import { referredFunctionArn } from "./function-reference";
import type { ResourceHandler } from "./resource-handler";

const MOST_RETRIES = 2;

export const lambdaEventInvokeConfig: ResourceHandler = {
  type: "AWS::Lambda::EventInvokeConfig",
  ref: (resource) => resource.generatedName(),
  attributes: {},
  create(resource, cloud) {
    const destinations = objectOf(resource, "DestinationConfig");
    const onSuccess = at(destinations, "OnSuccess", "Destination");
    const onFailure = at(destinations, "OnFailure", "Destination");
    const qualifier = stringOf(resource, "Qualifier") ?? "$LATEST";
    cloud.invokeConfigs.set(`${referredFunctionArn(resource)}:${qualifier}`, {
      retries: numberOf(resource, "MaximumRetryAttempts") ?? MOST_RETRIES,
      ...(typeof onSuccess === "string" && { onSuccess }),
      ...(typeof onFailure === "string" && { onFailure }),
    });
  },
};
