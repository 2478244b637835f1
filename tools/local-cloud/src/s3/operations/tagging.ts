import { childrenOf, textAt, type XmlElement } from "../../xml/parse-xml";
import { element } from "../../xml/write-xml";
import type { Tag } from "../bucket/bucket";
import { type BucketOperation, NO_CONTENT, S3_NAMESPACE } from "../bucket/operation";
import { xmlBody } from "../bucket/read-body";
import { malformedXml, S3Error } from "../bucket/s3-error";

const MOST_TAGS = 50;

export const getTagging: BucketOperation = {
  name: "GetBucketTagging",
  action: "s3:GetBucketTagging",
  kind: "read",
  run: ({ bucket }) => {
    if (bucket.tags === undefined) {
      throw new S3Error("NoSuchTagSet", 404, "The TagSet does not exist", {
        details: { BucketName: bucket.name },
      });
    }
    const tags = bucket.tags.map(({ key, value }) =>
      element("Tag", [element("Key", key), element("Value", value)]),
    );
    return { status: 200, body: element("Tagging", [element("TagSet", tags)], { xmlns: S3_NAMESPACE }) };
  },
};

export const putTagging: BucketOperation = {
  name: "PutBucketTagging",
  action: "s3:PutBucketTagging",
  kind: "write",
  run: ({ bucket, request }) => {
    const [tagSet, ...others] = childrenOf(xmlBody(request, "Tagging"), "TagSet");
    if (tagSet === undefined || others.length > 0) throw malformedXml();
    const tags = childrenOf(tagSet, "Tag").map(readTag);
    checkTags(tags);
    bucket.tags = tags;
    return NO_CONTENT;
  },
};

export const deleteTagging: BucketOperation = {
  name: "DeleteBucketTagging",
  action: "s3:PutBucketTagging",
  kind: "write",
  run: ({ bucket }) => {
    bucket.tags = undefined;
    return NO_CONTENT;
  },
};

function readTag(tag: XmlElement): Tag {
  const key = textAt(tag, "Key");
  const value = textAt(tag, "Value");
  if (key === undefined || value === undefined) throw malformedXml();
  return { key, value };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
function checkTags(tags: readonly Tag[]): void {
  if (tags.length > MOST_TAGS)
    throw new S3Error("BadRequest", 400, `Bucket tag count cannot be greater than ${MOST_TAGS}`);
  if (new Set(tags.map(({ key }) => key)).size < tags.length)
    throw invalidTag("Cannot provide multiple Tags with the same key");
  for (const { key, value } of tags) {
    if (key === "" || key.length > 128) throw invalidTag("The TagKey you have provided is invalid");
    if (value.length > 256) throw invalidTag("The TagValue you have provided is invalid");
    if (/^aws:/i.test(key)) throw invalidTag("System tags cannot be added/updated by requester");
  }
}

function invalidTag(message: string): S3Error {
  return new S3Error("InvalidTag", 400, message);
}
