/**
 * Calls `visit(schema, owner)` for each object with properties within a JSON Schema, the inner ones first. `owner` is
 * the definition, or at the top the method, that it stands in, without type arguments.
 *
 * @param {object} schema of describedRequests()
 * @param {(schema: object, owner: string) => void} visit
 */
export function forEachObject(schema, visit) {
  const tops = { ...schema.properties, ...schema.definitions };
  for (const [name, top] of Object.entries(tops)) walk(top, name.replace(/<.*/, ""), visit);
}

function walk(node, owner, visit) {
  if (node === null || typeof node !== "object") return;
  for (const child of Object.values(node)) walk(child, owner, visit);
  if (node.type === "object" && node.properties !== undefined) visit(node, owner);
}
