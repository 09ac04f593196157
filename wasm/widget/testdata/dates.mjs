// Writes dates of 2026 in the languages and on the days of every month that it is
// told of on standard input, as JSON by language tag. Languages that this node has no
// words for are left out.
import { readFileSync } from "node:fs";

const { tags, days } = JSON.parse(readFileSync(0, "utf8"));
const dates = {};
for (const tag of Intl.DateTimeFormat.supportedLocalesOf(tags)) {
  const format = new Intl.DateTimeFormat(tag, {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
    calendar: "gregory",
  });
  dates[tag.toLowerCase()] = Array.from({ length: 12 }, (_, month) =>
    days.map((day) => format.format(Date.UTC(2026, month, day))),
  ).flat();
}
console.log(JSON.stringify(dates));
