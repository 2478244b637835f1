import * as z from "zod/mini";
import { lenient } from "./lenient";
import { userIdentitySchema } from "./user-identity";

const UTC_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The two fields that say which call an `AWS API Call via CloudTrail` is about. */
export const cloudTrailCallSchema = z.object({
  /** The service that was called, such as `s3.amazonaws.com`. */
  eventSource: z.string(),
  /** The call, under CloudTrail's name for it. */
  eventName: z.string(),
  /** Absent before version 1.04. */
  readOnly: lenient(z.boolean()),
});

/**
 * `detail` of a call's event, versions 1.03 to 1.11. Required are only the call, its time and its id.
 *
 * `requestParameters` is XML turned JSON, and shows it: one child element is an object, several are an array; an
 * empty element is `""`; a tag's value `true` is the JSON value `true`. Old events have `"host": ["..."]` and
 * `"policy": [""]` where newer ones have `"Host": "..."` and `"policy": ""`. It may be `null`, absent, or
 * `{ "omitted": true }` when it was too large.
 *
 * @example
 * ```json
 * {
 *   "eventVersion": "1.11",
 *   "userIdentity": { "type": "IAMUser", "arn": "arn:aws:iam::210987654321:user/ilse", "accountId": "210987654321", "userName": "ilse" },
 *   "eventTime": "2026-02-11T09:30:12Z",
 *   "eventSource": "s3.amazonaws.com",
 *   "eventName": "PutBucketTagging",
 *   "awsRegion": "us-west-2",
 *   "requestParameters": {
 *     "tagging": "",
 *     "bucketName": "tidepool-ledger",
 *     "Host": "tidepool-ledger.s3.us-west-2.amazonaws.com",
 *     "Tagging": {
 *       "xmlns": "http://s3.amazonaws.com/doc/2006-03-01/",
 *       "TagSet": { "Tag": { "Key": "classification", "Value": "sensitive" } }
 *     }
 *   },
 *   "responseElements": null,
 *   "eventID": "b9a1d2a4-2f5c-4c7e-8a41-7e7f3f0a9c55",
 *   "readOnly": false,
 *   "resources": [
 *     { "accountId": "210987654321", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::tidepool-ledger" }
 *   ],
 *   "eventType": "AwsApiCall",
 *   "managementEvent": true,
 *   "recipientAccountId": "210987654321",
 *   "eventCategory": "Management"
 * }
 * ```
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailDetailSchema = z.extend(cloudTrailCallSchema, {
  /** When the call was completed, UTC. */
  eventTime: z
    .string()
    .check(
      z.refine(
        (time) => UTC_TIME.test(time) && !Number.isNaN(Date.parse(time)),
        'expected a time in UTC, such as "2026-02-11T09:30:12Z"',
      ),
    ),
  eventID: z.string().check(z.minLength(1)),
  /** The same in every account's copy of a cross-account call. Absent when only one account is concerned. */
  sharedEventID: lenient(z.string().check(z.minLength(1))),
  /** The region of the endpoint that was called: `us-east-1` for the global endpoint. */
  awsRegion: lenient(z.string()),
  /** The account this copy of the event was made for. Absent in some events of version 1.03 and before. */
  recipientAccountId: lenient(z.string()),
  userIdentity: lenient(userIdentitySchema),
  /** Absent when the call succeeded. Of any shape here, because the rule pattern too asks only for its presence. */
  errorCode: z.optional(z.unknown()),
  /** Absent when the call succeeded, and with some error codes. */
  errorMessage: lenient(z.string()),
  /** What the call was made with, of any shape: the table of calls says where in it a call names what it changes. */
  requestParameters: z.optional(z.unknown()),
  /** Absent in CreateBucket and in calls of account scope. */
  resources: lenient(
    z.array(
      lenient(
        z.object({
          /** The owner of the resource. */
          accountId: lenient(z.string()),
          /** Absent for an object, which has `ARNPrefix` when the key is not known. */
          ARN: lenient(z.string()),
        }),
      ),
    ),
  ),
});

/** @see {@link cloudTrailDetailSchema} */
export type CloudTrailDetail = z.infer<typeof cloudTrailDetailSchema>;
