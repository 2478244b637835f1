/** The sample events of `start`: what each one shows, and its file in `tools/cli/samples/`. */
export const SAMPLES = [
  { title: "An SSO user changes the tags of a bucket in a member account", file: "tags-by-sso-user.json" },
  { title: "A bucket policy is opened to everyone", file: "public-policy.json" },
  { title: "A bucket's public access block is removed; nothing else opens it", file: "block-removed.json" },
  { title: "A change is tried, and refused by S3", file: "failed-call.json" },
  { title: "A call that only reads", file: "read-call.json" },
  { title: "A call of another service", file: "other-service.json" },
  { title: "A change in an account whose read role is missing", file: "account-without-role.json" },
] as const;
