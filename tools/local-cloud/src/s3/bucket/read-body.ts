import type { AwsRequest } from "../../http/aws-request";
import { parseXml, type XmlElement } from "../../xml/parse-xml";
import { malformedXml } from "./s3-error";

/** The XML of a request, whose root has to be `root`. */
export function xmlBody({ body }: AwsRequest, root: string): XmlElement {
  const parsed = parseXml(body);
  if (!parsed.success || parsed.data.name !== root) throw malformedXml();
  return parsed.data;
}
