/** The recruiter app: htmx for fragments, controllers for behaviour. */
import { setCookie } from "./core/cookie";
import { startHtmx } from "./core/htmx";
import { register, start } from "./core/registry";
import Autosave from "./controllers/Autosave";
import Autosubmit from "./controllers/Autosubmit";
import CancelKey from "./controllers/CancelKey";
import ColourPick from "./controllers/ColourPick";
import EvidenceLinks from "./controllers/EvidenceLinks";
import FocusKey from "./controllers/FocusKey";
import KeyFromName from "./controllers/KeyFromName";
import ListKeys from "./controllers/ListKeys";
import LivePreview from "./controllers/LivePreview";
import PressKeys from "./controllers/PressKeys";
import RecordingPlayer from "./controllers/RecordingPlayer";
import ReviewKeys from "./controllers/ReviewKeys";
import RowSelection from "./controllers/RowSelection";
import SidebarToggle from "./controllers/SidebarToggle";
import SortableList from "./controllers/SortableList";
import TickAll from "./controllers/TickAll";
import VoiceChoice from "./controllers/VoiceChoice";
import VoiceSample from "./controllers/VoiceSample";
import { shared } from "./shared";

setCookie("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
startHtmx();
register({
  ...shared,
  autosave: Autosave,
  autosubmit: Autosubmit,
  "cancel-key": CancelKey,
  "colour-pick": ColourPick,
  "evidence-links": EvidenceLinks,
  "focus-key": FocusKey,
  "key-from-name": KeyFromName,
  "list-keys": ListKeys,
  "live-preview": LivePreview,
  "press-keys": PressKeys,
  "recording-player": RecordingPlayer,
  "review-keys": ReviewKeys,
  "row-selection": RowSelection,
  "sidebar-toggle": SidebarToggle,
  "sortable-list": SortableList,
  "tick-all": TickAll,
  "voice-choice": VoiceChoice,
  "voice-sample": VoiceSample,
});
start();
