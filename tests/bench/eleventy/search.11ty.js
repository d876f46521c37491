// One search file of titles, descriptions and addresses.
export const data = { permalink: "/search.json" };
export function render({ records }) {
  const entries = Object.values(records).flat();
  return JSON.stringify(entries.map(({ url, title, description }) => ({ u: url, t: title, x: description })));
}
