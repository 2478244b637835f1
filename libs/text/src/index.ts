export { inChat } from "./in-chat";
export { printable } from "./printable";
export { shortened } from "./shortened";
