/**
 * Integer and Float, which TypeScript calls number alike. In the Bot API's reference (core.telegram.org/bots/api) the
 * parameters below are the only ones of type Float; every other number is an Integer.
 */
import { forEachObject } from "./schema_walk.js";

const floats = new Set(["latitude", "longitude", "horizontal_accuracy"]);
const floatsOf = new Map([
  ["InputProfilePhotoAnimated", ["main_frame_timestamp"]],
  ["InputStoryContentVideo", ["cover_frame_timestamp", "duration"]],
  ["MaskPosition", ["scale", "x_shift", "y_shift"]],
  ["StoryAreaPosition", ["corner_radius_percentage", "height_percentage", "rotation_angle", "width_percentage",
    "x_percentage", "y_percentage"]],
  ["StoryAreaTypeWeather", ["temperature"]],
]);

/** Makes an integer of every number of the schema that is no Float; throws if a Float named above is not there. */
export function demandIntegers(schema) {
  const qualified = [...floatsOf].flatMap(([owner, names]) => names.map((name) => `${owner}.${name}`));
  const missing = new Set([...floats, ...qualified]);
  forEachObject(schema, (object, owner) => {
    for (const [name, property] of Object.entries(object.properties)) {
      if (!floats.has(name) && !floatsOf.get(owner)?.includes(name)) {
        numberToInteger(property);
        continue;
      }
      missing.delete(name);
      missing.delete(`${owner}.${name}`);
    }
  });
  if (missing.size > 0) throw new Error(`not in grammY's types: ${[...missing].join(", ")}`);
}

function numberToInteger(schema) {
  if (schema.type === "number") schema.type = "integer";
  if (Array.isArray(schema.type)) schema.type = schema.type.map((type) => (type === "number" ? "integer" : type));
  for (const part of schema.anyOf ?? []) numberToInteger(part);
  if (schema.items !== undefined) numberToInteger(schema.items);
}
