import type { ResourceNames } from "./resource-type";

/**
 * Names for resources of types the local cloud does not run. They are made up, but the same everywhere: what runs may
 * refer to what does not, as a topic to its key.
 */
export const unknownNames: ResourceNames = {
  ref: (resource) => resource.generatedName(),
  attribute: (resource, attribute) => {
    const name = resource.generatedName();
    if (attribute !== "Arn") return `${name}.${attribute}`;
    const service = resource.type.split("::")[1]?.toLowerCase() ?? "unknown";
    const { region, account } = resource.stack;
    return `arn:${resource.partition}:${service}:${region}:${account}:${name}`;
  },
};
