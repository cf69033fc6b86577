// A passkey opens without a line: the key itself makes a secret out of a salt (the PRF extension), and that secret wraps ours.
// It is made for this device alone, and the node never hears of it. Where the browser has no PRF, nothing is offered.

async function canPasskey() {
  const can = await window.PublicKeyCredential?.getClientCapabilities?.();
  return can?.["extension:prf"] === true;
}

const keyOfPrf = async (found) => {
  const secret = found?.getClientExtensionResults().prf?.results?.first;
  return secret ? aes(await crypto.subtle.digest("SHA-256", secret)) : null;
};

// Ask one of these passkeys for what it makes out of the salt.
function askPasskey(ids, salt) {
  return navigator.credentials.get({ publicKey: {
    challenge: random(32), userVerification: "required", timeout: 120000,
    allowCredentials: ids.map((id) => ({ type: "public-key", id })),
    extensions: { prf: { eval: { first: salt } } },
  } });
}

async function addPasskey(name) {
  const { person, raw } = await secretByNode();
  const here = await device();
  const fresh = await navigator.credentials.create({ publicKey: {
    challenge: random(32), rp: { name: "Partnerhood" }, user: { id: random(16), name, displayName: name },
    pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
    authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
    extensions: { prf: { eval: { first: here.salt } } }, timeout: 120000,
  } });
  if (!fresh.getClientExtensionResults().prf?.enabled) return false;
  const key = (await keyOfPrf(fresh)) ?? (await keyOfPrf(await askPasskey([fresh.rawId], here.salt)));
  if (!key) return false;
  const known = await read("people", person);
  await write("people", { ...known, byPasskey: { id: fresh.rawId, box: await seal(key, raw) } });
  return true;
}

async function openByPasskey() {
  const here = await device();
  const all = (await every("people")).filter((one) => one.byPasskey);
  const found = await askPasskey(all.map((one) => one.byPasskey.id), here.salt);
  const known = all.find((one) => base64(one.byPasskey.id) === base64(found.rawId));
  const key = await keyOfPrf(found);
  const raw = known && key && (await opens(key, known.byPasskey.box));
  return raw ? isStillSignedIn(await unlocked(known.person, raw)) : null;
}
