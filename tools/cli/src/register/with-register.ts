import { openRegister, type Register } from "@security-auto/register";
import { registerClients } from "./clients";
import { type CallingCommand, failedCall } from "./failed-call";
import { type FunctionPlace, tableInWords } from "./function-place";

interface Around {
  readonly place: FunctionPlace;
  readonly endpoint?: string;
  readonly command: CallingCommand;
}

/**
 * Reads the register of an environment.
 *
 * @throws UsageError where the table cannot be read
 */
export async function withRegister<T>(
  { place, endpoint, command }: Around,
  use: (register: Register) => Promise<T>,
): Promise<T> {
  const { region, tableName } = place;
  const clients = registerClients({ region, ...(endpoint !== undefined && { endpoint }) });
  try {
    return await use(openRegister(clients.dynamoDb, { tableName }));
  } catch (error) {
    throw failedCall(error, tableInWords(place), command);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}
