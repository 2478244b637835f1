import { createHash } from "node:crypto";

/** As SQS gives it of a body, and SDKs check it. */
export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

const STRING_VALUE = Buffer.from([1]);

/**
 * The MD5 of message attributes of type String: sorted by name, each part with its length before it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: Readonly<Record<string, string>>): string {
  const hash = createHash("md5");
  for (const name of Object.keys(attributes).sort()) {
    for (const part of [withLength(name), withLength("String"), STRING_VALUE, withLength(attributes[name])])
      hash.update(part);
  }
  return hash.digest("hex");
}

function withLength(text = ""): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
