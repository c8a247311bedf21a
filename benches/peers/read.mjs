// Times chrono-node over articles, one a line of JSON, and prints how long it took and how much it found.
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

const articles = readFileSync(process.argv[2], "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const day = new Date("2016-01-01T12:00:00Z");
let found = 0;
const start = process.hrtime.bigint();
for (const article of articles) {
  found += chrono.parse(article, day).length;
}
const took = process.hrtime.bigint() - start;
console.log(`${took} ${found}`);
