/*
  Words: what counts as one, which forms belong together, and how far apart two spellings are.
  `pages/search_words.py` folds and splits the texts of records in the same way.
*/
(() => {
  "use strict";

  const WORD = /[\p{L}\p{N}]+/gu;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => fold(text || "").match(WORD) || [];

  const VOWEL = /[aeiouy]/;
  const undouble = (text) => (/([bdfglmnprt])\1$/.test(text) ? text.slice(0, -1) : text);

  /* English plurals, -ed, -ing and -ly, no more: "apprenticeships" is a form of "apprenticeship", "work" not of "worker". */
  function stem(word) {
    let text = word;
    if (/ies$/.test(text) && text.length > 4) text = `${text.slice(0, -3)}y`;
    else if (/(ch|sh|ss|x|z)es$/.test(text)) text = text.slice(0, -2);
    else if (/[^suis]s$/.test(text) && text.length > 3) text = text.slice(0, -1);
    const ending = /(ing|edly|ed|ly)$/.exec(text);
    if (ending && ending.index > 2 && VOWEL.test(text.slice(0, ending.index))) {
      text = undouble(text.slice(0, ending.index));
    }
    if (text.length > 3) text = text.replace(/e$/, "");
    return text.length > 3 ? text.replace(/y$/, "i") : text;
  }

  /*
    How many letters have to be put in, taken out, exchanged, or swapped with a neighbour to make of `typed` the word,
    or a beginning of it: [number, whether it is the whole word]; null where it is more than `most`.
  */
  function distance(typed, word, most) {
    const across = Math.min(word.length, typed.length + most);
    let before = [];
    let row = Array.from({ length: across + 1 }, (_, at) => at);
    for (let down = 1; down <= typed.length; down += 1) {
      const next = [down];
      for (let at = 1; at <= across; at += 1) {
        const same = typed[down - 1] === word[at - 1] ? 0 : 1;
        let least = Math.min(row[at] + 1, next[at - 1] + 1, row[at - 1] + same);
        if (down > 1 && at > 1 && typed[down - 1] === word[at - 2] && typed[down - 2] === word[at - 1]) {
          least = Math.min(least, before[at - 2] + 1);
        }
        next.push(least);
      }
      if (Math.min(...next) > most) return null;
      before = row;
      row = next;
    }
    const best = Math.min(...row);
    if (best > most) return null;
    return [best, across === word.length && row[across] === best];
  }

  /* The words around the first match in a text: [before, match, after], or null. */
  function excerpt(text, matches, around = 60) {
    for (const match of (text || "").matchAll(WORD)) {
      if (!matches(fold(match[0]))) continue;
      const end = match.index + match[0].length;
      let from = Math.max(0, match.index - around);
      let to = Math.min(text.length, end + around);
      if (from) from = Math.min(match.index, text.indexOf(" ", from) + 1 || match.index); // at the end of a word
      if (to < text.length) to = Math.max(end, text.lastIndexOf(" ", to));
      return [
        (from ? "… " : "") + text.slice(from, match.index),
        match[0],
        text.slice(end, to) + (to < text.length ? " …" : ""),
      ];
    }
    return null;
  }

  const NOTES = {
    typo: "No match for “{typo}”; showing {took}.",
    also: "Topics that are also called {also} are included: {took}.",
    partly: "No record has all of these words; showing what has most of them.",
  };

  /* What a search did beyond what was asked, in words; `say` may hold these messages in another language. */
  function noted(notes, say = {}) {
    const { told } = evibase;
    return notes.map((note) => {
      const key = Object.keys(NOTES).find((name) => name in note);
      const quoted = (texts) => [].concat(texts || []).map((text) => `“${text}”`).join(", ");
      return told(say[key] || NOTES[key], { typo: note.typo, also: quoted(note.also), took: quoted(note.took) });
    }).join(" ");
  }

  Object.assign(evibase, { distance, excerpt, noted, stem, words });
})();
