/*
  What the explorer shows, as a file: CSV and JSON of the records, RIS and BibTeX of the sources that are among them or
  that they cite. Files are made in the browser, from the index and the BibTeX files of the site.
*/
(() => {
  "use strict";

  const TYPES = {
    "article-journal": "JOUR", article: "UNPB", book: "BOOK", chapter: "CHAP", report: "RPRT", thesis: "THES",
    "paper-conference": "CPAPER", webpage: "ELEC", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    dataset: "DATA", manuscript: "UNPB", speech: "SLIDE", software: "COMP",
  };
  const AT_ONCE = 100; // sources whose BibTeX is fetched one by one; for more, the whole bibliography is

  /* A cell of a CSV file. What a spreadsheet would take for a formula gets an apostrophe; JSON has it as it is. */
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  function plain(index, record, facets) {
    const [level, reviewed, lines, supports, qualifies, contradicts, contested] = record.n;
    const found = { kind: index.kind(record), title: record.t, address: index.address(record), summary: record.s };
    if (record.n.length) {
      Object.assign(found, {
        confidence: level, reviewed: Boolean(reviewed), independent_lines: lines, supports, qualifies, contradicts,
        contested: Boolean(contested),
      });
    }
    found.facets = Object.fromEntries(facets
      .filter(({ id }) => !["kind", "confidence", "contested"].includes(id))
      .map(({ id }) => [id, record.f.get(id) || []])
      .filter(([, terms]) => terms.length));
    found.sources = Array.isArray(record.c) ? record.c : [record.c.key];
    return found;
  }

  function csv(index, records, facets) {
    const facts = ["confidence", "reviewed", "independent_lines", "supports", "qualifies", "contradicts", "contested"];
    const terms = facets.map(({ id }) => id).filter((id) => !["kind", "confidence", "contested"].includes(id));
    const head = ["kind", "title", "address", "summary", ...facts, ...terms, "sources"];
    const rows = records.map((record) => {
      const one = plain(index, record, facets);
      return [
        one.kind, one.title, one.address, one.summary, ...facts.map((name) => one[name] ?? ""),
        ...terms.map((id) => (Object.hasOwn(one.facets, id) ? one.facets[id] : []).join("; ")), one.sources.join("; "),
      ];
    });
    return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  const json = (index, records, facets) =>
    `${JSON.stringify(records.map((record) => plain(index, record, facets)), null, 1)}\n`;

  /* The sources among the records and those that they cite, each once, by key. */
  async function sources(index, records) {
    const found = new Map();
    const cited = new Set();
    for (const record of records) {
      if (Array.isArray(record.c)) record.c.forEach((key) => cited.add(key));
      else found.set(record.c.key, record);
    }
    const others = [...cited].filter((key) => !found.has(key));
    (await Promise.all(others.map(index.source))).filter(Boolean).forEach((one) => found.set(one.c.key, one));
    return [...found.values()].sort((a, b) => (a.c.key < b.c.key ? -1 : 1));
  }

  function entry({ c }) {
    const lines = [["TY", TYPES[c.type] || "GEN"], ["ID", c.key]];
    (c.authors || []).forEach((name) => lines.push(["AU", name]));
    (c.editors || []).forEach((name) => lines.push([c.authors ? "A2" : "ED", name]));
    const [first, last] = (c.pages || "").split(/\s*[-–—]+\s*/);
    const year = /\d{4}/.exec(c.year || "");
    lines.push(
      ["TI", c.title], ["PY", year && year[0]], ["T2", c.container], ["VL", c.volume], ["IS", c.issue], ["SP", first],
      ["EP", last], ["PB", c.publisher], ["CY", c.place], ["SN", c.isbn], ["DO", c.doi], ["UR", c.url], ["ER", " "],
    );
    return lines.filter(([, value]) => value)
      .map(([tag, value]) => `${tag}  - ${String(value).replace(/\s+/g, " ").trim()}\r\n`).join("");
  }

  const ris = async (index, records) => (await sources(index, records)).map(entry).join("\r\n");

  async function text(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.text();
  }

  async function bibtex(index, records) {
    const found = await sources(index, records);
    if (found.length <= AT_ONCE) {
      const addresses = found.map((one) => index.address(one).replace(/(\/|\.html)$/, ".bib"));
      return (await Promise.all(addresses.map(text))).join("\n");
    }
    const keys = new Set(found.map(({ c }) => c.key));
    const whole = await text(index.address({ u: "references.bib" }));
    return whole.split(/^(?=@\w+\{)/m).filter((one) => keys.has(/^@\w+\{([^,\s]*)/.exec(one)[1])).join("");
  }

  const FORMATS = {
    csv: [csv, "text/csv"], json: [json, "application/json"],
    ris: [ris, "application/x-research-info-systems"], bib: [bibtex, "application/x-bibtex"],
  };

  /* Makes a file of records, and has the browser save it. */
  async function download(format, index, records, facets) {
    const [make, type] = FORMATS[format];
    const data = new Blob([await make(index, records, facets)], { type: `${type};charset=utf-8` });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(data);
    link.download = `explore.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  globalThis.evibase = Object.assign(globalThis.evibase || {}, { download });
})();
