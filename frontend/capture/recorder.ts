/** What records, on its own: whatever else rrweb can do is not fetched by candidates. */
export { record } from "rrweb";
