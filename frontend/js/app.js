// Everything that the pages add where scripts run; each page works without it.
import "./htmx.js";
import "./once.js";
import "./filters.js";
import "./focus.js";
import "./password.js";
import "./strip.js";
import "./share.js";
