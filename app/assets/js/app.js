import "./keyboard.js";
import "./confirm.js";
import "./menus.js";
import "./drafts.js";
import "./follow.js";
import "./notes.js";
import "./suggest.js";
import "./quick.js";
