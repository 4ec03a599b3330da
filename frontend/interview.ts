/** Loaded by the page of a typed or spoken conversation, beside `candidate`. */
import { register, start } from "./core/registry";
import AnswerBox from "./interview/AnswerBox";
import Dictation from "./interview/Dictation";
import Moment from "./interview/Moment";
import ReadAloud from "./interview/ReadAloud";

register({ "answer-box": AnswerBox, dictation: Dictation, moment: Moment, "read-aloud": ReadAloud });
start();
