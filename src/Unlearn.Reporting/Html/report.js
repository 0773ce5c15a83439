// Sorting and filtering of tables, and everything unfolded on paper. Without this script the page lacks the controls and nothing else.
// (No ampersand and no less-than sign in here: the page is well-formed XML too.)
"use strict";
(() => {
  const number = text => {
    const plain = text.replace(/[\u2212\u2013]/g, "-").replace(/,/g, "").trim();
    if (plain.startsWith("\u221e")) return Infinity;
    if (plain.startsWith("-\u221e")) return -Infinity;
    const value = parseFloat(plain);
    return Number.isNaN(value) ? null : value;
  };
  const words = cell => (cell.querySelector("b, .name, .chip, code") || cell).textContent.trim();
  const key = cell => {
    const text = words(cell);
    const value = number(text);
    return value === null ? text.toLowerCase() : value;
  };
  // Numbers before words, and what is missing at the end in either direction.
  const compare = (a, b, way) => {
    const missing = value => value === "-" || value === "\u2013" || value === "" || value === "not resolvable";
    if (missing(a) || missing(b)) return missing(a) - missing(b);
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return way * (b > a ? -1 : a > b ? 1 : 0);
  };
  // The column that a head stands over, counting cells that span several.
  const columns = table => {
    const heads = new Map();
    const taken = [];
    [...table.tHead.rows].forEach((row, r) => {
      let c = 0;
      for (const cell of row.cells) {
        while (taken[r]?.[c]) c++;
        for (let y = r; r + cell.rowSpan > y; y++) for (let x = c; c + cell.colSpan > x; x++) (taken[y] ??= [])[x] = true;
        if (cell.colSpan === 1) heads.set(cell, c);
        c += cell.colSpan;
      }
    });
    return heads;
  };
  const sortable = (table, say) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = columns(table);
    for (const [head, column] of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = head.title;
      head.removeAttribute("title");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")] || "ascending";
        for (const other of heads.keys()) other.removeAttribute("aria-sort");
        let rows = original;
        if (next !== "none") {
          head.setAttribute("aria-sort", next);
          const way = next === "ascending" ? 1 : -1;
          rows = original
            .map((row, place) => ({ row, place, key: key(row.cells[column]) }))
            .sort((a, b) => compare(a.key, b.key, way) || a.place - b.place)
            .map(item => item.row);
        }
        body.append(...rows);
        say(next === "none" ? "Rows are in their first order." : `Sorted by ${words(button)}, ${next}.`);
      });
    }
  };
  const filterable = (table, say) => {
    const rows = [...table.tBodies[0].rows];
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "name, verdict, ...";
    const label = document.createElement("label");
    label.className = "filter";
    label.append("Show rows with ", field);
    (table.closest(".scroll") || table).before(label);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      say(`${shown} of ${rows.length} rows are shown.`);
    });
  };
  const status = document.createElement("p");
  status.className = "spoken";
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = text => { status.textContent = text; };
  for (const table of document.querySelectorAll("table:has(thead)")) {
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) sortable(table, say);
    if (rows > 6) filterable(table, say);
  }
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) { folded.push(one); one.open = true; }
  });
  addEventListener("afterprint", () => { for (const one of folded.splice(0)) one.open = false; });
})();
