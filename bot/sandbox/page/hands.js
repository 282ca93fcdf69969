// What the person does: writing, files, places, the menu, the keyboard.

import { authorOf, firstLine, make } from "./render.js";

export const $ = (id) => document.getElementById(id);
let chat; // what chat.js lends: act, actions, toast, nearEnd, scrollDown, known
let answering = null; // the id of the message that the next text answers

export function takeHands(lent) {
  chat = lent;
  wireWriting();
  wireMenu();
  wireFiles();
  wirePlace();
  $("down").addEventListener("click", () => chat.scrollDown());
  const scrolled = () => ($("down").hidden = chat.nearEnd());
  $("scroll").addEventListener("scroll", scrolled, { passive: true });
}

function send() {
  const text = $("text").value;
  if (!text.trim()) return;
  $("text").value = "";
  grow();
  chat.actions.say(text);
}

// The next text answers this message; null: none.
export function answerTo(message) {
  answering = message ? message.id : null;
  $("answering").hidden = !message;
  $("text").placeholder = message?.menu?.input_field_placeholder || "Message";
  if (!message) return;
  $("answering-who").textContent = authorOf(message);
  $("answering-line").textContent = firstLine(message);
  $("text").focus();
}

// Return what the text that is sent now answers, and forget it.
export function answered() {
  const id = answering;
  answerTo(null);
  return id;
}

function grow() {
  const field = $("text");
  field.rows = 1;
  field.rows = Math.min(6, Math.max(1, Math.floor(field.scrollHeight / 21)));
  $("composer").classList.toggle("writing", Boolean(field.value.trim()));
}

function sendFiles(files) {
  for (const file of files) {
    const form = new FormData();
    form.append("file", file);
    chat.act("upload", form);
  }
}

export function askPlace() {
  $("where").showModal();
}

function toggleMenu(open = $("menu").hidden) {
  $("menu").hidden = !open;
  $("commands").setAttribute("aria-expanded", String(open));
  if (!open) return;
  $("menu").replaceChildren(...chat.known().commands.map(menuItem));
  $("menu").firstElementChild?.focus();
}

function menuItem({ command, description }) {
  const item = make("button", { type: "button", role: "menuitem" });
  item.append(make("span", { class: "what" }, description));
  item.append(make("span", { class: "name" }, `/${command}`));
  item.addEventListener("click", () => {
    toggleMenu(false);
    chat.actions.say(`/${command}`);
  });
  return item;
}

function moveInMenu(event) {
  const items = [...$("menu").children];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items[(at + step + items.length) % items.length].focus();
}

function wireWriting() {
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  $("text").addEventListener("input", grow);
  $("answering-none").addEventListener("click", () => answerTo(null));
  $("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  $("start").addEventListener("click", async () => {
    if (chat.known().blocked) return chat.act("block", { blocked: false });
    await chat.actions.start();
    $("text").focus();
  });
}

function wireMenu() {
  $("commands").addEventListener("click", () => toggleMenu());
  $("menu").addEventListener("keydown", moveInMenu);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || $("menu").hidden) return;
    toggleMenu(false);
    $("commands").focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#menu, #commands")) toggleMenu(false);
  });
}

function wireFiles() {
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    sendFiles($("file").files);
    $("file").value = "";
  });
  let depth = 0; // dragenter and dragleave come for every child as well
  for (const [name, step] of [["dragenter", 1], ["dragleave", -1]]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      depth = Math.max(0, depth + step);
      $("drop").hidden = depth === 0;
    });
  }
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    $("drop").hidden = true;
    sendFiles(event.dataTransfer.files);
  });
}

function wirePlace() {
  $("place").addEventListener("click", askPlace);
  $("locate").addEventListener("click", () => {
    const failed = () => chat.toast("Your browser did not tell; write the coordinates instead.");
    if (!navigator.geolocation) return failed();
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      $("latitude").value = coords.latitude.toFixed(5);
      $("longitude").value = coords.longitude.toFixed(5);
    }, failed);
  });
  $("where").addEventListener("close", () => {
    if ($("where").returnValue !== "share") return;
    const [latitude, longitude] = [$("latitude").value, $("longitude").value];
    chat.act("location", { latitude, longitude });
  });
}
