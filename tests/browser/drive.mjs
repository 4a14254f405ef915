// Speaks with the bot as people do: each logs in, opens rooms, types, reads, reacts, takes pictures.
// One JSON object on stdin says who does what in which order, one on stdout what was seen.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const PATIENCE = 20_000;
// Not what is quoted in others.
const MESSAGE = ".Timeline_message:not(.own):not(.disabled)";
// The bot answers with replies; what it says unasked is none.
const ANSWER = `${MESSAGE}:has(.ReplyPreviewView)`;
const COMPOSER = "Verschlüsselte Nachricht schreiben …";
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

const ACTIONS = {
  async log_in(page, { address, login, picture }) {
    await page.goto(address);
    await page.getByLabel("Benutzername").fill(login.user_id);
    await page.getByLabel("Passwort").fill(login.password);
    if (picture) await page.screenshot({ path: picture });
    await page.getByRole("button", { name: "Anmelden" }).click();
  },

  // By its id, or by its name if the bot opened it.
  async open(page, { room_id, name }) {
    const room = room_id ? page.locator(`[data-room-id="${room_id}"]`) : named(page, name);
    await room.locator("a").click();
    await page.getByPlaceholder(COMPOSER).waitFor();
  },

  async write(page, { words }) {
    const composer = page.getByPlaceholder(COMPOSER);
    await composer.fill(words);
    await composer.press("Enter");
  },

  async say(page, { words }) {
    const answers = page.locator(ANSWER);
    const before = await answers.count();
    await ACTIONS.write(page, { words });
    const answer = answers.nth(before);
    await answer.waitFor();
    return answer.evaluate(ownWords);
  },

  async settle(page, { words }) {
    await ACTIONS.say(page, { words });
  },

  // By the menu of the message, as a reply to it.
  async answer(page, { to, words }) {
    const message = messageWith(page, to);
    // The heading of the day may lie above the button.
    await message.locator(".Timeline_messageOptions").dispatchEvent("click");
    await page.getByText("Antworten", { exact: true }).click();
    await ACTIONS.write(page, { words });
  },

  async attach(page, { file }) {
    const chooser = page.waitForEvent("filechooser");
    await page.getByTitle("Datei anhängen").click();
    await page.locator(".menu").getByText("Datei senden").click();
    await (await chooser).setFiles(file);
  },

  async read(page, { words }) {
    const message = messageWith(page, words);
    await message.waitFor();
    return message.evaluate(ownWords);
  },

  async react(page, { words, key }) {
    const reactions = messageWith(page, words).locator(".Timeline_messageReactions");
    await reactions.getByRole("button", { name: key }).click();
  },

  // Until somebody has given each of these.
  async reactions(page, { words, keys }) {
    const reactions = messageWith(page, words).locator(".Timeline_messageReactions");
    for (const key of keys) await reactions.getByRole("button", { name: key }).waitFor();
  },

  async resize(page, { size: [width, height] }) {
    await page.setViewportSize({ width, height });
  },

  async picture(page, { path }) {
    await page.mouse.move(0, 0); // or what lies below is shaded
    await page.waitForTimeout(500); // the timeline scrolls to its end
    await page.screenshot({ path });
  },

  async back(page, { room_id }) {
    await page.getByTitle("Zurück zu den Räumen").click();
    await page.locator(`[data-room-id="${room_id}"]`).waitFor();
  },
};

function named(page, name) {
  return page.locator(".RoomList li").filter({ hasText: name });
}

// The newest of somebody else with these words.
function messageWith(page, words) {
  return page.locator(MESSAGE).filter({ hasText: words }).last();
}

// What the message says itself, without the quoted question and the time.
function ownWords(message) {
  const body = message.querySelector(".Timeline_messageBody").cloneNode(true);
  for (const part of body.querySelectorAll(".ReplyPreviewView, time")) part.remove();
  return body.textContent.trim();
}

function watch(page, seen) {
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http")) seen.hosts.add(hostname);
  });
}

async function newPage(browser, [width, height], seen) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  watch(page, seen);
  return page;
}

async function perform(browser, { address, size, steps }) {
  const seen = { said: [], errors: [], hosts: new Set() };
  const pages = {};
  for (const { who, action, ...what } of steps) {
    pages[who] ??= await newPage(browser, size, seen);
    const said = await ACTIONS[action](pages[who], { address, ...what }).catch((error) => {
      throw new Error(`${who} ${action} ${JSON.stringify(what)}: ${error.message}`);
    });
    if (said !== undefined) seen.said.push(said);
  }
  return { ...seen, hosts: [...seen.hosts] };
}

const job = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: job.chromium, args: FLAGS });
try {
  process.stdout.write(`${JSON.stringify(await perform(browser, job))}\n`);
} finally {
  await browser.close();
}
