import { environmentCredentials, MissingCredentialsError } from "./environment-credentials";

describe("the function's own credentials", () => {
  const key = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "secret" };

  it("are the environment's", () => {
    expect(environmentCredentials({ ...key, AWS_SESSION_TOKEN: "token" })).toEqual({
      accessKeyId: "AKID",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
    expect(environmentCredentials(key)).toEqual({ accessKeyId: "AKID", secretAccessKey: "secret" });
  });

  it.each<NodeJS.ProcessEnv>([
    {},
    { AWS_ACCESS_KEY_ID: "AKID" },
    { AWS_SECRET_ACCESS_KEY: "secret" },
    { ...key, AWS_ACCESS_KEY_ID: "" },
  ])("are not looked for anywhere else: %j", (env) => {
    expect(() => environmentCredentials(env)).toThrow(MissingCredentialsError);
  });
});
