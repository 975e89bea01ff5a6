/* Finds pages for a search. Loaded with MiniSearch and the words of the site when somebody searches for the first time. */
(() => {
  "use strict";

  const LETTERS = /[\p{L}\p{N}]+(?:[.,'’]\p{N}+)*/gu;
  const SHORTEST_PART = 4; // letters; parts of words that are shorter are in almost every word
  const MOST_PARTS = 40; // words that a part is looked up in
  const MOST_OF_A_PAGE = 3;
  const AROUND = 60; // characters in front of the first word that was found

  /** Writes a word as it is looked up: small letters without accents. */
  function plain(word) {
    return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** Gives the words of a text with their places, cut at what is neither a letter nor a digit. */
  function words(text) {
    return [...text.matchAll(LETTERS)].map((found) => ({ word: plain(found[0]), at: found.index, text: found[0] }));
  }

  function index(data) {
    const known = new Set();
    const search = new MiniSearch({
      fields: ["title", "heading", "words"],
      tokenize: (text) => words(text).map((one) => one.word),
      processTerm: (word) => {
        known.add(word);
        return word;
      },
    });
    search.addAll(
      data.parts.map(([page, , heading, text], id) => ({ id, title: data.pages[page][0], heading, words: text })),
    );
    return { search, known: [...known] };
  }

  /** Gives longer words that a word is a part of: `verzuim` stands in `ziekteverzuim` and `verzuimdagen`. */
  function wholes(word, known) {
    if (word.length < SHORTEST_PART) return [];
    return known.filter((one) => one.length > word.length && one.includes(word)).slice(0, MOST_PARTS);
  }

  /** Says how many letters may be wrong; letters that changed places count as two. */
  function slips(word) {
    if (word.length <= SHORTEST_PART) return false;
    return word.length > 2 * SHORTEST_PART ? 2 : 1;
  }

  /**
   * Builds the question for one word: itself and what begins with it, and, with less weight, words that it is a part of.
   * Only a word that no page has is taken for a slip of the finger: `marge` does not mean `large`.
   */
  function asked(word, known) {
    const longer = wholes(word, known);
    const isKnown = known.some((one) => one.startsWith(word)) || longer.length > 0;
    const isWhole = word.length < SHORTEST_PART && known.includes(word); // `ROI` comes before `ROI104`
    const weights = { prefix: isWhole ? 0.03 : 0.4, fuzzy: 0.4 };
    const itself = { queries: [word], prefix: true, fuzzy: isKnown ? false : slips(word), weights };
    return { combineWith: "OR", queries: longer.length ? [itself, { queries: longer, boostTerm: () => 0.5 }] : [itself] };
  }

  /** Puts programmes and the top of a page before the rest, and lists that name many pages behind those pages. */
  function weight([page, anchor], data) {
    const href = data.pages[page][1];
    if (href.startsWith("programmes/")) return 1.5;
    if (href.endsWith("index.html")) return 0.3;
    return anchor ? 1 : 1.5;
  }

  /** Gives the places a search finds, best first, no more than some of each page. */
  function find({ search, known }, data, written) {
    const sought = [...new Set(words(written).map((one) => one.word))];
    if (!sought.length) return [];
    const options = {
      boost: { title: 3, heading: 2 },
      boostDocument: (id) => weight(data.parts[id], data),
      processTerm: (word) => word,
      tokenize: (word) => [word],
    };
    const queries = sought.map((word) => asked(word, known));
    const all = search.search({ combineWith: "AND", queries }, options);
    const found = all.length ? all : search.search({ combineWith: "OR", queries }, options);
    return ofEachPage(found, data).map((one) => place(one, data));
  }

  /** Leaves out the parts of a page that only carry its title, and more than a few parts of one page. */
  function ofEachPage(found, data) {
    const counts = new Map();
    return found.filter((one) => {
      const [page, anchor] = data.parts[one.id];
      const fields = new Set(Object.values(one.match).flat());
      if (anchor && fields.size === 1 && fields.has("title")) return false;
      counts.set(page, (counts.get(page) ?? 0) + 1);
      return counts.get(page) <= MOST_OF_A_PAGE;
    });
  }

  function place(one, data) {
    const [page, anchor, heading, text] = data.parts[one.id];
    const [title, href, lang, kind] = data.pages[page];
    const terms = new Set(one.terms);
    return {
      href: href + anchor,
      lang,
      kind,
      title: marked(title, terms),
      heading: marked(heading, terms),
      words: excerpt(marked(text, terms)),
    };
  }

  /** Cuts a text into pieces, and says of each whether it was found. */
  function marked(text, terms) {
    const pieces = [];
    let end = 0;
    for (const { word, at, text: shown } of words(text)) {
      if (!terms.has(word)) continue;
      if (at > end) pieces.push({ text: text.slice(end, at), found: false });
      pieces.push({ text: shown, found: true });
      end = at + shown.length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end), found: false });
    return pieces;
  }

  /** Keeps what stands around the first word that was found; nothing when none was. */
  function excerpt(pieces) {
    const first = pieces.findIndex((piece) => piece.found);
    if (first < 0) return [];
    const before = first ? pieces[first - 1].text : "";
    const lead = before.length > AROUND ? "… " + before.slice(-AROUND).replace(/^\S*\s/, "") : before;
    const out = lead ? [{ text: lead, found: false }] : [];
    let room = 3 * AROUND;
    for (const piece of pieces.slice(first)) {
      const fits = piece.found || piece.text.length <= room;
      out.push(fits ? piece : { ...piece, text: `${piece.text.slice(0, room).replace(/\s\S*$/, "")} …` });
      room -= piece.text.length;
      if (room <= 0) break;
    }
    return out;
  }

  /** Gives the function that searches: a text in, places out. */
  window.roiSpec.finder = () => {
    const data = window.roiSpec.search;
    const made = index(data);
    return (written) => find(made, data, written);
  };
})();
