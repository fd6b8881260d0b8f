// Reads the calendars that come in as a JSON list of texts, and gives the event of each as a list of its facts.
import { createRequire } from "node:module";
import { json } from "node:stream/consumers";

const ical = createRequire(new URL("../app/assets/package.json", import.meta.url))("ical.js");

function eventOf(text) {
  const event = new ical.Event(new ical.Component(ical.parse(text)).getFirstSubcomponent("vevent"));
  const status = event.component.getFirstPropertyValue("status");
  return [event.sequence, event.uid, event.startDate.toUnixTime(), status];
}

console.log(JSON.stringify((await json(process.stdin)).map(eventOf)));
