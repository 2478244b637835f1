export {
  type AwsCredentials,
  environmentCredentials,
  MissingCredentialsError,
} from "./environment-credentials";
