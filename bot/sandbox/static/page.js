"use strict";
const $ = (selector) => document.querySelector(selector);
const roles = { member: "hội viên", relative: "người thân", health_worker: "nhân viên y tế", officer: "cán bộ hội", chair: "chủ nhiệm", treasurer: "thủ quỹ", stranger: "người lạ" };
const seen = new Map();
let people = [], current = null, app = "telegram", asked = 0, drawn = 0, editing = null, folded = null, atEnd = true;
const narrow = matchMedia("(max-width: 600px), (max-height: 640px)");

async function call(path, body) {
  const options = body === undefined ? {} : body instanceof FormData ? { method: "POST", body }
    : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
/** Text with <b> and <i>; everything else stays text. */
function rich(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) linked(node.textContent, to);
      else if (["B", "I", "STRONG", "EM"].includes(node.nodeName)) to.append(copy(node, make(node.nodeName)));
      else copy(node, to);
    }
    return to;
  };
  return copy(parsed, document.createDocumentFragment());
}
function linked(text, to) {
  for (const piece of text.split(/(https?:\/\/\S+)/)) {
    if (/^https?:/.test(piece)) to.append(make("a", { href: piece, textContent: piece, rel: "noreferrer", target: "_blank" }));
    else to.append(piece);
  }
}
async function refreshPeople() {
  const state = await call("/api/state");
  people = state.people;
  $("#now").textContent = new Date(state.now).toLocaleString("vi-VN", { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  people.forEach((person, at) => listed($("#people ul").children[at], person));
  while ($("#people ul").children.length > people.length) $("#people ul").lastChild.remove();
  const held = people.find((p) => p.id === current);
  if (held) hold(held);
  if (current === null && people.length) await choose(addressed() ?? people[0].id, false);
}
/** A person's place in the list: the one that is there stays, and with it the focus. */
function listed(place, person) {
  const button = place ? place.firstChild : make("button", { type: "button" });
  if (!place) $("#people ul").append(make("li", {}, button));
  const state = JSON.stringify([person.name, person.role, person.note, seen.get(person.id) === "new" && person.id !== current]);
  if (button.dataset.state !== state) {
    button.replaceChildren(make("strong", { textContent: person.name }), make("span", { className: "role", textContent: `${roles[person.role]}. ${person.note}` }));
    if (seen.get(person.id) === "new" && person.id !== current) button.prepend(make("span", { className: "new", textContent: "mới" }));
    button.dataset.state = state;
  }
  button.setAttribute("aria-pressed", String(person.id === current));
  button.dataset.person = person.id;
  button.onclick = () => choose(person.id);
}
/** The person in the address, so that reloading, going back and a second tab keep theirs. */
function addressed() {
  const id = Number(location.hash.slice(1));
  return people.some((p) => p.id === id) ? id : null;
}
async function choose(id, show = true) {
  current = id;
  if (editing) edit(null);
  seen.delete(id);
  hold(people.find((p) => p.id === id));
  if (addressed() !== id) history[location.hash ? "pushState" : "replaceState"](null, "", `#${id}`);
  $("#messages").replaceChildren();
  $("#keyboard").replaceChildren();
  delete $("#keyboard").dataset.keys;
  folded = null;
  await refreshChat();
  await refreshPeople();
  if (show) tab("chat");
  if (show && matchMedia("(min-width: 1001px)").matches) $("#say").focus();
}
/** The phone is this person's. */
function hold(person) {
  $("#name").textContent = person.name;
  $("#note").textContent = $("#note").title = `${roles[person.role]}. ${person.note}`;
  for (const box of document.querySelectorAll("[data-fault]")) box.checked = person.faults.includes(box.dataset.fault);
  wear(person.app);
}
/** The phone shows one of the two messengers. */
function wear(name) {
  if (app !== name) $("#messages").replaceChildren();
  app = name;
  seen.delete(`${current}:${app}`);
  $(".phone").classList.toggle("zalo", app === "zalo");
  for (const button of document.querySelectorAll("[data-app]")) {
    button.setAttribute("aria-pressed", String(button.dataset.app === app));
    button.classList.toggle("new", seen.has(`${current}:${button.dataset.app}`));
  }
}
async function refreshChat() {
  const id = current, turn = ++asked, chat = await call(`/api/chats/${id}`);
  if (id !== current || turn < drawn) return; // a slower answer must not draw an older state
  drawn = turn;
  if (chat.app !== app) wear(chat.app); // another tab picked up the other messenger
  const more = place($("#messages"), chat.messages);
  const rows = (chat.keyboard && chat.keyboard.keyboard) || [], keys = JSON.stringify(rows);
  if ($("#keyboard").dataset.keys !== keys) {
    $("#keyboard").dataset.keys = keys;
    $("#keyboard").replaceChildren(...rows.flatMap((row) => row.map((key) => {
      const button = make("button", { type: "button", textContent: key.text || key, className: row.length === 1 ? "wide" : "" });
      button.onclick = () => {
        if (narrow.matches) folded = null;
        return act(() => key.request_contact ? call(`/api/chats/${id}/contact`, {}) : call(`/api/chats/${id}/text`, { text: key.text || key }));
      };
      return button;
    })));
  }
  fold();
  if (more) newest();
}
/** Messages that are there stay as they are, with what is focused and where one has scrolled to; says whether any is new. */
function place(box, messages) {
  let more = false;
  messages.forEach((message, at) => {
    const state = JSON.stringify(message), old = box.children[at];
    if (old && old.dataset.state === state) return;
    const line = make("div", { className: "line" }, ...draw(message));
    line.dataset.state = state;
    if (old) old.replaceWith(line);
    else box.append(line);
    more = more || !old;
  });
  while (box.children.length > messages.length) box.lastChild.remove();
  return more;
}
function newest() {
  const box = $("#messages");
  box.scrollTop = box.scrollHeight;
  atEnd = true;
}
/** Where the box or what is in it changes its size, the end stays in sight for whoever was there. */
function keepEnd() {
  if (atEnd) newest();
}
/** As on a phone, the keys of the menu fold away; on a small screen they are folded until they are asked for. */
function fold() {
  const none = !$("#keyboard").children.length, hide = folded ?? narrow.matches;
  $("#keys").hidden = none;
  $("#keys").setAttribute("aria-expanded", String(!none && !hide));
  $("#keyboard").hidden = none || hide;
}
function draw(message) {
  const bubble = make("div", { className: message.mine ? "bubble mine" : "bubble" });
  if (message.file) {
    const [id, name, mime] = message.file;
    bubble.append(mime.startsWith("image/") ? make("img", { src: `/api/files/${app}/${id}`, alt: name, onload: keepEnd }) : make("a", { href: `/api/files/${app}/${id}`, textContent: name, download: name }), "\n");
  }
  bubble.append(message.mine ? message.text || "" : rich(message.html || ""));
  bubble.append(make("time", { textContent: (message.edited ? "đã sửa, " : "") + new Date(message.date * 1000).toLocaleString("vi-VN", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }) }));
  if (message.editable) {
    const button = make("button", { type: "button", className: "edit", title: "Sửa tin này" });
    button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20l1-5L16 4l4 4L9 19z"/></svg>';
    button.setAttribute("aria-label", `Sửa tin: ${message.text}`);
    button.onclick = () => edit(message);
    bubble.lastChild.prepend(button);
  }
  if (!message.choices) return [bubble];
  const choices = make("div", { className: "choices" }, ...message.choices.map(([value, label]) => {
    const button = make("button", { type: "button", textContent: label });
    button.onclick = () => act(() => call(`/api/chats/${current}/press`, { message: message.id, value }));
    return button;
  }));
  return [bubble, choices];
}
async function refreshOutbox() {
  const rows = await call("/api/outbox"), coming = rows.filter((row) => row.state === "queued").reverse();
  $("#coming summary").textContent = `Sắp gửi: ${coming.length} tin`;
  list($("#sent tbody"), rows.filter((row) => row.state !== "queued"));
  list($("#coming tbody"), coming);
}
function list(body, rows) {
  const looks = { failed: "bad", cancelled: "bad", expired: "bad", queued: "wait", sending: "wait" };
  body.replaceChildren(...rows.map((row) => make("tr", {},
    make("td", { textContent: `${row.when.slice(8, 10)}/${row.when.slice(5, 7)} ${row.when.slice(11, 16)}` }), make("td", { textContent: row.to }), make("td", { textContent: row.kind }),
    make("td", { className: looks[row.state] || "", textContent: row.said + (row.reason ? `: ${row.reason}` : "") + (row.attempts > 1 ? ` (lần ${row.attempts})` : "") }))));
}
/** What is typed next replaces that message; null: it is a new one. */
function edit(message) {
  editing = message;
  $("#form").classList.toggle("editing", message !== null);
  $("#stop").hidden = message === null;
  $("#say").value = message ? message.text : "";
  if (message) $("#say").focus();
}
let acts = 0;
/** Does it and shows what came of it; where the bot does not answer, what was typed and read stays. */
async function act(what, button = make("button")) {
  if (button.ariaDisabled) return false;
  const turn = ++acts;
  button.ariaDisabled = "true"; // not "disabled", which would take the focus away
  try {
    await what();
    await refresh();
    if (turn === acts) $("#trouble").textContent = ""; // what was done before, and others' events, leave it
    return true;
  } catch (error) {
    $("#trouble").textContent = "Trợ lý chưa trả lời được. Chữ đã gõ vẫn còn, xin thử lại.";
    console.warn(error);
    return false;
  } finally {
    button.ariaDisabled = null;
  }
}
/** All that is shown, as it is now. */
async function refresh() {
  await refreshPeople();
  await Promise.all([refreshChat(), refreshOutbox()]);
}
/** What nobody asked for, and what the next try may bring, fails in silence. */
const quietly = (what) => what().catch((error) => console.warn(error));
function tab(name) {
  $("main").dataset.shown = name;
  for (const button of document.querySelectorAll("[data-tab]")) button.toggleAttribute("aria-current", button.dataset.tab === name);
}
$("#form").onsubmit = async (event) => {
  event.preventDefault();
  const field = $("#say"), text = field.value.trim();
  if (!text) return;
  const old = editing;
  const sent = old === null ? await act(() => call(`/api/chats/${current}/text`, { text }))
    : old.text === text || await act(() => call(`/api/chats/${current}/edit`, { message: old.id, text }));
  if (sent && editing === old && field.value.trim() === text) edit(null); // unless an edit began meanwhile
};
$("#keys").onclick = () => {
  folded = !(folded ?? narrow.matches);
  fold();
  newest();
};
$("#messages").onscroll = ({ target }) => { atEnd = target.scrollHeight - target.clientHeight - target.scrollTop < 4; };
new ResizeObserver(keepEnd).observe($("#messages"));
/** On a small screen the room is the chat's: the clock, the faults and the keys open when they are asked for. */
function shape() {
  for (const details of [$(".faults"), $(".clock")]) details.open = !narrow.matches;
  fold();
}
narrow.onchange = shape;
shape();
onpopstate = () => { const id = addressed(); if (id !== null && id !== current) choose(id, false); };
$("#stop").onclick = () => edit(null);
$("#file").onchange = async (event) => {
  const form = new FormData();
  form.append("file", event.target.files[0]);
  form.append("caption", $("#say").value.trim());
  event.target.value = "";
  if (await act(() => call(`/api/chats/${current}/file`, form))) edit(null);
};
for (const button of document.querySelectorAll("[data-app]")) button.onclick = async () => {
  await act(() => call(`/api/chats/${current}/app`, { app: button.dataset.app }));
};
for (const button of document.querySelectorAll("[data-by]")) button.onclick = async () => {
  await act(() => call("/api/clock", { by: button.dataset.by }), button);
};
for (const box of document.querySelectorAll("[data-fault]")) box.onchange = async () => {
  if (!await act(() => call("/api/faults", { chat: current, fault: box.dataset.fault, on: box.checked }))) box.checked = !box.checked;
};
$("#restart").onclick = () => $("#again").showModal();
$("#again").onclose = async ({ target }) => {
  if (target.returnValue === "yes") await act(() => call("/api/restart", {}), $("#restart"));
  target.returnValue = "";
};
for (const button of document.querySelectorAll("[data-tab]")) button.onclick = () => tab(button.dataset.tab);

let waiting = null;
const events = new EventSource("/api/events");
events.onopen = () => quietly(refresh); // also after the way to the bot was lost
events.onmessage = (event) => {
  const news = JSON.parse(event.data);
  if (news.restarted) return location.reload();
  if (news.chat === current && news.app === app) quietly(refreshChat);
  else seen.set(news.chat === current ? `${current}:${news.app}` : news.chat, "new");
  wear(app);
  waiting = waiting || setTimeout(() => { waiting = null; quietly(refreshPeople); quietly(refreshOutbox); }, 300);
};
setInterval(() => quietly(refreshOutbox), 5000);
setInterval(() => quietly(refreshPeople), 20000);
quietly(refresh);
