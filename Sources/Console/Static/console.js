"use strict";
// The page draws what the service last said; between two messages only its clocks run on.

const zones = [["WIB", 7], ["WITA", 8], ["WIT", 9]];
const at = (id) => document.getElementById(id);
let offset = 0; // milliseconds that the service's clock is ahead of this machine's
let latest = null;
let heard = null; // when the service last spoke, on the steady clock
const patience = 6000; // the service speaks every second; what it said longer ago is no longer shown as so

// No setting of this machine's clock moves it.
const steady = () => performance.timeOrigin + performance.now();

const two = (number) => String(number).padStart(2, "0");
const wall = (ms, hours) => new Date(ms + hours * 3600000);
const clock = (ms, hours) => {
  const time = wall(ms, hours);
  return `${two(time.getUTCHours())}.${two(time.getUTCMinutes())}.${two(time.getUTCSeconds())}`;
};
const everywhere = (text) =>
  zones.map(([name, hours]) => `${clock(Date.parse(text), hours).slice(0, 5)} ${name}`).join(" / ");
const length = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
};

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("data-") || name.startsWith("aria-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

function chip(text, mood) {
  return element("span", { className: "chip", "data-mood": mood }, text);
}

function tick() {
  if (heard !== null && steady() - heard > patience) lose();
  const now = steady() + offset;
  at("clocks").replaceChildren(
    ...zones.map(([name, hours]) => element("span", {}, element("b", {}, clock(now, hours)), ` ${name}`)));
  const meeting = latest && latest.meeting;
  const began = meeting && meeting.began ? Date.parse(meeting.began) : null;
  const until = meeting && meeting.ended ? Date.parse(meeting.ended) : now;
  at("elapsed").textContent = began ? length((until - began) / 1000) : "";
}

function drawMeeting(meeting) {
  if (!meeting) return;
  at("meeting-label").textContent = meeting.label;
  at("meeting-agenda").textContent = meeting.kind ? `${meeting.agenda} (${meeting.kind})` : meeting.agenda;
  const times = [];
  if (meeting.start) times.push(`Dijadwalkan ${everywhere(meeting.start)}`);
  if (meeting.began) times.push(`mulai ${everywhere(meeting.began)}`);
  if (meeting.ended) times.push(`selesai ${everywhere(meeting.ended)}`);
  at("meeting-times").textContent = times.join(" · ");
  const over = at("over");
  over.hidden = !meeting.runsOver;
  // Said once: a status that is written anew every second would be read out every second.
  if (meeting.runsOver && over.dataset.meeting !== meeting.id) {
    over.dataset.meeting = meeting.id;
    over.replaceChildren(`Rapat melewati waktu rencana (sampai ${everywhere(meeting.end)}); rekaman berjalan terus sampai pimpinan menutup rapat. `,
      element("span", { lang: "en" }, "Past its planned end; recording goes on until the chair ends the meeting."));
  }
  at("stage").textContent = meeting.stageText;
  at("stage").dataset.stage = meeting.stage;
  at("on-air").textContent = meeting.stage === "live" ? (meeting.onAirShown ? `Tayang: ${meeting.onAir}`
    : `Diperintahkan tayang, belum terlihat: ${meeting.onAir}`) : "";
}

const moods = { passed: "good", failed: "bad", untested: "warn", idle: "" };
const tiles = new Map();

function makeTile(room) {
  const image = element("img", { alt: `Gambar langsung ${room.name}`, hidden: true });
  const note = element("span", {}, "");
  const rec = element("span", { className: "rec", hidden: true });
  const facts = element("div", { className: "facts" });
  const root = element("article", { className: "room" }, element("div", { className: "picture" }, image, note, rec), facts);
  return { root, image, note, rec, facts, picture: null };
}

function drawRoom(room) {
  if (!tiles.has(room.id)) tiles.set(room.id, makeTile(room));
  const tile = tiles.get(room.id);
  tile.root.dataset.connected = room.connected;
  if (room.picture && room.picture !== tile.picture) {
    tile.picture = room.picture;
    const fresh = new Image();
    fresh.onload = () => { tile.image.src = fresh.src; };
    fresh.src = `rooms/${room.id}/picture?${room.picture}`;
  }
  tile.image.hidden = !room.picture;
  tile.note.textContent = room.picture ? "" : room.connected ? "kamera mati" : "tidak terhubung";
  tile.rec.hidden = !(room.recordedSeconds > 0);
  tile.rec.textContent = room.recordedSeconds > 0 ? length(room.recordedSeconds) : "";
  const chips = element("div", { className: "chips" },
    chip(room.connected ? "terhubung" : "terputus", room.connected ? "good" : "bad"),
    chip(room.devicesText, moods[room.devices]));
  if (room.serves) chips.append(chip(`dipakai ${room.serves}`, "warn"));
  if (room.ready) chips.append(chip("siap", "good"));
  if (room.page) chips.append(chip(`layar: halaman ${room.page}`, ""));
  if (room.frameRate) chips.append(chip(`${room.frameRate.toFixed(0)} gambar/detik`, ""));
  const level = room.soundLevel ?? -90;
  tile.facts.replaceChildren(
    element("h3", {}, room.office, element("small", {}, `${clock(steady() + offset, zones.find((z) => z[0] === room.zone)[1]).slice(0, 5)} ${room.zone}`)),
    chips,
    element("meter", { min: -60, max: 0, low: -45, high: -6, optimum: -20, value: Math.max(-60, level), "aria-label": "Aras suara" }));
  return tile.root;
}

function drawList(list, items, empty) {
  list.replaceChildren(...(items.length ? items : [element("li", { className: "empty" }, empty)]));
}

function draw(state) {
  latest = state;
  offset = Date.parse(state.now) - steady();
  at("notices").hidden = !state.notices.length;
  at("notices").replaceChildren(...state.notices.map((text) => element("li", {}, text)));
  drawMeeting(state.meeting);
  const rooms = state.rooms.map(drawRoom);
  const grid = at("rooms");
  if (grid.childElementCount !== rooms.length || rooms.some((room, index) => grid.children[index] !== room)) grid.replaceChildren(...rooms);
  const agreements = state.meeting ? state.meeting.agreements : [];
  drawList(at("agreements"), agreements.map((agreement) => element("li", { value: agreement.number }, agreement.text,
    element("small", {}, `${agreement.office} · sampai ${agreement.dueText}${agreement.version > 1 ? ` · versi ${agreement.version}` : ""}`))),
    "Belum ada kesepakatan.");
  drawList(at("waiting"), state.waiting.map((task) => element("li", {}, task.label,
    element("small", {}, `${task.who} · ${task.act}`))), "Tidak ada yang ditunggu.");
  tick();
}

// What was measured before the connection was lost is not so any more.
function lose() {
  at("lost").hidden = false;
  heard = null;
  if (!latest) return;
  for (const room of latest.rooms) {
    drawRoom({ ...room, connected: false, picture: null, frameRate: null, soundLevel: null, recordedSeconds: null });
  }
}

const source = new EventSource("events");
source.addEventListener("wall", (event) => {
  at("lost").hidden = true;
  heard = steady();
  draw(JSON.parse(event.data));
});
source.onerror = lose;
setInterval(tick, 1000);
tick();
