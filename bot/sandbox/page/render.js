// Messages become elements here. Text from anywhere is put in with textContent only, so that
// nothing a site, a person or a model wrote can become markup.

const STYLES = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  pre: "pre",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto):/i;

// Offsets count UTF-16 units, and so do JavaScript's strings.
export function withEntities(parent, text, entities, actions) {
  const queue = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(parent, text, 0, text.length, queue, actions);
  return parent;
}

function fill(parent, text, start, end, queue, actions) {
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    const block = BLOCKS.has(entity.type);
    // A block brings its own line breaks; the text's own would double them.
    addText(parent, text.slice(at, block && text[from - 1] === "\n" ? from - 1 : from));
    const inner = [];
    while (queue.length && queue[0].offset < to) {
      const next = queue.shift();
      const rest = next.offset + next.length - to;
      inner.push(rest > 0 ? { ...next, length: to - next.offset } : next);
      if (rest > 0) later(queue, { ...next, offset: to, length: rest });
    }
    const element = elementFor(entity, text.slice(from, to), actions);
    fill(element.inside || element, text, from, to, inner, actions);
    parent.append(element);
    at = block && text[to] === "\n" && to < end ? to + 1 : to;
  }
  addText(parent, text.slice(at, end));
}

function later(queue, entity) {
  const place = queue.findIndex((other) => other.offset >= entity.offset);
  queue.splice(place < 0 ? queue.length : place, 0, entity);
}

function addText(parent, text) {
  if (text) parent.append(document.createTextNode(text));
}

function elementFor(entity, words, actions) {
  if (entity.type === "text_link" || entity.type === "url") {
    const url = entity.url || words;
    return followHere(link(url), url, actions);
  }
  if (entity.type === "bot_command") return command(words, actions);
  if (entity.type === "code") return code(words, actions);
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "blockquote") return make("blockquote");
  if (entity.type === "expandable_blockquote") return expandable();
  if (entity.type === "pre" && entity.language) {
    return make("pre", { "data-language": entity.language });
  }
  return make(STYLES[entity.type] || "span");
}

export function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

function link(url) {
  if (!SAFE.test(url)) return make("span");
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" });
}

// A link to this bot with a payload starts it here, as Telegram does, and opens no page.
function followHere(element, url, actions) {
  const payload = actions.payload(url);
  if (payload === null) return element;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    actions.follow(payload);
  });
  return element;
}

function command(words, actions) {
  const element = make("a", { href: "#", role: "button", class: "command" });
  element.addEventListener("click", (event) => {
    event.preventDefault();
    actions.say(words);
  });
  return element;
}

// As in Telegram, a tap on code copies it.
function code(words, actions) {
  const element = make("code", { title: "Copy" });
  element.addEventListener("click", () => actions.copy(words));
  return element;
}

function spoiler() {
  const element = make("span", { class: "spoiler", tabindex: "0", role: "button" });
  element.setAttribute("aria-label", "Hidden text, press to show");
  pressable(element, () => {
    element.classList.add("shown");
    element.removeAttribute("aria-label");
  });
  return element;
}

// Telegram folds such a quote to three lines; a press anywhere in it unfolds it.
function expandable() {
  const element = make("blockquote", { class: "expandable folded" });
  element.inside = make("div", { class: "inside" });
  const toggle = make("button", { type: "button", class: "fold", "aria-expanded": "false" });
  toggle.setAttribute("aria-label", "Show all of the quote");
  element.append(element.inside, toggle);
  element.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    const folded = element.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.setAttribute("aria-label", folded ? "Show all of the quote" : "Show less of the quote");
  });
  return element;
}

// A quote that fits needs no fold; only the browser knows, once it is laid out.
export function settleQuotes(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable.folded")) {
    const inside = quote.querySelector(".inside");
    quote.classList.toggle("short", inside.scrollHeight <= inside.clientHeight + 2);
  }
}

function pressable(element, act) {
  element.addEventListener("click", act);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") act(event);
  });
}

export function bubble(message, actions) {
  const item = make("article", { class: message.mine ? "message mine" : "message theirs" });
  item.dataset.id = message.id;
  item.setAttribute("aria-label", authorOf(message));
  const body = make("div", { class: "bubble" });
  if (actions.shared() && !message.mine) {
    body.append(make("p", { class: "who author" }, message.author));
  }
  if (message.forwarded_from) {
    body.append(make("p", { class: "forward" }, `Forwarded from ${message.forwarded_from}`));
  }
  const answered = actions.answered(message.reply_to);
  if (answered) body.append(answerQuote(answered, actions));
  if (message.file) body.append(attachment(message.file, actions));
  if (message.location) body.append(place(message.location));
  if (message.text) {
    const text = make("div", { class: "text", dir: "auto" });
    body.append(withEntities(text, message.text, message.entities, actions));
  }
  body.append(meta(message));
  if (message.reaction) body.append(make("span", { class: "reaction" }, message.reaction));
  const reply = make("button", { type: "button", class: "reply", title: "Reply" });
  reply.setAttribute("aria-label", "Reply to this message");
  reply.addEventListener("click", () => actions.reply(message));
  body.append(reply);
  item.append(body);
  if (message.rows.length) item.append(keyboard(message, actions));
  return item;
}

// What a message answers: who wrote it, and its first line. A press goes there.
function answerQuote(answered, actions) {
  const quote = make("button", { type: "button", class: "answered" });
  quote.append(make("span", { class: "who" }, authorOf(answered)));
  quote.append(make("span", { class: "line" }, firstLine(answered)));
  quote.addEventListener("click", () => actions.goTo(answered.id));
  return quote;
}

export function authorOf(message) {
  return message.mine ? "You" : message.author;
}

export function firstLine(message) {
  const words = (message.text || "").trim().split("\n")[0];
  if (words) return words;
  if (message.location) return "Location";
  return message.file?.width ? "Photo" : message.file?.name || "";
}

function meta(message) {
  const time = new Date(message.date);
  const clock = time.toLocaleTimeString([], { timeStyle: "short", hourCycle: "h23" });
  const element = make("span", { class: "meta" });
  if (message.edited) element.append(make("span", { class: "edited" }, "edited"));
  element.append(make("time", { datetime: message.date }, clock));
  return element;
}

function attachment(file, actions) {
  if (file.width) {
    const picture = make("img", { class: "photo", alt: "Photo", src: actions.fileUrl(file.id) });
    picture.width = file.width;
    picture.height = file.height;
    return picture;
  }
  const element = make("a", { class: "file", href: actions.fileUrl(file.id), download: file.name });
  const extension = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4) : "file";
  element.append(make("span", { class: "badge", "aria-hidden": "true" }, extension));
  const words = make("span", { class: "about" });
  words.append(make("span", { class: "filename" }, file.name));
  words.append(make("span", { class: "size" }, size(file.size)));
  element.append(words);
  return element;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place([latitude, longitude]) {
  const element = make("p", { class: "place" });
  element.append(make("span", { class: "pin", "aria-hidden": "true" }));
  element.append(make("span", {}, `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`));
  return element;
}

function keyboard(message, actions) {
  const element = make("div", { class: "keyboard", role: "group", "aria-label": "Buttons" });
  message.rows.forEach((row, rowNumber) => {
    const line = make("div", { class: "row" });
    row.forEach((button, column) => {
      line.append(inlineButton(message, button, { row: rowNumber, column }, actions));
    });
    element.append(line);
  });
  return element;
}

function inlineButton(message, button, where, actions) {
  if (button.url && SAFE.test(button.url)) {
    const opened = link(button.url);
    opened.className = "key link";
    opened.append(make("span", {}, button.text));
    return followHere(opened, button.url, actions);
  }
  const element = make("button", { type: "button", class: "key" });
  element.append(make("span", {}, button.text));
  element.addEventListener("click", () => {
    if (button.copy_text) actions.copy(button.copy_text.text);
    else if (button.callback_data) actions.press(message.id, where, element);
  });
  return element;
}
