// The files of what was dropped: folders are walked to their end. What their owner did not put there is left out.
const isOurs = (file) => !/^(\.|Thumbs\.db$|desktop\.ini$)/i.test(file.name);

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function* within(folder) {
  const reader = folder.createReader();
  const next = () => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  // A browser gives the entries of a large folder a hundred at a time.
  for (let entries = await next(); entries.length; entries = await next()) {
    for (const entry of entries) yield* filesOf(entry);
  }
}

async function* filesOf(entry) {
  if (entry.isDirectory) yield* within(entry);
  else yield await fileOf(entry);
}

// Entries are read at once: they are gone when the event is over.
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = [];
  for (const entry of entries) for await (const file of filesOf(entry)) files.push(file);
  return files.filter(isOurs);
}

export const chosenFolder = (files) => [...files].filter(isOurs);
