/** Loaded by the page of a spoken interview alone, beside `candidate`. */
import { register, start } from "./core/registry";
import SpokenRoom from "./room/SpokenRoom";

register({ "spoken-room": SpokenRoom });
start();
