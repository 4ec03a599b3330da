/** Controllers that both apps carry. */
import type { Controllers } from "./core/registry";
import Announce from "./controllers/Announce";
import CharacterCount from "./controllers/CharacterCount";
import CopyText from "./controllers/CopyText";
import Dialog from "./controllers/Dialog";
import FileDrop from "./controllers/FileDrop";
import LocalTime from "./controllers/LocalTime";
import Menu from "./controllers/Menu";
import Poll from "./controllers/Poll";
import SubmitOnce from "./controllers/SubmitOnce";
import ThemeToggle from "./controllers/ThemeToggle";
import Toast from "./controllers/Toast";

export const shared: Controllers = {
  announce: Announce,
  "character-count": CharacterCount,
  "copy-text": CopyText,
  dialog: Dialog,
  "file-drop": FileDrop,
  "local-time": LocalTime,
  menu: Menu,
  poll: Poll,
  "submit-once": SubmitOnce,
  "theme-toggle": ThemeToggle,
  toast: Toast,
};
