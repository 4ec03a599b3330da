declare module "rrweb-to-replay" {
  export { Replayer } from "rrweb";
}
