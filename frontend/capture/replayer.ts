import { Replayer } from "rrweb-to-replay";

// Its own rules would be inline styles, which our policy forbids; ours stand in the stylesheet.
Object.assign(Replayer.prototype, { insertStyleRules: () => undefined });

export { Replayer };
