// Photos: first a sentence about patients, then the camera; afterwards small, and without the place where it was taken.

const LARGEST = 100 * 1024;

function guardPhotos(words) {
  for (const input of document.querySelectorAll("input[type=file]")) {
    if (!(input.accept ?? "").includes("image")) continue;
    let warned = false;
    input.addEventListener("click", (event) => {
      if (warned) return;
      event.preventDefault();
      ask(words.patients, words.camera, words.no).then((yes) => {
        warned = yes;
        if (yes) input.click();
      });
    });
    input.addEventListener("change", () => shrinkAll(input, words));
  }
}

async function shrinkAll(input, words) {
  const chosen = new DataTransfer();
  let size = 0;
  for (const file of input.files) {
    const small = file.type.startsWith("image/") ? await shrunk(file) : file;
    size += small.size;
    chosen.items.add(small);
  }
  if (!chosen.files.length) return;
  input.files = chosen.files;
  say(input, words["photo-smaller"].replace("{n}", `${Math.ceil(size / 1024)}`));
}

// A photo drawn anew as small as it has to be: nothing but what one sees goes along.
async function shrunk(file) {
  let drawn;
  try {
    drawn = await createImageBitmap(file);
  } catch {
    return file;
  }
  for (let side = 1600, quality = 0.8; side >= 320; side *= 0.75, quality = Math.max(0.4, quality - 0.1)) {
    const scale = Math.min(1, side / Math.max(drawn.width, drawn.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(drawn.width * scale)), Math.max(1, Math.round(drawn.height * scale)));
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (blob.size <= LARGEST || side < 430) return new File([blob], "photo.jpg", { type: "image/jpeg" });
  }
  return file;
}
