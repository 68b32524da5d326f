// Photos are made smaller where they are taken: a commune's line carries 300 KB, not 6 MB. Drawing them anew also leaves
// behind whatever the camera wrote about place and time; the server takes that out in any case.
const MAX_EDGE = 1920;
const THUMBNAIL_EDGE = 320;
const QUALITY = 0.85;

const isPicture = file => /^image\/(jpeg|png|webp)$/.test(file.type);

function draw(bitmap, edge, quality) {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
}

/** What is to be sent for a file: { name, blob, thumbnail }. What the browser cannot draw goes as it is. */
export async function prepare(file) {
  if (!isPicture(file)) {
    return { name: file.name, blob: file, thumbnail: null };
  }
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const [blob, thumbnail] = [await draw(bitmap, MAX_EDGE, QUALITY), await draw(bitmap, THUMBNAIL_EDGE, 0.7)];
    bitmap.close();
    return { name: file.name.replace(/\.[^.]*$/, '') + '.jpg', blob, thumbnail };
  } catch {
    return { name: file.name, blob: file, thumbnail: null };
  }
}
