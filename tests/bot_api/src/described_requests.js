/**
 * The Bot API's methods as grammY's types describe them, as one JSON Schema: an object with a property for each method,
 * whose value is the schema of that method's parameters.
 *
 * The types are an interface of functions; the generator wants values. So methods.d.ts is compiled with an interface
 * appended that has the type of each function's argument under the function's name.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { DEFAULT_CONFIG, SchemaGenerator, createFormatter, createParser } from "ts-json-schema-generator";
import ts from "typescript";
import { forEachObject } from "./schema_walk.js";

const methodsFile = path.join(path.dirname(createRequire(import.meta.url).resolve("@grammyjs/types")), "methods.d.ts");

/** What a record of requests has in place of an uploaded file. */
const uploadedFile = "{ file_name: string; size: number }";

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  types: [],
};

/** @param {ts.SourceFile} source */
function declarationOfMethods(source) {
  const declaration = source.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === "ApiMethods",
  );
  if (declaration === undefined || !ts.isTypeLiteralNode(declaration.type)) {
    throw new Error(`${methodsFile} has no type ApiMethods of the known form`);
  }
  return { file: declaration.typeParameters?.[0]?.name.text, members: declaration.type.members };
}

/**
 * methods.d.ts with an interface Requests: one property a method, of the type of its parameters. ApiMethods is generic in
 * the type of a file; where its members stand alone, an interface of that name takes the place of the type parameter.
 */
function textWithRequests() {
  const text = readFileSync(methodsFile, "utf8");
  const { file, members } = declarationOfMethods(ts.createSourceFile(methodsFile, text, ts.ScriptTarget.ES2022, true));
  const requests = members
    .filter(ts.isMethodSignature)
    .map((method) => `${method.name.getText()}: ${method.parameters[0]?.type?.getText() ?? "{}"};`);
  return [text, `export interface ${file} ${uploadedFile}`, "export interface Requests {", ...requests, "}"].join("\n");
}

function programOf(text) {
  const host = ts.createCompilerHost(compilerOptions);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...rest) =>
    name === methodsFile ? ts.createSourceFile(name, text, version) : getSourceFile(name, version, ...rest);
  const program = ts.createProgram([methodsFile], compilerOptions, host);
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) {
    throw new Error(`grammY's types do not compile: ${ts.flattenDiagnosticMessageText(faults[0].messageText, " ")}`);
  }
  return program;
}

/** grammY keeps parameters of the past for old code that the Bot API's reference does not have. */
function removeDeprecated(schema) {
  forEachObject(schema, ({ properties }) => {
    for (const name of Object.keys(properties)) if ("deprecated" in properties[name]) delete properties[name];
  });
}

/** @returns {object} a JSON Schema (draft 7); unknown properties are refused everywhere. */
export function describedRequests() {
  const config = { ...DEFAULT_CONFIG, type: "Requests", topRef: false, encodeRefs: false, additionalProperties: false };
  const program = programOf(textWithRequests());
  const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
  const schema = generator.createSchema(config.type);
  removeDeprecated(schema);
  return schema;
}
