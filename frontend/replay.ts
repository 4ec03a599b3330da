/** Loaded only by the page that plays a screen recording back. */
import { register, start } from "./core/registry";
import ScreenPlayer from "./capture/ScreenPlayer";

register({ "screen-player": ScreenPlayer });
start();
