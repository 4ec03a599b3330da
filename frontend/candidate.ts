/** The candidate app: small, and whole without the interview room, which loads its own entry. */
import KeptAnswers from "./controllers/KeptAnswers";
import TimeZone from "./controllers/TimeZone";
import { startHtmx } from "./core/htmx";
import { register, start } from "./core/registry";
import { shared } from "./shared";

startHtmx();
register({ ...shared, "kept-answers": KeptAnswers, "time-zone": TimeZone });
start();
