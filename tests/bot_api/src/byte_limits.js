/** The keywords minBytes and maxBytes, for limits of a text's UTF-8 bytes, which JSON Schema can't express. */
import { _, str } from "ajv";

/** @param {import("ajv").default} ajv */
export function addByteLimits(ajv) {
  for (const [keyword, exceeds, words] of [
    ["minBytes", (bytes, limit) => _`${bytes} < ${limit}`, "fewer"],
    ["maxBytes", (bytes, limit) => _`${bytes} > ${limit}`, "more"],
  ]) {
    ajv.addKeyword({
      keyword,
      type: "string",
      schemaType: "number",
      error: { message: ({ schema }) => str`must NOT have ${words} than ${schema} bytes` },
      code: (context) => context.fail(exceeds(_`Buffer.byteLength(${context.data})`, context.schema)),
    });
  }
}
