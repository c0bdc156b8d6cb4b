const LONGEST = 480; // px; large enough for the transcript on a sharp screen, small enough to be remembered

/** A small picture of an image file as a data address; undefined where it is no image that the browser can show. */
export async function previewOf(file: File): Promise<string | undefined> {
  if (!file.type.startsWith('image/')) return undefined;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const pen = canvas.getContext('2d');
    if (pen === null) return undefined;
    // A JPEG has no transparency; what was transparent stands on white.
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    return canvas.toDataURL('image/jpeg', 0.75);
  } catch {
    return undefined; // a format that this browser does not decode; the bot may
  }
}
