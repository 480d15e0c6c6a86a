/**
 * Writes build/schema.json, the description of every method's parameters, and build/validator.cjs, which checks them.
 * Does nothing while what it would write is newer than what it is made from.
 *
 *     node src/generate_validator.js
 */
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { addByteLimits } from "./byte_limits.js";
import { describedRequests } from "./described_requests.js";
import { demandIntegers } from "./integers.js";
import { addLimits } from "./limits.js";

const sources = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(sources);
const built = path.join(root, "build");
const outputs = ["schema.json", "validator.cjs"].map((name) => path.join(built, name));

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isUpToDate() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  const inputs = [installed, ...readdirSync(sources).map((name) => path.join(sources, name))];
  return Math.min(...outputs.map(timeOf)) > Math.max(...inputs.map(timeOf));
}

function completeSchema() {
  const schema = describedRequests();
  demandIntegers(schema);
  addLimits(schema);
  return { $id: "requests", ...schema };
}

/** A module that exports a function a method, under the method's name. */
function validatorCode(schema) {
  const ajv = new Ajv.default({ code: { source: true }, allowUnionTypes: true, strictTypes: false });
  addByteLimits(ajv);
  ajv.addSchema(schema);
  const methods = Object.keys(schema.properties);
  return standaloneCode.default(ajv, Object.fromEntries(methods.map((name) => [name, `requests#/properties/${name}`])));
}

/** Another process may be reading the file meanwhile: it sees the old one or the new one. */
function replaceFile(file, text) {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, text);
  renameSync(whole, file);
}

if (isUpToDate()) {
  console.log("The validator is up to date.");
} else {
  const schema = completeSchema();
  mkdirSync(built, { recursive: true });
  replaceFile(outputs[0], JSON.stringify(schema, null, 1));
  replaceFile(outputs[1], validatorCode(schema));
  console.log(`Described: ${Object.keys(schema.properties).length} methods.`);
}
