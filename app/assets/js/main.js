import "bootstrap/js/src/collapse";
import "bootstrap/js/src/dropdown";
import "bootstrap/js/src/modal";
import "bootstrap/js/src/toast";
import htmx from "htmx.org";
import Sortable from "sortablejs";

window.htmx = htmx;
window.Sortable = Sortable;
