/** What makes an event an S3 API call recorded by CloudTrail: read by the rule pattern and by the code alike. */
export const S3_API_CALL = {
  source: "aws.s3",
  detailType: "AWS API Call via CloudTrail",
  eventSource: "s3.amazonaws.com",
} as const;
