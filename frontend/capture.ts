/** Loaded on candidates' pages only where the workspace captures visits and the candidate has agreed to it. */
import { begin } from "./capture/begin";

const told = document.querySelector<HTMLMetaElement>('meta[name="capture"]');
if (told) begin(told.content, told.dataset.screen ?? "", told.dataset.visit ?? "");
