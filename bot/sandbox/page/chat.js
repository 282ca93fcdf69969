// The chat: asks the sandbox what is new, draws it, and sends what the person does.

import { $, answered, answerTo, askPlace, takeHands } from "./hands.js";
import { bubble, make, settleQuotes } from "./render.js";

const GROUP = -500; // the one that the page can open
const TO_GROUP = "+group"; // no payload has a plus
const asked = new URLSearchParams(location.search);
const person = asked.get("person") || ""; // "": the usual one
const group = asked.get("group") || ""; // "": the person's own chat
const where = `person=${person}&group=${group}`;
const payload = asked.get("start") || ""; // of a deep link
const shown = new Map(); // message id -> element
const held = new Map(); // message id -> message
let version = 0;
let known = { commands: [] };
let toastTimer = 0;

const actions = {
  say: (text) => act("text", { text, reply_to: answered() }),
  press: pressed,
  copy: copied,
  start: () => follow(payload),
  follow,
  reply: answerTo,
  answered: (id) => held.get(id),
  goTo,
  shared: () => Boolean(known.title),
  payload: payloadOf,
  fileUrl: (id) => `file/${encodeURIComponent(id)}?${where}`,
};

async function act(action, body, there = where) {
  const form = body instanceof FormData;
  const answer = await fetch(`${action}?${there}`, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  }).catch(() => null);
  if (!answer) return toast("The bot is not running any more.");
  if (!answer.ok) toast((await answer.json()).error || "That did not work.");
  scrollDown();
}

// A deep link starts the bot in the person's own chat, also where it stands in a group.
async function follow(carried) {
  if (carried === TO_GROUP) {
    await act("join", {}, `person=${person}`);
    location.search = `?person=${person}&group=${GROUP}`;
    return;
  }
  await act("text", { text: `/start ${carried}`.trim() }, `person=${person}`);
  if (group) location.search = `?person=${person}`;
}

async function pressed(messageId, where, element) {
  element.classList.add("busy");
  element.setAttribute("aria-busy", "true");
  await act("press", { message_id: messageId, ...where });
  element.classList.remove("busy");
  element.removeAttribute("aria-busy");
}

function goTo(id) {
  shown.get(id)?.scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
}

// What a link to this very bot carries; null for every other link.
function payloadOf(url) {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  const ours = hostname === "t.me" && pathname === `/${known.bot.username}`;
  if (!ours) return null;
  return searchParams.has("startgroup") ? TO_GROUP : searchParams.get("start") || "";
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("Your browser does not let this page copy.");
  }
}

async function watch() {
  for (;;) {
    try {
      const answer = await fetch(`state?since=${version}&${where}`);
      if (!answer.ok) throw new Error(answer.statusText);
      draw(await answer.json());
    } catch {
      $("status").textContent = "the bot is not running";
      await new Promise((resume) => setTimeout(resume, 1500));
    }
  }
}

function draw(state) {
  const first = version === 0;
  const stays = first || nearEnd();
  version = state.version;
  known = state;
  for (const id of state.removed) {
    shown.get(id)?.remove();
    shown.delete(id);
    held.delete(id);
  }
  for (const message of state.messages) put(message, first);
  regroup();
  for (const each of state.toasts) toast(each.text);
  drawHead(state);
  drawFoot(state);
  settleQuotes($("messages"));
  document.body.dataset.version = String(version);
  if (stays || state.messages.some((message) => message.mine)) scrollDown(first);
}

function put(message, first) {
  const isNew = !held.has(message.id);
  held.set(message.id, message);
  if (message.menu?.force_reply && isNew && !first) answerTo(message);
  const element = bubble(message, actions);
  element.dataset.date = message.date;
  element.menu = message.menu;
  element.album = message.album;
  const old = shown.get(message.id);
  if (!old) {
    const after = [...shown.keys()].filter((id) => id > message.id).sort((a, b) => a - b)[0];
    $("messages").insertBefore(element, shown.get(after) || null);
  } else {
    const focus = focusedKey(old);
    old.replaceWith(element);
    refocus(element, focus);
  }
  shown.set(message.id, element);
}

// An edit in place draws the keyboard anew: whoever uses the keyboard keeps their place.
function focusedKey(element) {
  return [...element.querySelectorAll(".key")].indexOf(document.activeElement);
}

function refocus(element, index) {
  const keys = element.querySelectorAll(".key");
  if (index >= 0 && keys.length) keys[Math.min(index, keys.length - 1)].focus();
}

function regroup() {
  let day = "";
  let before = null;
  let album = "";
  for (const old of $("messages").querySelectorAll(".day")) old.remove();
  for (const element of $("messages").querySelectorAll(".message")) {
    const date = new Date(element.dataset.date);
    const name = date.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    if (name !== day) $("messages").insertBefore(make("p", { class: "day" }, name), element);
    const mine = element.classList.contains("mine");
    element.classList.toggle("follows", name === day && before === mine);
    element.classList.toggle("album", element.album !== "" && element.album === album);
    album = element.album;
    day = name;
    before = mine;
  }
}

function drawHead(state) {
  $("name").textContent = document.title = state.title || state.bot.name;
  $("status").textContent = state.blocked ? "blocked" : state.typing ? "typing…" : state.title ? "group" : "bot";
  $("status").classList.toggle("typing", state.typing);
  const old = $("draft");
  old?.remove();
  if (state.draft) {
    const draft = make("article", { class: "message theirs", id: "draft" });
    draft.append(make("div", { class: "bubble text" }, state.draft));
    $("messages").append(draft);
  }
}

function drawFoot(state) {
  const started = shown.size > 0;
  $("empty").hidden = started;
  $("start").hidden = started && !state.blocked;
  $("start").textContent = state.blocked ? "Unblock" : "Start";
  $("composer").hidden = !started || state.blocked;
  $("commands").hidden = !state.commands.length;
  drawKeys();
}

// A reply keyboard stays until a message takes it away.
function drawKeys() {
  const menus = [...shown.values()].map((element) => element.menu).filter(Boolean);
  const menu = menus.at(-1);
  const rows = menu?.keyboard || [];
  $("keys").replaceChildren(...rows.map(keyRow));
  $("keys").hidden = !rows.length;
}

function keyRow(row) {
  const line = make("div", { class: "row" });
  for (const key of row) {
    const label = typeof key === "string" ? key : key.text;
    const element = make("button", { type: "button", class: "key" }, label);
    element.addEventListener("click", () =>
      key.request_location ? askPlace() : actions.say(label),
    );
    line.append(element);
  }
  return line;
}

function toast(text) {
  clearTimeout(toastTimer);
  $("toast").textContent = text;
  $("toast").hidden = false;
  toastTimer = setTimeout(() => ($("toast").hidden = true), 3500);
}

function nearEnd() {
  const area = $("scroll");
  return area.scrollHeight - area.scrollTop - area.clientHeight < 120;
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function scrollDown(atOnce = false) {
  const behavior = atOnce || still() ? "instant" : "smooth";
  $("scroll").scrollTo({ top: $("scroll").scrollHeight, behavior });
}

addEventListener("resize", () => settleQuotes($("messages")));
takeHands({ act, actions, toast, nearEnd, scrollDown, known: () => known });
watch();
