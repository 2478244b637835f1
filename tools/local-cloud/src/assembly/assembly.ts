import type { JsonObject } from "../core/json";

/** One CloudFormation stack of a cloud assembly. */
export interface Stack {
  /** The CloudFormation name. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: JsonObject;
  /** Absolute folder of an asset by the object key under which the template finds it in the asset bucket. */
  readonly assetFolders: ReadonlyMap<string, string>;
}
