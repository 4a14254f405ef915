// A second, independent Matrix client (matrix-js-sdk with the Rust cryptography).
// It reads one request per line from stdin and writes one answer per line to stdout:
// {"id": 1, "do": "login", …}  ->  {"id": 1, "result": …} or {"id": 1, "error": "…"}

import { createInterface } from "node:readline";

// Before the SDK is loaded: whatever it prints must not get between the answers.
for (const name of ["debug", "info", "log", "trace", "warn"]) console[name] = console.error;

const sdk = await import("matrix-js-sdk");
const { OnlySignedDevicesIsolationMode } = await import("matrix-js-sdk/lib/crypto-api/index.js");

const PATIENCE = 20_000;
let client;
const events = new Map();

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what, look) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await pause(50);
  }
  throw new Error(`waited in vain for ${what}`);
}

async function login({ homeserver, user, password }) {
  const answer = await sdk.createClient({ baseUrl: homeserver }).loginRequest({
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
  });
  client = sdk.createClient({
    baseUrl: homeserver,
    userId: answer.user_id,
    deviceId: answer.device_id,
    accessToken: answer.access_token,
  });
  await client.initRustCrypto({ useIndexedDB: false });
  client.on(sdk.RoomEvent.Timeline, (event) => events.set(event.getId(), event));
  await client.startClient({ initialSyncLimit: 20 });
  await until("the first sync", () => client.isInitialSyncComplete());
  return { user_id: answer.user_id, device_id: answer.device_id };
}

// The server takes the first keys of an account without asking for the password.
async function bootstrap() {
  const authUploadDeviceSigningKeys = (makeRequest) => makeRequest(null);
  await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys });
  return client.getCrypto().isCrossSigningReady();
}

// MSC4153: neither reads nor serves devices that their owner has not signed.
async function onlySignedDevices({ room }) {
  client.getCrypto().setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  await client.getCrypto().forceDiscardSession(room);
  return true;
}

async function join({ room }) {
  await client.joinRoom(room);
  await until("encryption in the room", () =>
    client.getCrypto().isEncryptionEnabledInRoom(room),
  );
  return room;
}

async function send({ room, body }) {
  return (await client.sendTextMessage(room, body)).event_id;
}

async function describe(event) {
  const info = await client.getCrypto().getEncryptionInfoForEvent(event);
  return {
    event_id: event.getId(),
    sender: event.getSender(),
    encrypted: event.isEncrypted(),
    failure: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
    content: event.getClearContent() ?? event.getContent(),
    shield: info?.shieldColour ?? null,
    shield_reason: info?.shieldReason ?? null,
  };
}

// The first event of others that is readable and contains the text, or that stays unreadable.
async function wait({ room, contains, unreadable = false }) {
  const fits = (event) => {
    if (event.getRoomId() !== room || event.getSender() === client.getUserId()) return false;
    if (event.isState() || event.isBeingDecrypted()) return false;
    if (unreadable) return event.isDecryptionFailure();
    return !event.isDecryptionFailure() && (event.getContent().body ?? "").includes(contains);
  };
  const what = unreadable ? "an unreadable event" : `"${contains}"`;
  return describe(await until(what, () => [...events.values()].find(fits)));
}

// The user's devices by their ids, each with what this client thinks of it.
async function devices({ user }) {
  const crypto = client.getCrypto();
  const known = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
  const found = {};
  for (const id of known.keys()) {
    const { signedByOwner } = await crypto.getDeviceVerificationStatus(user, id);
    found[id] = { signed_by_owner: signedByOwner };
  }
  return found;
}

const REQUESTS = { login, bootstrap, onlySignedDevices, join, send, wait, devices };

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: name, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = { id, result: await REQUESTS[name](rest) };
  } catch (error) {
    answer = { id, error: String(error.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
client?.stopClient();
process.exit(0);
