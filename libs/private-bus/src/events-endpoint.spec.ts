import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventsEndpoint } from "./events-endpoint";

test.each([
  "us-west-2",
  "us-gov-west-1",
  "cn-north-1",
  "eusc-de-east-1",
  "us-iso-east-1",
  "us-isob-east-1",
  "eu-isoe-west-1",
  "us-isof-south-1",
])("in %s it is where the SDK's rules say", (region) => {
  const { endpointProvider } = new EventBridgeClient({ region }).config;
  const { url } = endpointProvider({ Region: region, UseDualStack: false, UseFIPS: false });
  expect(eventsEndpoint(region, {}).href).toBe(url.href);
});

test.each([
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:4566" }, "http://127.0.0.1:4566/"],
  [
    { AWS_ENDPOINT_URL: "http://127.0.0.1:4566", AWS_ENDPOINT_URL_EVENTBRIDGE: "http://127.0.0.1:4567" },
    "http://127.0.0.1:4567/",
  ],
])("the environment names another: %j", (env, url) => {
  expect(eventsEndpoint("us-west-2", env).href).toBe(url);
});
