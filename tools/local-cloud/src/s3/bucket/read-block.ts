import { textAt, type XmlElement } from "../../xml/parse-xml";
import { element, type Xml } from "../../xml/write-xml";
import type { PublicAccessBlock } from "./bucket";
import { malformedXml } from "./s3-error";

const SETTINGS = {
  BlockPublicAcls: "blockPublicAcls",
  IgnorePublicAcls: "ignorePublicAcls",
  BlockPublicPolicy: "blockPublicPolicy",
  RestrictPublicBuckets: "restrictPublicBuckets",
} as const satisfies Readonly<Record<string, keyof PublicAccessBlock>>;

/** A setting that is left out is off. */
export function readBlock(configuration: XmlElement): PublicAccessBlock {
  const isOn = (name: keyof typeof SETTINGS): boolean => {
    const text = textAt(configuration, name)?.toLowerCase() ?? "false";
    if (text !== "true" && text !== "false") throw malformedXml();
    return text === "true";
  };
  return {
    blockPublicAcls: isOn("BlockPublicAcls"),
    ignorePublicAcls: isOn("IgnorePublicAcls"),
    blockPublicPolicy: isOn("BlockPublicPolicy"),
    restrictPublicBuckets: isOn("RestrictPublicBuckets"),
  };
}

/** Without a namespace where it stands in another element. */
export function blockElement(block: PublicAccessBlock, namespace?: string): Xml {
  const settings = Object.entries(SETTINGS).map(([name, key]) => element(name, String(block[key])));
  return element(
    "PublicAccessBlockConfiguration",
    settings,
    namespace === undefined ? {} : { xmlns: namespace },
  );
}
