/**
 * Checks recorded requests against the Bot API, and prints what does not fit.
 *
 *     node src/check_requests.js FILE...      (- is the standard input)
 *
 * Each line of a FILE is a request, {"method":"sendMessage","parameters":{…}}, as the simulator's --requests writes it;
 * with "multipart":true where the parameters came as the fields of a form. Not looked at are lines with "by", which
 * somebody else than the bot asked for, and a last line without its end, whose writer was killed.
 * Prints `FILE:LINE: METHOD PATH: REASON` for the first of each kind. Exits with 1 if there is any.
 */
import { createReadStream } from "node:fs";
import { misfitOf } from "./misfit.js";

/** The whole lines of the file. */
async function* linesOf(file) {
  const stream = file === "-" ? process.stdin : createReadStream(file);
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

function readRequest(line) {
  try {
    const request = JSON.parse(line);
    if (typeof request.method === "string" && "parameters" in request) return request;
  } catch {
    // Told like any other line that is no request.
  }
  return undefined;
}

function complaintAbout(request) {
  if (request === undefined) return "this is no request";
  const misfit = misfitOf(request);
  return misfit && `${request.method} ${misfit.path}: ${misfit.reason}`.replace(/ : /, ": ");
}

/** Adds to `complaints` each with its first place and how often it came. @returns how many requests were looked at */
async function check(file, complaints) {
  let number = 0;
  let lookedAt = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const request = readRequest(line);
    if (request?.by !== undefined) continue;
    lookedAt += 1;
    const complaint = complaintAbout(request);
    if (complaint === undefined) continue;
    const known = complaints.get(complaint) ?? { place: `${file}:${number}`, times: 0 };
    complaints.set(complaint, { ...known, times: known.times + 1 });
  }
  return lookedAt;
}

const complaints = new Map();
let requests = 0;
for (const file of process.argv.slice(2)) requests += await check(file, complaints);
for (const [complaint, { place, times }] of complaints) {
  console.log(`${place}: ${complaint}${times > 1 ? ` (${times} times)` : ""}`);
}
if (complaints.size === 0) console.log(`${requests} requests fit the Bot API.`);
process.exitCode = complaints.size === 0 ? 0 : 1;
