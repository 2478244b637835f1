import {
  type FakeAnswer,
  type ReadOperation,
  readOperation,
  s3Error,
  sessionAnswer,
  startFakeAws,
} from "@security-auto/testing";

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** A closed bucket. */
const ANSWERS: Readonly<Partial<Record<ReadOperation, FakeAnswer>>> = {
  GetBucketAcl: {
    body: `<AccessControlPolicy ${NAMESPACE}><Owner><ID>75aa</ID></Owner><AccessControlList></AccessControlList></AccessControlPolicy>`,
  },
  GetBucketPolicy: s3Error(404, "NoSuchBucketPolicy"),
  GetBucketPolicyStatus: s3Error(404, "NoSuchBucketPolicy"),
  GetBucketTagging: s3Error(404, "NoSuchTagSet"),
  GetBucketLocation: { body: `<LocationConstraint ${NAMESPACE}>us-west-2</LocationConstraint>` },
  GetPublicAccessBlock: s3Error(404, "NoSuchPublicAccessBlockConfiguration"),
  GetBucketOwnershipControls: {
    body: `<OwnershipControls ${NAMESPACE}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
  },
};

/** S3 and STS with the same answers for every bucket: as cheap as can be, for runs of many invocations. */
export async function loopbackAws() {
  let assumptions = 0;
  const { url, close } = await startFakeAws((request) => {
    const operation = readOperation(request);
    if (operation === "AssumeRole") {
      assumptions += 1;
      return sessionAnswer("ASIAEXAMPLE", new Date(Date.now() + 3_600_000).toISOString());
    }
    return (operation && ANSWERS[operation]) ?? s3Error(501, "NotImplemented");
  });
  return { url, assumptions: () => assumptions, close };
}
