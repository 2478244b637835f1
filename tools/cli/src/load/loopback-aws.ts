import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const absent = (code: string) => ({
  status: 404,
  body: `<Error><Code>${code}</Code><Message>-</Message></Error>`,
});
const found = (body: string) => ({ status: 200, body });

/** A closed bucket, by the query parameter that names the part of its configuration. */
const ANSWERS: Readonly<Record<string, { readonly status: number; readonly body: string }>> = {
  acl: found(
    `<AccessControlPolicy ${NAMESPACE}><Owner><ID>75aa</ID></Owner><AccessControlList></AccessControlList></AccessControlPolicy>`,
  ),
  policy: absent("NoSuchBucketPolicy"),
  policyStatus: absent("NoSuchBucketPolicy"),
  tagging: absent("NoSuchTagSet"),
  location: found(`<LocationConstraint ${NAMESPACE}>us-west-2</LocationConstraint>`),
  publicAccessBlock: absent("NoSuchPublicAccessBlockConfiguration"),
  ownershipControls: found(
    `<OwnershipControls ${NAMESPACE}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
  ),
};

const session = () =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>` +
  `<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>` +
  `<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** S3 and STS with the same answers for every bucket: as cheap as can be, for runs of many invocations. */
export async function loopbackAws() {
  let assumptions = 0;
  const server = createServer((request, response) => {
    request.resume();
    const isSts = request.method === "POST";
    if (isSts) assumptions += 1;
    const part = /[?&]([A-Za-z]+)(?==?(?:&|$))/.exec(request.url ?? "")?.[1] ?? "";
    const answer = isSts
      ? found(session())
      : (ANSWERS[part] ?? { status: 501, body: `<Error><Code>${part}</Code></Error>` });
    response.writeHead(answer.status, {
      "content-type": "application/xml",
      "content-length": Buffer.byteLength(answer.body),
    });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    assumptions: () => assumptions,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
