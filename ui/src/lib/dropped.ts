// What somebody drops on the page or chooses: files, and folders with all that is in them.

export interface GivenFile {
  /** Its name, with the folders that it was in. */
  path: string;
  file: File;
}

/** Whether what is dragged over the page are files, and not words or a link. */
export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** Every file of a drop. The entries have to be taken at once: after the event the browser has none any more. */
export async function filesOfDrop(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const found: GivenFile[] = [];
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

/** Every file of a chosen folder, or those that were chosen one by one. */
export function filesOfInput(input: HTMLInputElement): GivenFile[] {
  const given = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return given.filter(({ path }) => !isHidden(path));
}

async function walk(entry: FileSystemEntry, inside: string, found: GivenFile[]): Promise<void> {
  const path = inside + entry.name;
  if (entry.isFile) {
    if (!isHidden(path)) found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives its entries a hundred at a time, and nothing when there are no more.
  for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader))
    for (const one of some) await walk(one, `${path}/`, found);
}

/** What the system keeps beside the files in a folder is no document of anybody. */
function isHidden(path: string): boolean {
  return path.includes("/") && path.split("/").some((part) => part.startsWith("."));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
