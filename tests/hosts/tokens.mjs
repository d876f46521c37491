// Reads two scripts as JSON from the input and says whether they are the same tokens, with the parser in Node itself.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { tokenizer } = createRequire(import.meta.url)("internal/deps/acorn/acorn/dist/acorn");
const tokens = (text) => [...tokenizer(text, { ecmaVersion: "latest" })].map(({ type, value }) => [
  type.label, value instanceof Object ? String(value.value || value.pattern) : value,
]);
const pairs = JSON.parse(readFileSync(0, "utf-8"));
const differ = pairs.flatMap(([name, a, b]) => {
  const [before, after] = [tokens(a), tokens(b)];
  return before.length > 0 && JSON.stringify(before) === JSON.stringify(after) ? [] : [name];
});
console.log(JSON.stringify(differ));
