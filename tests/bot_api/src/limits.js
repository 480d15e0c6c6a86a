/**
 * The limits that stand only in the prose of the Bot API's reference, which grammY's types carry as comments, such as
 * "Product name, 1-32 characters". What a comment says in another form is not checked.
 */
import { forEachObject } from "./schema_walk.js";

/** Of a property's type: a form of words, and the JSON Schema keywords that mean the same. */
const rules = {
  string: [
    [/(\d+)-(\d+) characters/, (low, high) => ({ minLength: low, maxLength: high })],
    [/(\d+)-(\d+) [Bb]ytes/, (low, high) => ({ minBytes: low, maxBytes: high })],
    [/can't exceed (\d+) bytes/, (high) => ({ maxBytes: high })],
    [/[Oo]nly (?:characters )?`?A-Z`?, `?a-z`?, `?0-9`?, `?_`? and `?-`? are/, () => ({ pattern: "^[A-Za-z0-9_-]*$" })],
    [/only lowercase English letters, digits and underscores/, () => ({ pattern: "^[a-z0-9_]*$" })],
    [/Three-letter ISO 4217 currency code/, () => ({ pattern: "^[A-Z]{3}$" })],
  ],
  number: [
    [/(?:^|[,;] )(\d+)-(\d+)(?=[.,]|$)/, (low, high) => ({ minimum: low, maximum: high })],
    [/Values between (\d+)-(\d+) are accepted/, (low, high) => ({ minimum: low, maximum: high })],
    [/Must be between (\d+) and (\d+) if specified/, (low, high) => ({ minimum: low, maximum: high })],
    [/must always be (\d+)/, (value) => ({ const: value })],
  ],
  array: [
    [/(?:[Ll]ist of|must include) (\d+)-(\d+) /, (low, high) => ({ minItems: low, maxItems: high })],
    [/[Ll]ist of up to (\d+) /, (high) => ({ maxItems: high })],
    [/; up to (\d+) items/, (high) => ({ maxItems: high })],
    [/At most (\d+) [\w ]+ can be specified/, (high) => ({ maxItems: high })],
  ],
};
rules.integer = rules.number;

/** What holds when the currency is XTR: Telegram Stars. */
const rulesOfStars = [
  [/Pass an empty string for payments in Telegram Stars/, () => ({ const: "" })],
  [/Must contain exactly one item for payments in Telegram Stars/, () => ({ minItems: 1, maxItems: 1 })],
  [/Not supported for payments in Telegram Stars/, () => false],
];

const isCountedAfterParsing = (property) => /after entit(?:y|ies) parsing/.test(property.description);

function firstMatch(table, text) {
  for (const [words, keywords] of table) {
    const match = words.exec(text);
    if (match !== null) return keywords(...match.slice(1).map(Number));
  }
  return undefined;
}

function allMatches(table, text) {
  return Object.assign({}, ...table.map((rule) => firstMatch([rule], text) ?? {}));
}

/** The type of the property's values; undefined where there are several. */
function typeOf({ type, anyOf = [] }) {
  const types = new Set(type === undefined ? anyOf.map((each) => each.type) : [type]);
  return types.size === 1 ? [...types][0] : undefined;
}

/** Adds the limits to every property of the schema whose description tells them. */
export function addLimits(schema) {
  forEachObject(schema, (object) => {
    const parseModes = Object.keys(object.properties).filter((name) => name.endsWith("parse_mode"));
    const whenPlain = {};
    const whenInStars = {};
    for (const [name, property] of Object.entries(object.properties)) {
      const description = property.description ?? "";
      const { maxLength, ...others } = allMatches(rules[typeOf(property)] ?? [], description);
      Object.assign(property, others);
      // Markup, which the parsing takes away, has no limit of its own.
      if (maxLength !== undefined) {
        const place = isCountedAfterParsing(property) && parseModes.length > 0 ? (whenPlain[name] = {}) : property;
        place.maxLength = maxLength;
      }
      const inStars = firstMatch(rulesOfStars, description);
      if (inStars !== undefined) whenInStars[name] = inStars;
    }
    const conditions = [
      { if: { anyOf: parseModes.map((name) => ({ required: [name] })) }, else: { properties: whenPlain } },
      { if: { properties: { currency: { const: "XTR" } } }, then: { properties: whenInStars } },
    ].filter((condition) => Object.keys((condition.then ?? condition.else).properties).length > 0);
    if (conditions.length > 0) object.allOf = conditions;
  });
}
