import {
  Client,
  FeatureSet,
  LoadStatus,
  Platform,
  RoomView,
  RoomViewModel,
  TextTile,
  avatarInitials,
  createNavigation,
  createRouter,
  getIdentifierColorNumber,
  renderStaticAvatar,
  tileClassForEntry,
  viewClassForTile,
} from "hydrogen-view-sdk";
import worker from "hydrogen-view-sdk/main.js?url";
import downloadSandbox from "hydrogen-view-sdk/download-sandbox.html?url";
import wasm from "@matrix-org/olm/olm.wasm?url";
import wasmBundle from "@matrix-org/olm/olm.js?url";
import legacyBundle from "@matrix-org/olm/olm_legacy.js?url";
import "hydrogen-view-sdk/theme-element-light.css";
import "./style.css";

const FAILURES = {
  Connection: "Der Server antwortet nicht. Läuft er noch?",
  Credentials: "Benutzername oder Passwort stimmen nicht.",
  Unknown: "Die Anmeldung ist nicht gelungen.",
};

const app = document.querySelector("#app");
const features = new FeatureSet(0);

function element(name, properties = {}, children = []) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

async function settings() {
  const answer = await fetch("config.json", { cache: "no-store" }).catch(() => null);
  const config = answer?.ok ? await answer.json() : {};
  const query = new URLSearchParams(location.search);
  return {
    homeserver: query.get("homeserver") ?? config.homeserver ?? "",
    user: query.get("user") ?? "",
  };
}

async function startPlatform() {
  const platform = new Platform({
    container: app,
    assetPaths: { worker, downloadSandbox, olm: { wasm, wasmBundle, legacyBundle } },
    config: {},
  });
  await platform.init();
  authenticateMedia(platform);
  const navigation = createNavigation();
  const urlRouter = createRouter({ navigation, history: platform.history });
  return { platform, navigation, urlRouter };
}

// The SDK leaves this to a service worker, which would also keep an old config.json.
function authenticateMedia(platform) {
  const auth = {};
  platform._serviceWorkerHandler = { updateAuthData: (data) => Object.assign(auth, data) };
  const request = platform.request;
  platform.request = (url, options) => {
    if (!url.includes("/_matrix/client/v1/media/")) return request(url, options);
    const headers = new Map(options.headers ?? []).set("Authorization", `Bearer ${auth.accessToken}`);
    return request(url, { ...options, headers });
  };
  showPictures(auth);
}

// An image asks for itself without the token; what failed is asked for again with it.
function showPictures(auth) {
  const fetched = new Map();
  const fetchPicture = async (url) => {
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${auth.accessToken}` } });
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  };
  const again = async ({ target }) => {
    const url = target instanceof HTMLImageElement ? target.src : "";
    if (!url.startsWith(`${auth.homeserver}/_matrix/client/v1/media/`)) return;
    if (!fetched.has(url)) fetched.set(url, fetchPicture(url));
    const picture = await fetched.get(url);
    if (picture) target.src = picture;
  };
  document.addEventListener("error", again, true);
}

async function finished(client) {
  const ends = [LoadStatus.Ready, LoadStatus.Error, LoadStatus.LoginFailed];
  await client.loadStatus.waitFor((status) => ends.includes(status)).promise;
  if (client.loginFailure) throw new Error(FAILURES[client.loginFailure] ?? FAILURES.Unknown);
  if (client.loadError) throw client.loadError;
  return client;
}

async function resume(platform, homeserver) {
  const sessions = await platform.sessionInfoStorage.getAll();
  const session = sessions.findLast((known) => known.homeserver === homeserver);
  if (!session) return null;
  const client = new Client(platform, features);
  try {
    client.startWithExistingSession(session.id);
    return await finished(client);
  } catch {
    await platform.sessionInfoStorage.delete(session.id); // the demo was started anew
    return null;
  }
}

async function login(platform, { homeserver, username, password }) {
  const client = new Client(platform, features);
  const options = await client.queryLogin(homeserver).result.catch(() => {
    throw new Error(FAILURES.Connection);
  });
  client.startWithLogin(options.password(username, password));
  return finished(client);
}

function field(label, name, properties) {
  const input = element("input", { id: name, name, required: true, ...properties });
  return element("div", { className: "form-row text" }, [
    element("label", { htmlFor: name, textContent: label }),
    input,
  ]);
}

function askForLogin(platform, { homeserver, user }) {
  const plain = { autocapitalize: "none", spellcheck: false };
  const error = element("p", { className: "error", role: "alert" });
  const button = element("button", { className: "button-action primary", textContent: "Anmelden" });
  const form = element("form", { className: "form" }, [
    field("Matrix-Server", "homeserver", { type: "url", value: homeserver, ...plain }),
    field("Benutzername", "username", { value: user, autocomplete: "username", ...plain }),
    field("Passwort", "password", { type: "password", autocomplete: "current-password" }),
    error,
    element("div", { className: "button-row" }, [button]),
  ]);
  const intro = "Melden Sie sich mit einem der beiden Zugänge an, die das Programm beim Start nennt.";
  const screen = element("main", { className: "PreSessionScreen" }, [
    element("h1", { textContent: "Netzwerkbot ausprobieren" }),
    element("p", { textContent: intro }),
    form,
  ]);
  app.replaceChildren(screen);
  form.elements[user ? "password" : "username"].focus();
  return new Promise((resolve) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      button.textContent = "Anmeldung läuft …";
      error.textContent = "";
      try {
        resolve(await login(platform, Object.fromEntries(new FormData(form))));
      } catch (reason) {
        error.textContent = reason.message;
        button.disabled = false;
        button.textContent = "Anmelden";
      }
    });
  });
}

function nameOf(room) {
  return room.name || room.inviter?.name || "Direktes Gespräch";
}

function avatar(room) {
  const name = nameOf(room);
  return renderStaticAvatar(
    {
      avatarLetter: avatarInitials(name),
      avatarColorNumber: getIdentifierColorNumber(room.id),
      avatarUrl: () => null,
      avatarTitle: name,
    },
    32,
  );
}

function roomEntry(room, { href, active }) {
  const count = room.notificationCount;
  const name = element("div", { className: "name", textContent: nameOf(room) });
  name.classList.toggle("unread", room.isUnread && !active);
  const badge = element("div", { className: "badge", textContent: count, hidden: !count || active });
  const description = element("div", { className: "description" }, [name, badge]);
  const link = element("a", { href }, [avatar(room), description]);
  if (active) link.ariaCurrent = "page";
  const entry = element("li", { className: active ? "active" : "" }, [link]);
  entry.dataset.roomId = room.id;
  return entry;
}

function inviteEntry(invite) {
  const button = element("button", {
    className: "button-action primary",
    textContent: "Beitreten",
    ariaLabel: `${nameOf(invite)} beitreten`,
    disabled: invite.accepting,
    onclick: () => invite.accept(),
  });
  const name = element("div", { className: "name unread", textContent: nameOf(invite) });
  return element("li", { className: "invite" }, [avatar(invite), name, button]);
}

// Redraws the list on every change: there are a handful of rooms.
function showRooms(list, { client, navigation, urlRouter }) {
  const { rooms, invites } = client.session;
  const draw = () => {
    const open = navigation.path.get("room")?.value;
    const known = [...rooms].map(([, room]) => room);
    known.sort((a, b) => nameOf(a).localeCompare(nameOf(b), "de"));
    list.replaceChildren(
      ...[...invites].map(([, invite]) => inviteEntry(invite)),
      ...known.map((room) =>
        roomEntry(room, { href: urlRouter.urlForSegment("room", room.id), active: room.id === open }),
      ),
    );
  };
  const observer = { onAdd: draw, onUpdate: draw, onRemove: draw, onReset: draw };
  rooms.subscribe(observer);
  invites.subscribe(observer);
  navigation.pathObservable.subscribe(draw);
  draw();
}

// The SDK shows an edit as one more message; here its words take the place of the first ones.
// What was said before this device was there stays unreadable, and is left out.
function tilesWithEdits(loggedInAt) {
  const edits = new Map();
  const tiles = new Map();

  class EditableTile extends TextTile {
    constructor(entry, options) {
      super(entry, options);
      tiles.set(entry.id, [...(tiles.get(entry.id) ?? []), this]);
    }

    _getContent() {
      const edit = edits.get(this._entry.id);
      const own = edit?.sender === this._entry.sender;
      return (own && edit.content?.["m.new_content"]) || super._getContent();
    }
  }

  // It may have to be decrypted first.
  const refresh = (target, edit, tries) => {
    if (edit.content?.["m.new_content"]) {
      for (const tile of tiles.get(target) ?? []) tile.emitChange("body");
    } else if (tries) {
      setTimeout(refresh, 100, target, edit, tries - 1);
    }
  };

  return (entry, options) => {
    const { rel_type: kind, event_id: target } = entry.relation ?? {};
    if (kind === "m.replace") {
      if (!(edits.get(target)?.timestamp > entry.timestamp)) edits.set(target, entry);
      refresh(target, entry, 100);
      return undefined;
    }
    if (entry.eventType === "m.room.encrypted" && entry.timestamp < loggedInAt) return undefined;
    const Tile = tileClassForEntry(entry, options);
    return Tile === TextTile ? EditableTile : Tile;
  };
}

function showRoom(context, place, roomId) {
  const { client, navigation, platform, urlRouter } = context;
  context.view?.unmount();
  context.model?.dispose();
  context.view = context.model = null;
  const room = roomId && client.session.rooms.get(roomId);
  app.firstElementChild.classList.toggle("middle-shown", Boolean(room));
  if (!room) {
    place.replaceChildren(element("h2", { textContent: "Wählen Sie links einen Raum." }));
    return;
  }
  const { session } = client;
  const ownUserId = session.userId;
  context.model = new RoomViewModel({
    room, session, client, ownUserId, platform, urlRouter, navigation, features,
    tileClassForEntry: tilesWithEdits(context.loggedInAt),
  });
  context.model.load();
  context.view = new RoomView(context.model, viewClassForTile);
  place.replaceChildren(context.view.mount());
}

async function logout({ client, model }) {
  model?.dispose(); // it reads from what is deleted now
  await client.startLogout(client.sessionId);
  location.replace(location.pathname + location.search);
}

function showSession(context) {
  const { client, navigation, urlRouter } = context;
  const list = element("ul", { className: "RoomList" });
  const header = element("div", { className: "account" }, [
    element("div", { className: "name", textContent: client.session.userId }),
    element("button", {
      className: "button-action secondary",
      textContent: "Abmelden",
      onclick: () => logout(context),
    }),
  ]);
  const panel = element("nav", { className: "LeftPanel", ariaLabel: "Räume" }, [header, list]);
  const place = element("div", { className: "place" });
  app.replaceChildren(element("div", { className: "SessionView" }, [panel, place]));
  urlRouter.attach();
  if (navigation.path.get("session")?.value !== client.sessionId) {
    navigation.applyPath(navigation.pathFrom([navigation.segment("session", client.sessionId)]));
  }
  const open = navigation.observe("room");
  open.subscribe((roomId) => showRoom(context, place, roomId));
  showRooms(list, context);
  showRoom(context, place, open.get());
}

async function main() {
  const wanted = await settings();
  const context = await startPlatform();
  context.client = await resume(context.platform, wanted.homeserver);
  if (!context.client) {
    context.client = await askForLogin(context.platform, wanted);
    context.loggedInAt = Date.now();
  }
  showSession(context);
}

main();
