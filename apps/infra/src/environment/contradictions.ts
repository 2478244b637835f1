import { parseArn, partitionOf } from "@security-auto/policies";
import type { EnvironmentProblem } from "./environment";
import type { Names } from "./names";
import type { EnvironmentFile } from "./schema";

type Contradiction = Omit<EnvironmentProblem, "file">;

/** Settings that are fine one by one and cannot be true together. */
export function contradictions(file: EnvironmentFile, names: Names): readonly Contradiction[] {
  const partition = partitionOf(file.region);
  const found: Contradiction[] = [];

  const key = file.kmsKeyArn === undefined ? undefined : parseArn(file.kmsKeyArn);
  if (key !== undefined && key.partition !== partition) {
    found.push({
      path: "kmsKeyArn",
      reason: `partition ${key.partition}, but ${file.region} is in ${partition}`,
    });
  } else if (key !== undefined && key.region !== file.region) {
    found.push({
      path: "kmsKeyArn",
      reason: `the key is in ${key.region}, the stack in ${file.region}: a key serves its own region only`,
    });
  }

  const boundary =
    file.permissionsBoundaryArn === undefined ? undefined : parseArn(file.permissionsBoundaryArn);
  if (boundary !== undefined) {
    if (boundary.partition !== partition) {
      found.push({
        path: "permissionsBoundaryArn",
        reason: `partition ${boundary.partition}, but ${file.region} is in ${partition}`,
      });
    } else if (boundary.accountId !== "aws" && boundary.accountId !== file.account) {
      found.push({
        path: "permissionsBoundaryArn",
        reason: `a policy of account ${boundary.accountId}; a boundary must be of account ${file.account} or AWS's own`,
      });
    }
  }

  if (file.bus.create && names.bus === "default") {
    found.push({
      path: "names.bus",
      reason: 'every account has its bus "default" already; set bus.create to false',
    });
  }
  return found;
}
