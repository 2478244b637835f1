import { logsPrincipal } from "./service-principal";

test("CloudWatch Logs has a principal per region, with the domain of the partition", () => {
  expect(logsPrincipal("cn-north-1")).toBe("logs.cn-north-1.amazonaws.com.cn");
  expect(logsPrincipal("us-west-2")).toBe("logs.us-west-2.amazonaws.com");
});
