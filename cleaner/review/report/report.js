"use strict";
// Page text comes in as data and goes out as text nodes: nothing here makes markup of a string.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = data.list;
  const docs = list.rows.map((row, number) => ({
    number, id: row[0], title: row[1], outlet: row[2], language: row[3], date: row[4],
    flags: row[5], categories: row[6], rules: row[7], kept: row[8], lifted: row[9], removed: row[10],
  }));
  const LIFTED = new Set(["title", "standfirst", "kicker", "byline", "date", "dateline"]);
  const MARKS = { kept: " ", lifted: "→", removed: "−" };
  const ROW_HEIGHT = 78;
  const MOST_LINES = 500;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 899px)");

  // ---- nodes ---------------------------------------------------------------------------------

  const $ = (id) => document.getElementById(id);

  function el(name, given, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(given || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "grow") node.style.flexGrow = value;
      else if (key === "height") node.style.height = value;
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  const button = (given, ...children) => el("button", { type: "button", ...given }, ...children);
  const counted = new Intl.NumberFormat("en");
  const number = (value) => counted.format(value);
  const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many || `${one}s`}`;
  const nameClass = (category) => (/^[a-z_]+$/.test(category) ? `c-${category}` : "c-other");

  function percent(part, whole) {
    if (!whole || !part) return "0 %";
    const share = (100 * part) / whole;
    return share < 1 ? "<1 %" : `${Math.round(share)} %`;
  }

  const fate = (category) =>
    category === "body" ? "kept" : LIFTED.has(category) ? "lifted" : "removed";

  function stranger(name, given, text) {  // a stranger's words, in their own direction
    return el(name, { dir: "auto", ...given }, ...marked(text));
  }

  let lit = "";  // what the search highlights
  function marked(text) {
    const low = text.toLowerCase();
    if (!lit || low.length !== text.length || !low.includes(lit)) return [text];
    const parts = [];
    let start = 0;
    for (let at = low.indexOf(lit); at >= 0 && parts.length < 400; at = low.indexOf(lit, start)) {
      parts.push(text.slice(start, at), el("mark", {}, text.slice(at, at + lit.length)));
      start = at + lit.length;
    }
    parts.push(text.slice(start));
    return parts;
  }

  function tag(category) {
    return el("span", { class: `tag ${fate(category)} ${nameClass(category)}` }, category);
  }

  // ---- packs of pages ------------------------------------------------------------------------

  const packs = [...document.querySelectorAll("script.pack")];
  const unpacked = new Map();  // the pages of the last few packs
  const canUnpack = typeof DecompressionStream === "function";

  async function unpack(place) {
    if (unpacked.has(place)) {
      const pages = unpacked.get(place);
      unpacked.delete(place);
      unpacked.set(place, pages);
      return pages;
    }
    const raw = atob(packs[place].textContent);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const pages = JSON.parse(await new Response(stream).text());
    unpacked.set(place, pages);
    if (unpacked.size > 12) unpacked.delete(unpacked.keys().next().value);
    return pages;
  }

  const pageOf = async (doc) =>
    (await unpack(Math.floor(doc.number / data.pack)))[doc.number % data.pack];

  const haystacks = new Map();  // the words of a pack's pages, in lower case
  async function wordsOf(place) {
    if (!haystacks.has(place)) {
      const pages = await unpack(place);
      haystacks.set(place, pages.map(words));
    }
    return haystacks.get(place);
  }

  function words(page) {
    return page.rows
      .map((row) => [row.d, row.t, ...(row.c || []).map((cut) => cut.t)].filter(Boolean).join(" "))
      .join("\n").toLowerCase();
  }

  // ---- overview ------------------------------------------------------------------------------

  const all = data.all;
  const removedOf = (shares) =>
    shares.filter(([name]) => name !== "kept" && name !== "lifted");
  const sum = (pairs) => pairs.reduce((total, [, count]) => total + count, 0);

  function drawOverview() {
    $("view-overview").append(
      el("h2", { class: "unseen" }, "Overview"),
      cards(),
      checksPanel(),
      el("div", { class: "two" }, datesPanel(), el("div", {}, languagesPanel(), flagsPanel())),
      outletsPanel(),
      el("div", { class: "two" }, longestPanel(), repeatedPanel()),
    );
  }

  function cards() {
    const lines = all.lines;
    const total = (lines.kept || 0) + (lines.lifted || 0) + (lines.removed || 0);
    const share = (name) => `${percent(lines[name] || 0, total)} of ${plural(total, "line")}`;
    const failed = data.failures;
    const named = all.outlets.filter((one) => one.name).length;
    return el("ul", { class: "cards" },
      card(number(all.documents), all.documents === 1 ? "document" : "documents", "#documents", `from ${plural(named, "outlet")}`),
      card(number(lines.kept || 0), "lines kept", null, share("kept")),
      card(number(lines.lifted || 0), "lines lifted into fields", null, share("lifted")),
      card(number(lines.removed || 0), "lines removed", "#rules", `${share("removed")}, by ${plural(all.rules.length, "rule")}`),
      card(number(data.silent.length), data.silent.length === 1 ? "rule never fired" : "rules never fired", "#rules", "of these outlets and languages"),
      failed
        ? card(number(failed.count), failed.count === 1 ? "input failed" : "inputs failed", "#failures", failed.count ? "kept in the quarantine" : "every input was cleaned", failed.count ? "bad" : "good")
        : card("–", "failures", "#failures", "not kept with this version"),
    );
  }

  function card(value, label, href, note, mood) {
    const inside = [el("strong", {}, value), el("span", {}, label), el("small", {}, note || "")];
    return el("li", { class: mood || "" }, href ? el("a", { href }, ...inside) : el("div", {}, ...inside));
  }

  const CHECKS = [
    ["lost", "lost more than 35 %", (doc) => doc.removed > 0.35 * (doc.kept + doc.lifted + doc.removed)],
    ["empty", "kept no text", (doc) => doc.kept === 0],
    ["untouched", "had nothing removed", (doc) => doc.removed === 0],
    ["undated", "have no date", (doc) => !doc.date],
    ["unnamed", "have no outlet", (doc) => !list.outlets[doc.outlet]],
    ["untitled", "have no headline", (doc) => !doc.title],
  ];

  function panel(title, note, ...inside) {
    return el("section", { class: "panel" }, el("h3", {}, title), note ? el("p", { class: "hint" }, note) : null, inside);
  }

  function checksPanel() {
    const rows = CHECKS.map(([key, label, holds]) => [key, label, docs.filter(holds).length]);
    const which = docs.length < all.documents ? `Of the ${plural(docs.length, "document")} shown, these` : "Documents that";
    return panel("Look here first", `${which}…`, el("ul", { class: "pills" },
      rows.map(([key, label, count]) => el("li", {}, button(
        { class: "pill", disabled: !count, onclick: () => choose({ check: key }) },
        el("b", {}, number(count)), ` ${label}`)))));
  }

  function datesPanel() {
    const { unit, columns, undated, vague } = all.dates;
    const notes = [];
    if (undated) notes.push(`${number(undated)} without a date`);
    if (vague) notes.push(`${number(vague)} less precise than a ${unit}`);
    const most = Math.max(1, ...columns.map(([, count]) => count));
    if (!columns.length) return panel("Dates", "No document has a date.");
    const chart = el("ol", { class: "chart", "aria-label": `Documents by ${unit}` },
      columns.map(([label, count]) => el("li", {}, button({
        disabled: !count, title: `${label}: ${plural(count, "document")}`,
        "aria-label": `${label}: ${plural(count, "document")}`, onclick: () => choose({ date: label }),
      }, el("i", { height: `${count ? Math.max(3, (100 * count) / most) : 0}%` })))));
    const first = columns[0][0];
    const last = columns[columns.length - 1][0];
    return panel(`Dates, by ${unit}`, notes.join(", "),
      el("p", { class: "axis peak" }, `${number(most)}`), chart,
      el("p", { class: "axis" }, el("span", {}, first), first === last ? null : el("span", {}, last)));
  }

  function languagesPanel() {
    return panel("Languages", null, bars(all.languages, (name) => choose({ language: name }), "not known"));
  }

  function flagsPanel() {
    if (!all.flags.length) return panel("Flags", "No document has a flag.");
    return panel("Flags", null, bars(all.flags, (name) => choose({ flag: name })));
  }

  function bars(pairs, act, unnamed) {
    const most = Math.max(1, ...pairs.map(([, count]) => count));
    return folded(pairs, 8, el("ul", { class: "bars" }), ([name, count]) => el("li", {},
      button({ class: "bar", onclick: () => act(name) },
        el("span", { class: "bar-name" }, name || unnamed),
        el("span", { class: "bar-track", "aria-hidden": "true" }, el("i", { grow: count }), el("em", { grow: most - count })),
        el("span", { class: "bar-count" }, number(count)))));
  }

  function folded(items, most, parent, draw) {  // a long list shows its head, the rest on demand
    parent.append(...items.slice(0, most).map(draw));
    if (items.length <= most + 2) {
      parent.append(...items.slice(most).map(draw));
      return parent;
    }
    const more = button({ class: "more", onclick: () => {
      more.remove();
      parent.append(...items.slice(most).map(draw));
    } }, `show ${number(items.length - most)} more`);
    return el("div", {}, parent, more);
  }

  function outletsPanel() {
    const categories = new Map();
    for (const one of all.outlets) {
      one.pairs = Object.entries(one.shares);
      for (const [name, count] of removedOf(one.pairs)) categories.set(name, (categories.get(name) || 0) + count);
    }
    const order = [...categories].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
    const most = Math.max(...all.outlets.map((one) => sum(removedOf(one.pairs)) / Math.max(1, sum(one.pairs))));
    const legend = el("ul", { class: "legend", "aria-label": "Colours of the bars" },
      order.map((name) => el("li", {}, el("i", { class: `swatch ${nameClass(name)}` }), name)));
    return panel("Outlets, and what was removed from their pages",
      `Shares of the characters of all their lines${most ? `; the longest bar is ${percent(most, 1)}` : ""}.`,
      legend, all.outlets.length > 2 ? outletOrder(order, most) : null, outletRows(all.outlets, order, most));
  }

  const outletRows = (outlets, order, most) =>
    folded(outlets, 12, el("ul", { class: "outlets" }), (one) => outletRow(one, order, most));

  function outletOrder(order, most) {
    const share = (one) => sum(removedOf(one.pairs)) / Math.max(1, sum(one.pairs));
    const orders = { "most documents": all.outlets, "most removed": [...all.outlets].sort((a, b) => share(b) - share(a)) };
    const bar = el("div", { class: "views", role: "group", "aria-label": "Order of the outlets" }, Object.keys(orders).map((name, at) =>
      button({ "aria-pressed": String(!at), onclick: (event) => {
        for (const one of bar.children) one.setAttribute("aria-pressed", String(one === event.currentTarget));
        bar.nextElementSibling.replaceWith(outletRows(orders[name], order, most));
      } }, name)));
    return bar;
  }

  function outletRow(one, order, most) {
    const total = Math.max(1, sum(one.pairs));
    const removed = removedOf(one.pairs).filter(([, count]) => count);
    const told = removed.slice(0, 3).map(([name, count]) => `${name} ${percent(count, total)}`);
    return el("li", {}, button({ class: "outlet", onclick: () => choose({ outlet: one.name }) },
      el("span", { class: "outlet-name", dir: "auto" }, one.name || "outlet not known"),
      el("span", { class: "outlet-count" }, plural(one.documents, "document")),
      el("span", { class: "stack track", "aria-hidden": "true" },
        order.filter((name) => one.shares[name]).map((name) => el("i", { class: nameClass(name), grow: (1000 * one.shares[name]) / total, title: name })),
        el("i", { class: "rest", grow: Math.max(0, 1000 * (most - sum(removed) / total)) })),
      el("span", { class: "outlet-note" }, removed.length ? `${percent(sum(removed), total)} removed: ${told.join(", ")}` : "nothing removed")));
  }

  function stack(shares, order) {
    return el("span", { class: "stack", "aria-hidden": "true" },
      order.filter((name) => shares[name]).map((name) => el("i", { class: nameClass(name), grow: shares[name], title: name })));
  }

  function longestPanel() {
    if (!all.longest.length) return panel("Longest removed lines", "No long line was removed, captions left out.");
    return panel("Longest removed lines", "A paragraph of a story that was taken for something else would be among them. Captions are left out.",
      folded(all.longest, 5, el("ol", { class: "samples" }), (one) => el("li", {},
        el("div", {}, tag(one.category), " ", ruleButton(one.rule), " ", opener(one.id)),
        el("del", { dir: "auto" }, one.text, one.length > one.text.length ? "…" : ""))));
  }

  function repeatedPanel() {
    if (!all.repeated.length) return panel("Kept lines that repeat", "No short line was kept in three documents of an outlet or more.");
    return panel("Kept lines that repeat", "Short lines that several documents of one outlet share may be boilerplate that no rule knows.",
      folded(all.repeated, 8, el("ol", { class: "samples" }), ([outlet, text, count]) => el("li", {},
        button({ class: "linklike", dir: "auto", onclick: () => choose({ outlet, search: text, texts: true }) }, text),
        el("small", {}, ` ${number(count)} × ${outlet || "outlet not known"}`))));
  }

  function opener(id) {
    const doc = byId.get(id);
    return doc ? el("a", { href: address(doc), dir: "auto" }, id) : el("span", { dir: "auto" }, id);
  }

  // ---- rules ---------------------------------------------------------------------------------

  function ruleButton(id) {
    if (!id) return el("span", { class: "hint" }, "no rule named");
    return button({ class: "rule", title: "show the documents", onclick: () => choose({ rule: id }) }, id);
  }

  function drawRules() {
    const silent = data.silent;
    const note = data.same_rules ? null : el("p", { class: "note" },
      "The rules that were asked are not those of the run that made this version: give the run's files with --rules to be sure of what never fired.");
    const body = el("tbody", {});
    const table = el("table", { class: "rules" },
      el("thead", {}, el("tr", {}, ["Rule", "Takes", "Lines", "Documents"].map((name) => el("th", { scope: "col" }, name)))), body);
    $("view-rules").append(
      el("h2", {}, `${plural(all.rules.length, "rule")} took something`),
      el("p", { class: "hint" }, "Identical lines stand together: one line in many documents is one decision."),
      el("div", { class: "scroll" }, folded(all.rules, 150, body, ruleRow) === body ? table : foldedTable(table, body)),
      el("h2", {}, `${plural(silent.length, "rule")} never fired`), note || "",
      el("p", { class: "hint" }, "Of the outlets and languages of this corpus. Rules that protect a line or lift it into a field leave no removed line, and rules of templates touch pages that a corpus cannot tell; both are left out."),
      silentList(silent));
  }

  function foldedTable(table, body) {
    const holder = body.parentNode;  // the rows and the button that shows the rest
    const more = holder.querySelector(".more");
    table.append(body);
    return el("div", {}, table, more);
  }

  function ruleRow(rule) {
    const others = rule.others ? el("li", { class: "hint" }, `and ${rule.many ? "more than " : ""}${plural(rule.others, "other text")}`) : null;
    const example = ([text, count]) => [el("del", { dir: "auto" }, text), el("small", {}, ` ${number(count)} ×`)];
    const first = example(rule.texts[0]);
    return el("tr", {},
      el("td", {}, ruleButton(rule.id), rule.texts.length < 2 ? el("div", { class: "example" }, first) : el("details", {},
        el("summary", {}, first),
        el("ul", { class: "samples" }, rule.texts.slice(1).map((one) => el("li", {}, example(one))), others))),
      el("td", {}, rule.categories.map((category) => tag(category))),
      el("td", { class: "figure", "data-label": "lines" }, number(rule.hits)),
      el("td", { class: "figure", "data-label": "documents" }, number(rule.documents)));
  }

  function silentList(silent) {
    const groups = new Map();
    for (const one of silent) {
      const owner = one.id.split("/")[0];
      if (!groups.has(owner)) groups.set(owner, []);
      groups.get(owner).push(one);
    }
    return el("div", { class: "silent" }, [...groups].map(([owner, rules]) => el("details", { open: groups.size < 4 && rules.length < 20 },
      el("summary", {}, `${owner}: ${number(rules.length)}`),
      el("ul", {}, rules.map((one) => el("li", {}, tag(one.category), " ", el("code", {}, one.id)))))));
  }

  // ---- failures ------------------------------------------------------------------------------

  function drawFailures() {
    const failed = data.failures;
    const view = $("view-failures");
    if (!failed) {
      view.append(el("h2", {}, "Failures"), el("p", { class: "hint" }, "A corpus in a folder keeps the failures of its last run: not those of older versions, and in an object store none."));
      return;
    }
    view.append(el("h2", {}, failed.count ? `${plural(failed.count, "input")} failed` : "No input failed"));
    if (!failed.count) return;
    view.append(el("ul", { class: "pills" }, failed.reasons.map(([reason, count]) => el("li", { class: "pill" }, el("b", {}, number(count)), ` ${reason}`))));
    if (failed.rows.length < failed.count) view.append(el("p", { class: "note" }, `The first ${number(failed.rows.length)} are listed; all are in quarantine.jsonl.`));
    const body = el("tbody", {});
    const table = el("table", {}, el("thead", {}, el("tr", {}, ["Input", "Reason", "What was wrong"].map((name) => el("th", { scope: "col" }, name)))), body);
    const made = folded(failed.rows, 200, body, ([locator, reason, message]) => el("tr", {},
      el("td", {}, el("code", { dir: "auto" }, locator)), el("td", {}, reason),
      el("td", { dir: "auto" }, message.startsWith(`${locator}: `) ? message.slice(locator.length + 2) : message)));
    view.append(el("div", { class: "scroll" }, made === body ? table : foldedTable(table, body)));
  }

  // ---- documents: what is chosen -------------------------------------------------------------

  const byId = new Map(docs.map((doc) => [doc.id, doc]));
  const address = (doc) => `#documents/${encodeURIComponent(doc.id)}`;
  const NOTHING = { search: "", texts: false, outlet: null, language: null, flag: null, category: null, rule: null, check: null, date: null, sort: "id" };
  let chosen = { ...NOTHING };
  let found = docs;
  let current = null;
  let hits = new Set();  // documents whose words hold what is searched
  let search = 0;  // the number of the running search
  const headlines = docs.map((doc) => `${doc.title}\n${doc.id}\n${list.outlets[doc.outlet]}`.toLowerCase());

  const SORTS = {
    id: ["by id", null],
    lost: ["most removed first", (a, b) => share(b) - share(a)],
    short: ["shortest text first", (a, b) => a.kept - b.kept],
    newest: ["newest first", (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)],
    oldest: ["oldest first", (a, b) => (!a.date ? 1 : !b.date ? -1 : a.date < b.date ? -1 : a.date > b.date ? 1 : 0)],
  };
  const share = (doc) => doc.removed / Math.max(1, doc.kept + doc.lifted + doc.removed);

  function choose(wanted) {
    chosen = { ...NOTHING, ...wanted };
    current = null;
    showChosen();
    refilter();
    go("#documents");
    if (narrow.matches) $("list").scrollTop = 0;
    else if (found.length) step(1);
    else $("document").replaceChildren();
  }

  function holds(doc, wanted) {
    const { outlet, language, flag, category, rule, check, date } = wanted;
    return (outlet === null || list.outlets[doc.outlet] === outlet)
      && (language === null || list.languages[doc.language] === language)
      && (flag === null || doc.flags.some((one) => list.flags[one] === flag))
      && (category === null || doc.categories.some((one) => list.categories[one] === category))
      && (rule === null || doc.rules.some((one) => list.rules[one] === rule))
      && (date === null || doc.date.startsWith(date))
      && (check === null || CHECKS.find(([key]) => key === check)[2](doc));
  }

  function refilter() {
    search += 1;
    lit = chosen.search.trim().toLowerCase();
    hits = new Set();
    const candidates = docs.filter((doc) => holds(doc, chosen));
    settle(candidates);
    if (lit && chosen.texts && packs.length && canUnpack) searchTexts(candidates, search);
  }

  function settle(candidates, progress) {
    found = lit ? candidates.filter((doc) => headlines[doc.number].includes(lit) || hits.has(doc)) : candidates;
    const [, order] = SORTS[chosen.sort];
    if (order) found = [...found].sort(order);
    const of = found.length === docs.length ? "" : ` of ${number(docs.length)}`;
    $("count").textContent = `${number(found.length)}${of} ${docs.length === 1 ? "document" : "documents"}${progress || ""}`;
    $("none").hidden = found.length > 0;
    showChips();
    drawList();
  }

  async function searchTexts(candidates, mine) {
    const places = new Map();
    for (const doc of candidates) {
      const place = Math.floor(doc.number / data.pack);
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(doc);
    }
    let shown = performance.now();
    let done = 0;
    for (const [place, several] of places) {
      const texts = await wordsOf(place);
      if (mine !== search) return;
      for (const doc of several) if (texts[doc.number % data.pack].includes(lit)) hits.add(doc);
      done += 1;
      if (performance.now() - shown > 120) {
        settle(candidates, `, searching texts: ${percent(done, places.size)}`);
        await new Promise((resume) => setTimeout(resume));  // lets the browser draw and listen
        if (mine !== search) return;
        shown = performance.now();
      }
    }
    settle(candidates);
    document.body.dataset.searched = String(mine);
  }

  // ---- documents: the controls ---------------------------------------------------------------

  function drawDocuments() {
    const later = debounced(() => { chosen.search = $("search").value; refilter(); }, 120);
    const filters = el("details", { class: "filters" }, el("summary", {}, "Filter and sort"), el("div", { class: "selects" },
      select("outlet", "Outlet", all.outlets.map((one) => [one.name, one.documents]), "outlet not known"),
      select("language", "Language", all.languages, "not known"),
      select("flag", "Flag", all.flags),
      select("category", "Something removed as", ranked(list.categories, "categories")),
      select("rule", "By the rule", ranked(list.rules, "rules"), "no rule named"),
      select("check", "Documents that", CHECKS.map(([key, label]) => [key, null, label])),
      sorter()));
    $("view-documents").append(
      el("h2", { class: "unseen" }, "Documents"),
      el("div", { class: "finder" },
        el("label", { class: "search" }, el("span", { class: "unseen" }, "Search headlines, ids and outlets"),
          el("input", { type: "search", id: "search", placeholder: "Search  ( / )", autocomplete: "off", spellcheck: "false", oninput: later })),
        packs.length ? el("label", { class: "check" }, el("input", { type: "checkbox", id: "texts", onchange: () => { chosen.texts = $("texts").checked; refilter(); } }), " in the pages' words too") : null,
        filters,
        el("ul", { id: "chips", class: "chips", "aria-label": "Filters in use" }),
        el("p", { id: "count", role: "status" }),
        el("p", { id: "none", class: "hint", hidden: true }, "Nothing fits. Esc in the search, or a filter's ×, widens it."),
        el("div", { id: "list", class: "list", role: "listbox", tabindex: "0", "aria-label": "Documents", onscroll: () => requestAnimationFrame(drawList), onkeydown: moveInList },
          el("div", { id: "space" }))),
      el("article", { id: "document", class: "document", tabindex: "-1", "aria-label": "Document" },
        el("p", { class: "empty" }, "Choose a document: its page stands here, line by line, with what became of each.")));
  }

  function ranked(names, column) {
    const counts = names.map(() => 0);
    for (const doc of docs) for (const one of doc[column]) counts[one] += 1;
    return names.map((name, at) => [name, counts[at]]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function select(key, label, pairs, unnamed) {
    if (!pairs.length) return null;
    const options = pairs.map(([value, count, text]) => el("option", { value: `=${value}` }, `${text || value || unnamed}${count === null ? "" : ` (${number(count)})`}`));
    return el("label", {}, label, el("select", { id: `by-${key}`, onchange: (event) => {
      chosen[key] = event.target.value ? event.target.value.slice(1) : null;
      refilter();
    } }, el("option", { value: "" }, "any"), options));
  }

  function sorter() {
    return el("label", {}, "Sort", el("select", { id: "by-sort", onchange: (event) => { chosen.sort = event.target.value; refilter(); } },
      Object.entries(SORTS).map(([key, [label]]) => el("option", { value: key }, label))));
  }

  function showChosen() {
    $("search").value = chosen.search;
    if ($("texts")) $("texts").checked = chosen.texts;
    for (const key of ["outlet", "language", "flag", "category", "rule", "check"]) {
      if ($(`by-${key}`)) $(`by-${key}`).value = chosen[key] === null ? "" : `=${chosen[key]}`;
    }
    $("by-sort").value = chosen.sort;
  }

  function showChips() {
    const keys = ["outlet", "language", "flag", "category", "rule", "check", "date"].filter((key) => chosen[key] !== null);
    $("chips").replaceChildren(...keys.map((key) => {
      const told = key === "check" ? CHECKS.find(([one]) => one === chosen.check)[1] : `${key}: ${chosen[key] || "not known"}`;
      return el("li", {}, button({ class: "chip", "aria-label": `remove the filter ${told}`, onclick: () => {
        chosen[key] = null;
        showChosen();
        refilter();
        $("list").focus();
      } }, el("span", { dir: "auto" }, told), " ×"));
    }));
  }

  function debounced(act, wait) {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  }

  // ---- documents: the list, of which only what is seen exists ----------------------------------

  function drawList() {
    const box = $("list");
    const space = $("space");
    space.style.height = `${found.length * ROW_HEIGHT}px`;
    const first = Math.max(0, Math.floor(box.scrollTop / ROW_HEIGHT) - 4);
    const last = Math.min(found.length, Math.ceil((box.scrollTop + box.clientHeight) / ROW_HEIGHT) + 4);
    const at = found.indexOf(current);
    space.replaceChildren(...found.slice(first, last).map((doc, offset) => item(doc, first + offset, first + offset === at)));
    if (at >= 0) box.setAttribute("aria-activedescendant", `item-${current.number}`);
    else box.removeAttribute("aria-activedescendant");
  }

  function item(doc, place, isCurrent) {
    const facts = [list.outlets[doc.outlet] || "outlet not known", doc.date.slice(0, 10), list.languages[doc.language]].filter(Boolean);
    const node = el("div", { class: "item", id: `item-${doc.number}`, role: "option", "aria-selected": isCurrent ? "true" : "false",
      "aria-setsize": found.length, "aria-posinset": place + 1, onclick: () => go(address(doc)) },
      stranger("strong", {}, doc.title || doc.id),
      stranger("span", { class: "item-facts" }, facts.join(" · ")),
      el("span", { class: "item-marks" }, stack({ kept: doc.kept, lifted: doc.lifted, removed: doc.removed }, ["kept", "lifted", "removed"]),
        el("small", {}, doc.removed ? `${percent(doc.removed, doc.kept + doc.lifted + doc.removed)} removed` : "nothing removed"),
        doc.flags.map((flag) => el("small", { class: "flag" }, list.flags[flag]))));
    node.style.transform = `translateY(${place * ROW_HEIGHT}px)`;
    return node;
  }

  function reveal(place) {
    const box = $("list");
    const top = place * ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_HEIGHT - box.clientHeight;
  }

  function step(by, ends) {
    if (!found.length) return;
    const at = found.indexOf(current);
    const wanted = ends === undefined ? (at < 0 ? 0 : at + by) : ends;
    const place = Math.min(found.length - 1, Math.max(0, wanted));
    history.replaceState(null, "", address(found[place]));
    route();
  }

  function moveInList(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = Math.max(1, Math.floor($("list").clientHeight / ROW_HEIGHT) - 1);
    const moves = { ArrowDown: [1], ArrowUp: [-1], PageDown: [seen], PageUp: [-seen], Home: [0, 0], End: [0, found.length - 1] };
    if (moves[event.key]) {
      event.preventDefault();
      step(...moves[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!current) step(1);
      $("document").focus();
    }
  }

  // ---- one document ----------------------------------------------------------------------------

  const VIEWS = { place: "In place", side: "Side by side", kept: "Kept text" };
  let view = "place";
  let pinned = null;  // the evidence whose lines stay lit

  async function drawDocument(doc) {
    const home = $("document");
    const bar = el("div", { class: "tools" },
      button({ class: "back", onclick: toList }, "← List"),
      button({ onclick: () => step(-1), "aria-label": "previous document" }, "↑"),
      button({ onclick: () => step(1), "aria-label": "next document" }, "↓"),
      el("div", { class: "views", role: "group", "aria-label": "How the page is shown" }, Object.entries(VIEWS).map(([key, label]) =>
        button({ "data-view": key, "aria-pressed": String(key === view), onclick: () => setView(key) }, label))));
    const heading = el("header", { class: "heading" },
      stranger("h2", {}, doc.title || "No headline"),
      el("p", { class: "facts" }, [list.outlets[doc.outlet] || "outlet not known", doc.date || "no date", list.languages[doc.language] || "language not known"].join(" · ")));
    pinned = null;
    if (!packs.length || !canUnpack) {
      home.replaceChildren(bar, heading, el("p", { class: "note" }, packs.length
        ? "This browser cannot unpack the pages; any of 2023 or later can."
        : "This report was written without the pages of its documents."), el("code", { dir: "auto" }, doc.id));
      return;
    }
    const page = await pageOf(doc);
    if (doc !== current) return;  // the next one was chosen meanwhile
    heading.append(...headingRest(doc, page));
    home.replaceChildren(bar, heading, el("div", { class: `sheet ${view}` }, metaPanel(page), lines(page)));
    home.scrollTop = 0;
    if (narrow.matches) scrollTo(0, 0);
    home.querySelector(".lines mark")?.scrollIntoView({ block: "center" });
    document.body.dataset.open = doc.id;
  }

  function headingRest(doc, page) {
    const total = doc.kept + doc.lifted + doc.removed;
    const shares = { kept: doc.kept, lifted: doc.lifted, removed: doc.removed };
    return [
      page.flags.length ? el("p", {}, page.flags.map((flag) => el("span", { class: "flag", dir: "auto" }, flag))) : null,
      el("p", { class: "where" }, page.link
        ? el("a", { href: webAddress(page.link), rel: "noopener noreferrer", target: "_blank", dir: "ltr" }, page.url)
        : el("span", { dir: "ltr" }, page.url || page.source || doc.id)),
      el("p", { class: "balance" }, stack(shares, ["kept", "lifted", "removed"]),
        el("span", {}, `${percent(doc.kept, total)} kept, ${percent(doc.lifted, total)} lifted, ${percent(doc.removed, total)} removed`)),
      page.near ? el("p", { class: "hint" }, "Broken lines of this page were joined to paragraphs: where a paragraph stands among the lines is approximate (≈).") : null,
    ].filter(Boolean);
  }

  function webAddress(text) {  // nothing but the web is linked to, whatever the data says
    try {
      return ["http:", "https:"].includes(new URL(text).protocol) ? text : null;
    } catch {
      return null;
    }
  }

  function setView(key) {
    view = key;
    const sheet = document.querySelector(".sheet");
    if (sheet) sheet.className = `sheet ${view}`;
    for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === view));
  }

  function lines(page) {
    const asked = new Map();  // field names by the line that speaks for them
    for (const field of page.fields) for (const one of field.e) for (const line of one.l || []) {
      if (!asked.has(line)) asked.set(line, new Set());
      asked.get(line).add(field.f);
    }
    const parent = el("ol", { class: "lines", "aria-label": "Lines of the page" });
    if (!page.rows.length) return el("p", { class: "hint" }, "The page has no lines.");
    return folded(page.rows, MOST_LINES, parent, (row) => lineRow(row, page.near, asked.get(row.n)));
  }

  function lineRow(row, near, fields) {
    const what = fate(row.k);
    return el("li", { class: `line ${what} ${nameClass(row.k)}`, id: `line-${row.n}` },
      el("span", { class: "num" }, what === "kept" && near ? `≈${row.n}` : `${row.n}`),
      el("span", { class: "mark", "aria-hidden": "true" }, MARKS[what]),
      el("div", { class: "words" }, wordsNodes(row, what)),
      el("div", { class: "twin", "aria-hidden": "true" }, twin(row, what)),
      el("div", { class: "label" },
        what === "kept" ? null : tag(row.k),
        row.r ? ruleButton(row.r) : null,
        (row.c || []).map((cut) => [tag(cut.k), cut.r ? ruleButton(cut.r) : null]),
        row.d ? el("span", { class: "tag lifted c-dateline" }, "dateline") : null,
        speaksFor(row.k, fields)));
  }

  // what the label of a lifted line says already is not said twice
  const OWN = { title: ["title"], standfirst: ["standfirst"], kicker: ["section"], byline: ["authors"], dateline: ["dateline"] };

  function speaksFor(category, fields) {
    const told = [...(fields || [])].filter((field) => !(OWN[category] || []).includes(field) && !(category === "body" && field === "dateline"));
    return told.length ? el("small", { class: "speaks" }, `evidence: ${told.join(", ")}`) : null;
  }

  function wordsNodes(row, what) {
    const parts = [];
    if (row.d) parts.push(stranger("span", { class: "lead c-dateline" }, row.d), " ");
    if (row.t) parts.push(stranger(what === "removed" ? "del" : "span", { class: "text" }, row.t));
    else if (what === "removed") parts.push(el("span", { class: "hint" }, "nothing to read"));
    for (const [field, value] of row.v || []) parts.push(el("span", { class: "value" }, el("small", {}, `${field} `), stranger("span", {}, value)), " ");
    if (what === "lifted" && !row.t) parts.push(el("span", { class: "hint" }, row.v ? "as read, not as printed" : "its words are not in the record"));
    for (const cut of row.c || []) parts.push(" ", stranger("del", { class: "cut" }, cut.t));
    return parts;
  }

  function twin(row, what) {
    if (what === "kept") return [stranger("span", {}, row.t || "")];
    return [el("span", { class: "hint" }, what === "lifted" ? `→ ${row.k}` : `− ${row.k}`)];
  }

  function metaPanel(page) {
    const rows = page.fields.map((field) => el("div", { class: field.v || field.e.length ? "" : "unknown" },
      el("dt", {}, field.f),
      el("dd", {}, field.v ? stranger("span", { class: "found" }, field.v) : el("span", { class: "hint" }, "unknown"),
        field.e.filter((one) => one.u).map((one) => evidence(one, one.v ? "" : null)),
        field.e.filter((one) => !one.u).map((one) => evidence(one, "not ")))));
    const repairs = page.repairs.map(([name, count]) => `${name} ${number(count)}`).join(", ");
    return el("details", { class: "meta", open: !narrow.matches },
      el("summary", {}, "Metadata and its evidence"),
      el("dl", {}, rows,
        repairs ? el("div", {}, el("dt", {}, "normalised"), el("dd", {}, repairs)) : null,
        page.source ? el("div", {}, el("dt", {}, "source"), el("dd", { class: "small", dir: "auto" }, page.source)) : null,
        Object.entries(page.digests).map(([name, value]) => el("div", {}, el("dt", {}, name.replace("_sha256", " digest")), el("dd", {}, el("code", { title: value }, value.slice(0, 12)))))));
  }

  function evidence(one, before) {
    const told = [el("span", { "aria-hidden": "true" }, "← "), one.o];
    const value = before === null ? null : el("span", { class: before ? "refused" : "" }, before, stranger("span", {}, one.v), " ");
    if (!one.l) return el("span", { class: "ev" }, value, el("small", {}, told));
    return button({ class: "ev", "aria-label": `${before === null ? "" : `${before}${one.v}, `}from ${one.o}: show it`,
      onmouseenter: () => light(one.l), onmouseleave: () => light(pinned), onfocus: () => light(one.l), onblur: () => light(pinned),
      onclick: () => { pinned = one.l; light(pinned); scrollToLine(one.l[0]); } }, value, el("small", {}, told));
  }

  function light(numbers) {
    for (const node of document.querySelectorAll(".line.lit")) node.classList.remove("lit");
    for (const line of numbers || []) $(`line-${line}`)?.classList.add("lit");
  }

  function scrollToLine(line) {
    $(`line-${line}`)?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  // ---- where one is ------------------------------------------------------------------------------

  const PARTS = ["overview", "rules", "failures", "documents"];
  const drawn = { overview: drawOverview, rules: drawRules, failures: drawFailures };

  function go(hash) {
    if (location.hash === hash) route();
    else location.hash = hash;
  }

  function toList() {
    go("#documents");
    $("list").focus({ preventScroll: true });
  }

  function route() {
    const [part, id] = location.hash.slice(1).split("/");
    const wanted = PARTS.includes(part) ? part : "overview";
    if (drawn[wanted]) {
      drawn[wanted]();
      delete drawn[wanted];
    }
    for (const one of PARTS) $(`view-${one}`).hidden = one !== wanted;
    for (const link of $("parts").children) {
      if (link.hash === `#${wanted}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.body.dataset.part = wanted;
    if (wanted === "documents") openDocument(id === undefined ? null : byId.get(decoded(id)) || null);
    else scrollTo(0, 0);
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function openDocument(doc) {
    $("view-documents").classList.toggle("reading", Boolean(doc));
    if (doc && !found.includes(doc)) {
      chosen = { ...NOTHING };
      showChosen();
      refilter();
    }
    if (doc) current = doc;
    const at = found.indexOf(current);
    if (at >= 0) reveal(at);
    drawList();
    if (doc) drawDocument(doc);
  }

  // ---- keys ----------------------------------------------------------------------------------------

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape") return escaped(event);
    if (typing) {
      if (event.key === "ArrowDown" && event.target.id === "search") {
        event.preventDefault();
        $("list").focus();
        if (!current) step(1);
      }
      return;
    }
    const acts = {
      "/": () => { go("#documents"); setTimeout(() => { $("search").focus(); $("search").select(); }); },
      j: () => step(1), k: () => step(-1),
      v: () => { const keys = Object.keys(VIEWS); setView(keys[(keys.indexOf(view) + 1) % keys.length]); },
      o: () => go("#overview"), r: () => go("#rules"), f: () => go("#failures"), d: () => go("#documents"),
      "?": () => $("keys").showModal(),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  function escaped(event) {
    if (event.target.id === "search") {
      if (chosen.search || $("search").value) {
        $("search").value = "";
        chosen.search = "";
        refilter();
      } else {
        $("list").focus();
      }
    } else if (pinned) {
      pinned = null;
      light(null);
    } else if (document.body.dataset.part === "documents") {
      toList();
    }
  }

  // ---- begin ---------------------------------------------------------------------------------------

  function drawFacts() {
    const tools = Object.entries(data.tools).map(([name, version]) => `${name} ${version}`).join(", ");
    $("facts").append(
      el("span", {}, `version ${data.version}`), " · ", el("span", {}, "content ", el("code", { title: data.digest }, data.digest.slice(0, 16))), " · ",
      el("span", {}, "rules ", el("code", { title: data.rules_sha256 }, data.rules_sha256.slice(0, 16) || "none")), " · ", el("span", {}, `cleaned with ${tools}`), " · ", el("span", {}, `shown by ${data.made_by}`));
    const notes = [];
    if (docs.length < all.documents) notes.push(`${number(docs.length)} of the ${number(all.documents)} documents are listed, spread evenly; overview and rules count all.`);
    if (!data.texts) notes.push("The pages of the documents are left out.");
    if (!data.newest) notes.push(`This is version ${number(data.version)}, not the newest.`);
    $("sample").textContent = notes.join(" ");
    $("sample").hidden = !notes.length;
    document.title = `Corpus report: ${plural(all.documents, "document")}, version ${data.version}`;
  }

  drawFacts();
  drawDocuments();
  showChosen();
  refilter();
  addEventListener("hashchange", route);
  addEventListener("resize", () => requestAnimationFrame(drawList));
  document.addEventListener("keydown", pressed);
  $("keys-open").addEventListener("click", () => $("keys").showModal());
  $("skip").addEventListener("click", (event) => { event.preventDefault(); $("content").focus(); });
  route();
  document.body.dataset.ready = "yes";
})();
