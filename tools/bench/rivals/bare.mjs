// The floor: what any handler in Node costs that logs its event.
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  return { statusCode: 200 };
};
