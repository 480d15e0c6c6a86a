/** Why a request does not fit the Bot API. */
import { createRequire } from "node:module";

const maxAlternatives = 4;

/** @type {Record<string, import("ajv").ValidateFunction>} by method */
const validators = loadValidators();

function loadValidators() {
  try {
    return createRequire(import.meta.url)("../build/validator.cjs");
  } catch (error) {
    const remedy = "make it: npm --prefix tests/bot_api run generate";
    throw new Error(`build/validator.cjs can't be loaded; ${remedy}`, { cause: error });
  }
}

/**
 * What is wrong with a request, in words without any value of its parameters; undefined if nothing is.
 *
 * @param {{method: string, parameters: unknown, multipart?: boolean}} request `multipart`: the parameters came as the
 *   fields of a form, where every value is text; then texts count as what they say.
 * @returns {{path: string, reason: string} | undefined}
 */
export function misfitOf({ method, parameters, multipart = false }) {
  if (!Object.hasOwn(validators, method)) return { path: "", reason: "no such method" };
  const validate = validators[method];
  if (validate(multipart ? { ...parameters } : parameters)) return undefined;
  const firstErrors = validate.errors;
  if (multipart && fitsWhenRead({ ...parameters }, validate)) return undefined;
  return explanation(firstErrors);
}

/** Reads as JSON one text after the other that does not fit as a text. */
function fitsWhenRead(fields, validate) {
  const read = new Set();
  while (!validate(fields)) {
    const names = validate.errors.map((error) => error.instancePath.split("/")[1]);
    const name = names.find((each) => each && !read.has(each));
    if (name === undefined || typeof fields[name] !== "string") return false;
    read.add(name);
    try {
      fields[name] = JSON.parse(fields[name]);
    } catch {
      return false;
    }
  }
  return true;
}

/** Of several alternatives none of which fits, those count that fit furthest into the value. */
function explanation(errors) {
  const reasons = errors.filter(({ keyword }) => keyword !== "anyOf" && keyword !== "if");
  const depth = ({ instancePath }) => instancePath.split("/").length;
  const deepest = Math.max(...reasons.map(depth));
  const told = reasons.filter((error) => depth(error) === deepest);
  const alternatives = [...new Set(told.map(words))];
  const more = alternatives.length > maxAlternatives ? ["…"] : [];
  return { path: told[0].instancePath, reason: [...alternatives.slice(0, maxAlternatives), ...more].join(", or ") };
}

function words({ message, params }) {
  return params.additionalProperty === undefined ? message : `${message}: ${params.additionalProperty}`;
}
