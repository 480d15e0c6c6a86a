/**
 * Checks dashboards in JSON against the SDK's types (classic_schema.ts) and prints what is wrong, with file and line.
 *
 *     npm --prefix dashboards run check [-- FOLDER]
 *
 * FOLDER: as for generate. The compiler reads each file as the value of a variable of the type, so that a key that the type
 * does not have, a value of another type, and a missing key are errors.
 */
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const sources = path.join(__dirname, "..", "src");
const prologue = 'import type { ClassicDashboard } from "./classic_schema";\nexport const dashboard: ClassicDashboard =\n';
const prologueLines = prologue.split("\n").length - 1;

function compilerOptions(): ts.CompilerOptions {
  const file = path.join(sources, "..", "tsconfig.json");
  const config = ts.readConfigFile(file, ts.sys.readFile);
  return { ...ts.parseJsonConfigFileContent(config.config, ts.sys, path.dirname(file)).options, noEmit: true, types: [] };
}

/** The JSON texts as modules that lie beside classic_schema.ts, without being there. */
function hostWith(modules: Map<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const json = modules.get(name);
    return json === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, prologue + json, version);
  };
  return host;
}

function complaint(diagnostic: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  if (diagnostic.file === undefined || diagnostic.start === undefined) return text;
  const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  const file = path.basename(diagnostic.file.fileName, ".ts");
  return `${file}:${Math.max(1, line + 1 - prologueLines)}: ${text}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function complaints(folder: string, files: string[]): string[] {
  const texts = files.map((file) => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));
  const readable = texts.filter(({ text }) => isJson(text));
  const options = compilerOptions();
  const modules = new Map(readable.map(({ file, text }) => [path.join(sources, `${file}.ts`), text]));
  const program = ts.createProgram([...modules.keys()], options, hostWith(modules, options));
  return [
    ...texts.filter(({ text }) => !isJson(text)).map(({ file }) => `${file}: this is no JSON`),
    ...ts.getPreEmitDiagnostics(program).map(complaint),
  ];
}

const calledFrom = process.env["INIT_CWD"] ?? process.cwd();
const folder = path.resolve(calledFrom, process.argv[2] ?? path.join(__dirname, "..", "grafana"));
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const found = files.length > 0 ? complaints(folder, files) : [`there is no dashboard in ${folder}`];
console.log(found.length > 0 ? found.join("\n") : `${files.length} dashboards are as Grafana's SDK describes them.`);
process.exitCode = found.length > 0 ? 1 : 0;
