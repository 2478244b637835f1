import { createReadStream, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import {
  makeTemporaryFolder,
  TemporaryFolderError,
  temporaryFolderError,
} from "@security-auto/temporary-folder";
import { UsageError } from "../core/usage-error";

/** A text that can be read more than once: checked whole first, then run. */
export interface Source {
  /** As messages name it: the file's path, or `standard input`. */
  readonly name: string;
  /** The text from its beginning, unpacked if it is gzip. */
  open(): AsyncIterable<Buffer>;
}

/**
 * Opens the files a user named, lends them to `use`, and removes what was copied, whatever happens. What can be read only once
 * (`-`, which is standard input, and pipes) is copied to a temporary file, which has no name from the moment it is open: the
 * system takes it away with the process, even one that is killed.
 *
 * @throws UsageError when a file is missing, cannot be read, is no file, or standard input is named twice
 * @throws TemporaryFolderError when a text cannot be copied
 */
export async function withSources<T>(
  files: readonly string[],
  use: (sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  if (files.length === 0)
    throw new UsageError('no FILE given: name one or more files, or "-" for standard input');
  if (files.filter((file) => file === "-").length > 1)
    throw new UsageError('"-" is named twice: standard input can be read only once');
  const copies: NamelessFile[] = [];
  try {
    const sources: Source[] = [];
    for (const file of files) {
      const text = await textOf(file);
      if (text.isPlainFile) sources.push(fileSource(file));
      else {
        const nameless = await namelessFile();
        copies.push(nameless);
        sources.push(await putAside(text.stream(), text.name, nameless.handle));
      }
    }
    return await use(sources);
  } finally {
    for (const { close } of copies) await close();
  }
}

type Text =
  | { readonly isPlainFile: true }
  | { readonly isPlainFile: false; readonly name: string; readonly stream: () => Readable };

async function textOf(file: string): Promise<Text> {
  if (file === "-") return { isPlainFile: false, name: "standard input", stream: () => process.stdin };
  const stats = await statsOf(file);
  if (stats.isDirectory()) throw new UsageError(`${file}: is a folder; name the files in it`);
  return stats.isFile()
    ? { isPlainFile: true }
    : { isPlainFile: false, name: file, stream: () => createReadStream(file) };
}

async function statsOf(file: string): Promise<Stats> {
  try {
    return await stat(file);
  } catch (error) {
    throw isMissing(error) ? new UsageError(`${file}: there is no such file`) : unreadable(file, error);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function unreadable(name: string, error: unknown): UsageError {
  return new UsageError(`${name}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

/** Reads the bytes of a text from its beginning. */
type Read = (options?: { readonly end: number }) => AsyncIterable<Buffer>;

/** As much as is read of an open file at once, in bytes. */
const CHUNK = 64 * 1024;

function fileSource(path: string): Source {
  return sourceOf(path, (options) => createReadStream(path, options) as AsyncIterable<Buffer>);
}

function sourceOf(name: string, read: Read): Source {
  return { name, open: () => unpacked(read, name) };
}

interface NamelessFile {
  readonly handle: FileHandle;
  readonly close: () => Promise<void>;
}

/** A temporary file that is open and has no name any more; where the platform keeps open files, it has one until the end. */
async function namelessFile(): Promise<NamelessFile> {
  const folder = makeTemporaryFolder("input");
  try {
    const handle = await open(join(folder.path, "text"), "wx+", 0o600);
    try {
      folder.remove();
    } catch {
      // Windows may refuse it for as long as the file is open.
    }
    const close = async () => {
      await handle.close();
      folder.remove();
    };
    return { handle, close };
  } catch (error) {
    folder.remove();
    throw temporaryFolderError(error) ?? error;
  }
}

async function putAside(stream: Readable, name: string, handle: FileHandle): Promise<Source> {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) await write(chunk, handle);
  } catch (error) {
    throw error instanceof TemporaryFolderError ? error : unreadable(name, error);
  }
  return sourceOf(name, (options) => bytesOf(handle, options));
}

async function write(chunk: Buffer, handle: FileHandle): Promise<void> {
  try {
    await handle.writeFile(chunk);
  } catch (error) {
    throw temporaryFolderError(error) ?? error;
  }
}

/** The bytes of an open file from its beginning, wherever others read it. */
async function* bytesOf(handle: FileHandle, { end = Infinity } = {}): AsyncGenerator<Buffer> {
  for (let position = 0; position <= end;) {
    const size = Math.min(CHUNK, end + 1 - position);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(size), 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The text's bytes, through gunzip if they begin as gzip does (RFC 1952: 1f 8b). */
async function* unpacked(read: Read, name: string): AsyncGenerator<Buffer> {
  const packed = await beginsAsGzip(read, name);
  const bytes = read();
  if (!packed) {
    yield* bytes;
    return;
  }
  const gunzip = createGunzip();
  const pumped = pipeline(bytes, gunzip).catch((error: unknown) => {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UsageError(
      `${name}: cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    gunzip.destroy();
    await pumped;
  }
}

async function beginsAsGzip(read: Read, name: string): Promise<boolean> {
  try {
    for await (const chunk of read({ end: 1 })) {
      return chunk[0] === 0x1f && chunk[1] === 0x8b;
    }
    return false;
  } catch (error) {
    throw unreadable(name, error);
  }
}
