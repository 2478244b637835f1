/**
 * What the function's process runs in place of Lambda's runtime: the bundle's handler, again and again, and the size of the heap after
 * garbage collection fifty times along the way. It is text, because a Node of its own runs it.
 */
export const MEMORY_PROGRAM = `
  const [bundle, text, warmUp, count] = process.argv.slice(1);
  const { handler } = await import(bundle);
  const home = "111122223333";
  const accounts = [home, ...Array.from({ length: 19 }, (_, index) => String(400000000000 + index))];
  const context = (index) => ({
    functionName: "security-auto-S3", functionVersion: "$LATEST", memoryLimitInMB: "256",
    invokedFunctionArn: "arn:aws:lambda:us-west-2:" + home + ":function:security-auto-S3",
    awsRequestId: "request-" + index, logStreamName: "2026/03/04/[$LATEST]0a1b2c3d4e5f",
    getRemainingTimeInMillis: () => 30_000,
  });
  const sample = JSON.parse(text);
  const event = (index) => {
    const account = accounts[index % accounts.length];
    const bucketName = "bucket-" + (index % 5000);
    return {
      ...sample, id: "event-" + index, account,
      detail: {
        ...sample.detail, requestParameters: { bucketName, policy: "" }, eventID: "change-" + index, recipientAccountId: account,
        userIdentity: { ...sample.detail.userIdentity, accountId: account },
        resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::" + bucketName }],
      },
    };
  };
  const heap = [];
  const verdicts = {};
  const step = Math.ceil(Number(count) / 50);
  for (let index = 0; index < Number(warmUp) + Number(count); index += 1) {
    const { assessment } = await handler(event(index), context(index));
    verdicts[assessment.verdict] = (verdicts[assessment.verdict] ?? 0) + 1;
    const measured = index - Number(warmUp);
    if (measured >= 0 && measured % step === step - 1) {
      gc();
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  process.send({ heap, verdicts }, () => process.exit());
`;
