// A QR code drawn on the device, for forms that fit in it: ISO/IEC 18004, bytes, level L, versions 1 to 31. What is in it is
// sealed and looks like chance, so that one mask does for all.

const CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16];
const EXP = [];
const LOG = [];
for (let power = 0, value = 1; power < 255; power++, value = (value << 1) ^ (value > 127 ? 0x11d : 0)) {
  EXP[power] = value;
  LOG[value] = power;
}
const times = (one, other) => (one && other ? EXP[(LOG[one] + LOG[other]) % 255] : 0);

// How many bytes a version holds in all: what the fixed patterns leave of its square.
function roomOf(version) {
  const marks = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const fixed = marks ? (25 * marks - 10) * marks - 55 + (version > 6 ? 36 : 0) : 0;
  return (((16 * version + 128) * version + 64 - fixed) / 8) | 0;
}

const holds = (version) => roomOf(version) - CHECKS[version - 1] * BLOCKS[version - 1];

const LONGEST = holds(CHECKS.length) - 3;

// The modules of a code, row by row; nothing where the text is too long.
function square(text) {
  const bytes = utf8.encode(text);
  const version = CHECKS.findIndex((_, place) => holds(place + 1) >= bytes.length + (place < 9 ? 2 : 3)) + 1;
  return version ? drawn(version, woven(version, packedBytes(version, bytes))) : null;
}

// The mode, the length and the bytes, each shifted by half a byte; then what fills the rest.
function packedBytes(version, bytes) {
  const nibbles = [4, ...(version < 10 ? [] : [bytes.length >> 12, (bytes.length >> 8) & 15]), (bytes.length >> 4) & 15, bytes.length & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  const whole = [];
  for (let place = 0; place < nibbles.length; place += 2) whole.push((nibbles[place] << 4) | (nibbles[place + 1] ?? 0));
  for (let fill = 0xec; whole.length < holds(version); fill ^= 0xfd) whole.push(fill);
  return whole;
}

// The bytes in blocks, with the checks of each, woven together.
function woven(version, bytes) {
  const many = BLOCKS[version - 1];
  const checks = CHECKS[version - 1];
  const short = Math.floor(bytes.length / many);
  const long = bytes.length % many;
  const divisor = [1];
  for (let power = 0; power < checks; power++) {
    divisor.push(0);
    for (let place = divisor.length - 1; place > 0; place--) divisor[place] ^= times(divisor[place - 1], EXP[power]);
  }
  const blocks = [];
  for (let at = 0, block = 0; block < many; block++) {
    const size = short + (block >= many - long ? 1 : 0);
    const data = bytes.slice(at, (at += size));
    const rest = [...data, ...Array(checks).fill(0)];
    data.forEach((_, place) => {
      const factor = rest[place];
      divisor.forEach((one, after) => { rest[place + after] ^= times(one, factor); });
    });
    blocks.push({ data, checks: rest.slice(size) });
  }
  const weave = (part, length) => Array.from({ length }, (_, place) => blocks.map((one) => one[part][place])).flat();
  return [...weave("data", short + 1), ...weave("checks", checks)].filter((one) => one !== undefined);
}

function drawn(version, bytes) {
  const size = 17 + 4 * version;
  const modules = Array.from({ length: size }, () => Array(size));
  const set = (row, column, dark) => { if (modules[row] && column >= 0 && column < size) modules[row][column] = Boolean(dark); };
  const ring = (row, column, reach, light) => {
    for (let down = -reach; down <= reach; down++) {
      for (let right = -reach; right <= reach; right++) set(row + down, column + right, !light.includes(Math.max(Math.abs(down), Math.abs(right))));
    }
  };
  for (let place = 0; place < size; place++) { set(6, place, place % 2 === 0); set(place, 6, place % 2 === 0); }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) ring(row, column, 4, [2, 4]);
  const marks = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const step = Math.ceil((size - 13) / (2 * marks - 2)) * 2;
  const places = Array.from({ length: marks }, (_, mark) => (mark ? size - 7 - step * (marks - 1 - mark) : 6));
  for (const row of places) for (const column of places) {
    if (!(row === 6 && column === 6) && !(row === 6 && column === size - 7) && !(row === size - 7 && column === 6)) ring(row, column, 2, [1]);
  }
  saysHow(set, size, version);
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (modules[row][column] !== undefined) continue;
        set(row, column, ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1) ^ ((row + column) % 2 === 0));
        bit++;
      }
    }
  }
  return modules;
}

// What says how to read it: level L with mask 0, and from version 7 on which version it is, each with checks of its own.
function saysHow(set, size, version) {
  const format = 0b111011111000100;
  for (let bit = 0; bit < 15; bit++) {
    const dark = (format >> bit) & 1;
    set(bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, dark);
    set(8, bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit, dark);
  }
  set(size - 8, 8, true);
  if (version < 7) return;
  let rest = version << 12;
  for (let bit = 17; bit > 11; bit--) if ((rest >> bit) & 1) rest ^= 0x1f25 << (bit - 12);
  const both = (version << 12) | rest;
  for (let bit = 0; bit < 18; bit++) {
    const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
    set(near, far, (both >> bit) & 1);
    set(far, near, (both >> bit) & 1);
  }
}

// The code as a picture: dark on white with its quiet edge, whatever the page looks like.
function picture(modules) {
  const wide = modules.length + 8;
  const path = modules.map((row, down) => row.map((dark, right) => (dark ? `M${right + 4} ${down + 4}h1v1h-1z` : "")).join("")).join("");
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${wide}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${wide}v${wide}H0z"/><path d="${path}"/></svg>`)}`;
}
