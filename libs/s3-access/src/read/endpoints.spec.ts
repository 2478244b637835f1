import { configuredEndpoint, isBareHost } from "./endpoints";

describe("the endpoint the environment sets", () => {
  const all = "http://127.0.0.1:4000";
  const own = "http://127.0.0.1:5000";
  it.each<[NodeJS.ProcessEnv, string | undefined]>([
    [{}, undefined],
    [{ AWS_ENDPOINT_URL: all }, all],
    [{ AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_S3_CONTROL: own }, own],
    [{ AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_S3_CONTROL: "" }, all],
    [{ AWS_ENDPOINT_URL_S3: own }, undefined],
    [{ AWS_ENDPOINT_URL: "" }, undefined],
    [{ AWS_ENDPOINT_URL: all, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, undefined],
  ])("%j: %s", (env, url) => {
    expect(configuredEndpoint("S3_CONTROL", env)?.origin).toBe(url);
  });

  it.each([
    ["http://127.0.0.1:4000", true],
    ["http://[::1]:4000", true],
    ["http://localhost:4000", true],
    ["http://10.1.2.3", true],
    ["http://localhost.example.com", false],
    ["https://control.vpce-0a1b2c.s3.us-west-2.vpce.amazonaws.com", false],
  ])("%s is a host without names below it: %s", (url, bare) => {
    expect(isBareHost(new URL(url))).toBe(bare);
  });
});
