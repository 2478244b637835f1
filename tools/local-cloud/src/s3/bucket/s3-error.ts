import { element, type Xml } from "../../xml/write-xml";

/** An error as S3 answers it. */
export class S3Error extends Error {
  override readonly name = "S3Error";
  readonly code: string;
  readonly status: number;
  /** Elements beside `Code` and `Message`. */
  readonly details: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    status: number,
    message: string,
    { details = {}, headers = {} }: Partial<Pick<S3Error, "details" | "headers">> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
    this.headers = headers;
  }
}

/** The `Error` element. */
export function errorElement({ code, message, details }: S3Error, requestId: string): Xml {
  return element("Error", [
    element("Code", code),
    element("Message", message),
    ...Object.entries(details).map(([name, value]) => element(name, value)),
    element("RequestId", requestId),
    element("HostId", "local-cloud"),
  ]);
}

export function accessDenied(message = "Access Denied"): S3Error {
  return new S3Error("AccessDenied", 403, message);
}

export function notImplemented(what: string): S3Error {
  return new S3Error("NotImplemented", 501, `the local cloud does not know ${what}`);
}

export function noSuchBucket(bucket: string): S3Error {
  return new S3Error("NoSuchBucket", 404, "The specified bucket does not exist", {
    details: { BucketName: bucket },
  });
}

export function tooLarge(): S3Error {
  return new S3Error("MaxMessageLengthExceeded", 400, "Your request was too large.");
}

export function malformedXml(): S3Error {
  return new S3Error(
    "MalformedXML",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}

export function invalidArgument(name: string, value: string, message: string): S3Error {
  return new S3Error("InvalidArgument", 400, message, {
    details: { ArgumentName: name, ArgumentValue: value },
  });
}

export function noSuchBucketPolicy(bucket: string): S3Error {
  return new S3Error("NoSuchBucketPolicy", 404, "The bucket policy does not exist", {
    details: { BucketName: bucket },
  });
}

export function noPublicAccessBlock(of: Readonly<Record<string, string>>): S3Error {
  return new S3Error(
    "NoSuchPublicAccessBlockConfiguration",
    404,
    "The public access block configuration was not found",
    { details: of },
  );
}

export function aclWithOwnerEnforced(): S3Error {
  return new S3Error(
    "InvalidBucketAclWithObjectOwnership",
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );
}
