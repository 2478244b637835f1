export { printable } from "./printable";
