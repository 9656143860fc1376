// Passkeys: asks the browser for one and puts the answer in the form. The buttons are `hidden`
// in the page and shown here, so that nobody without script sees a button that does nothing.

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );

const known = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

function describe(credential, response) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  };
}

async function create({ publicKey }) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // Stored on the device where it can be, so that it signs in without a password.
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "preferred",
        requireResidentKey: false,
        userVerification: "required",
      },
    },
  });
  return describe(credential, {
    attestationObject: toText(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

async function get({ publicKey }) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = credential.response;
  return describe(credential, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

function optionsOnPage() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

async function optionsFor(form) {
  // The login page is the same for everybody: it asks for its options when they are needed.
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { headers, credentials: "same-origin" });
  if (!answer.ok) throw new DOMException("", "NetworkError");
  return answer.json();
}

const kinds = {
  create: async () => create(optionsOnPage().creation_options),
  get: async () => get(optionsOnPage().request_options),
  login: async (form) => get((await optionsFor(form)).request_options),
};

function say(form, text) {
  const status = form.querySelector("[data-passkey-status]");
  status.classList.remove("stagebaken-visually-hidden");
  status.textContent = text;
}

async function use(form) {
  const { elsewhere, passkey, stopped, unknown } = form.dataset;
  if (!globalThis.PublicKeyCredential) {
    say(form, unknown);
    return;
  }
  try {
    form.elements.credential.value = JSON.stringify(await kinds[passkey](form));
    form.submit();
  } catch (error) {
    // A passkey belongs to a name: browsers refuse it where the address is a number.
    say(form, error.name === "SecurityError" ? elsewhere : stopped);
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  button.hidden = false;
  button.addEventListener("click", () => use(form));
  // Enter in the name field must not send the form without a passkey.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(form);
  });
}
