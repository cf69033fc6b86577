// Keys and seals. A key opens what one person keeps on this device; it lives in memory only, never in the browser's store.
// What is stored of it is wrapped twice: under the person's own words, and under this node's half for who signed in.

const ROUNDS = 600000;
const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
const bytesOf = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");

const aes = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

async function seal(key, bytes) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

const unseal = (key, sealed) => crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
const sealText = (key, text) => seal(key, utf8.encode(text));
const unsealText = async (key, sealed) => fromUtf8.decode(await unseal(key, sealed));

// The bits that somebody's own words make, or their PIN, on this device only.
async function bitsOf(words, salt) {
  const base = await crypto.subtle.importKey("raw", utf8.encode(words.normalize("NFKC").trim()), "PBKDF2", false, ["deriveBits"]);
  return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, base, 256);
}

const keyOfWords = async (words, salt) => aes(await bitsOf(words, salt));

// The two keys behind one secret: what seals, and what hides the addresses of pages.
async function keysOf(person, raw) {
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveBits", "deriveKey"]);
  const from = (info) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8.encode(info) });
  const key = await crypto.subtle.deriveKey(from("seal"), base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const names = await crypto.subtle.deriveKey(from("names"), base, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]);
  return { person, key, names };
}

const hidden = async (keys, text) => base64(await crypto.subtle.sign("HMAC", keys.names, utf8.encode(text)));
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
