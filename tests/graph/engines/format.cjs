// Formats CSL-JSON with citeproc-js: items on standard input, entries and citations on standard output.
// node format.cjs style.csl locale.xml

const fs = require('fs');
const CSL = require('citeproc');

const [style, locale] = process.argv.slice(2).map((path) => fs.readFileSync(path, 'utf8'));
const items = JSON.parse(fs.readFileSync(0, 'utf8'));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));

const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style, 'en-US');
engine.setOutputFormat('text');
engine.updateItems(items.map((item) => item.id));
const [parameters, entries] = engine.makeBibliography();
const found = { entries: {}, citations: {} };
parameters.entry_ids.forEach((ids, index) => { found.entries[ids[0]] = entries[index].trim(); });
for (const { id } of items) {
  found.citations[id] = engine.makeCitationCluster([{ id }]);
}
process.stdout.write(JSON.stringify(found));
