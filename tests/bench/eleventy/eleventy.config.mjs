// Eleventy with templates after our own: Nunjucks reads nearly all that Jinja reads.
import { readFileSync } from "node:fs";
import markdownIt from "markdown-it";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

const ROW_LISTS = new Set(["rows", "used_in", "others", "cases", "options"]);

// Cards and rows stand once in the data; on a page stands where to find them.
function linked(pages, cards, rows) {
  const follow = (value, key) => {
    if (Array.isArray(value)) return value.map((each) => follow(each, key));
    if (typeof value === "string") return rows[value] && ROW_LISTS.has(key) ? rows[value] : value;
    if (value === null || typeof value !== "object") return value;
    if (value.card) return { kind: "supports", ...cards[value.card], ...value };
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, follow(each, name)]));
  };
  for (const page of pages) page.values = follow(page.values, "");
  return pages;
}

export default function (eleventy) {
  const pages = linked(read("./pages.json"), read("./cards.json"), read("./rows.json"));
  const records = {};
  for (const page of pages) (records[page.kind] ??= []).push(page);
  eleventy.addGlobalData("records", records);

  const markdown = markdownIt();
  eleventy.addFilter("md", (text) => (text ? markdown.render(text) : ""));
  eleventy.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  eleventy.setUseGitIgnore(false);
  return { dir: { input: "input", includes: "_includes", output: "_site" } };
}
