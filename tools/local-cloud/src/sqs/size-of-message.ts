/**
 * Bytes of a message as SQS and SNS count them: its body, and name, type and value of each attribute.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function sizeOfMessage(body: string, attributes: Readonly<Record<string, string>>): number {
  const sizes = Object.entries(attributes).map(([name, value]) => Buffer.byteLength(`${name}String${value}`));
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}
