import fc from "fast-check";
import { serviceError } from "./service-error";

describe("what is known of an error", () => {
  it("is the code, the status and the bucket's region", () => {
    const thrown = Object.assign(new Error("go there"), {
      name: "PermanentRedirect",
      $fault: "client",
      $metadata: { httpStatusCode: 301, attempts: 2 },
      $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
      Region: "eu-west-2",
    });
    expect(serviceError(thrown)).toEqual({
      name: "PermanentRedirect",
      message: "go there",
      answered: true,
      status: 301,
      region: "eu-west-1",
      attempts: 2,
    });
  });

  it.each(["eu west", "evil.example.com", "eu-west-1/", "", 7, null])(
    "is no region when that is %j",
    (Region) => {
      expect(serviceError({ Region })).not.toHaveProperty("region");
    },
  );

  it.each([
    ["thrown as a text", "thrown as a text"],
    [Object.create(null), "no reason is given"],
    [undefined, "no reason is given"],
  ])("is a message in any case: %j", (thrown: unknown, message) => {
    expect(serviceError(thrown)).toMatchObject({ name: "Error", message, answered: false });
  });

  it("is something, whatever was thrown", () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        const { name, message, attempts } = serviceError(thrown);
        expect([typeof name, typeof message, typeof attempts]).toEqual(["string", "string", "number"]);
      }),
    );
  });
});
