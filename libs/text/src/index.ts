export { printable } from "./printable";
export { shortened } from "./shortened";
