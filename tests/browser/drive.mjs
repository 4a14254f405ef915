// Speaks with the bot as a person does: logs in, opens a room, types, reads, takes pictures.
// One JSON object on stdin says what to do, one on stdout what was seen.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const PATIENCE = 20_000;
// The bot answers with replies; what it says unasked is none.
const ANSWER = ".Timeline_message:not(.own):has(.ReplyPreviewView)";
const FLAGS = [
  "--no-sandbox", // runs as root in a container; every page is our own
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--lang=de",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

async function login(page, { address, login, login_picture }) {
  await page.goto(address);
  await page.getByLabel("Benutzername").fill(login.user_id);
  await page.getByLabel("Passwort").fill(login.password);
  if (login_picture) await page.screenshot({ path: login_picture });
  await page.getByRole("button", { name: "Anmelden" }).click();
}

async function openRoom(page, roomId) {
  await page.locator(`[data-room-id="${roomId}"] a`).click();
  await page.getByPlaceholder("Verschlüsselte Nachricht schreiben …").waitFor();
}

async function say(page, command) {
  const answers = page.locator(ANSWER);
  const before = await answers.count();
  const composer = page.getByPlaceholder("Verschlüsselte Nachricht schreiben …");
  await composer.fill(command);
  await composer.press("Enter");
  const answer = answers.nth(before);
  await answer.waitFor();
  return answer.evaluate(ownWords);
}

// What the message says itself, without the quoted question and the time.
function ownWords(message) {
  const body = message.querySelector(".Timeline_messageBody").cloneNode(true);
  for (const part of body.querySelectorAll(".ReplyPreviewView, time")) part.remove();
  return body.textContent.trim();
}

async function takePicture(page, path) {
  await page.waitForTimeout(500); // the timeline scrolls to its end
  await page.screenshot({ path });
}

async function goBack(page, roomId) {
  await page.getByTitle("Zurück zu den Räumen").click();
  await page.locator(`[data-room-id="${roomId}"]`).waitFor();
}

function watch(page) {
  const seen = { errors: [], hosts: new Set() };
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http")) seen.hosts.add(hostname);
  });
  return seen;
}

async function visit(browser, job) {
  const [width, height] = job.size;
  const context = await browser.newContext({ viewport: { width, height }, locale: "de-DE" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const { errors, hosts } = watch(page);
  await login(page, job);
  await openRoom(page, job.room_id);
  const answers = [];
  for (const command of job.commands) answers.push(await say(page, command));
  await takePicture(page, job.picture);
  if (job.back_to_rooms) await goBack(page, job.room_id);
  return { answers, errors, hosts: [...hosts] };
}

const job = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: job.chromium, args: FLAGS });
try {
  process.stdout.write(`${JSON.stringify(await visit(browser, job))}\n`);
} finally {
  await browser.close();
}
