import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UsageError } from "../usage-error";

/** A text that can be read more than once: checked whole first, then run. */
export interface Source {
  /** As messages name it: the file's path, or `standard input`. */
  readonly name: string;
  /** The text from its beginning, unpacked if it is gzip. */
  open(): AsyncIterable<Buffer>;
}

/**
 * Opens the files a user named, lends them to `use`, and removes what was put aside, whatever happens. What can be read only once
 * (`-`, which is standard input, and pipes) is put aside in a temporary file.
 *
 * @throws UsageError when a file is missing, cannot be read or is no file
 */
export async function withSources<T>(
  files: readonly string[],
  use: (sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  if (files.length === 0)
    throw new UsageError('no FILE given: name one or more files, or "-" for standard input');
  const folders: string[] = [];
  const aside = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "security-auto-"));
    folders.push(folder);
    return join(folder, "text");
  };
  try {
    const sources: Source[] = [];
    for (const file of files) sources.push(await sourceOf(file, aside));
    return await use(sources);
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

async function sourceOf(file: string, aside: () => Promise<string>): Promise<Source> {
  if (file === "-") return putAside(process.stdin, "standard input", await aside());
  const stats = await statsOf(file);
  if (stats.isDirectory()) throw new UsageError(`${file}: is a folder; name the files in it`);
  return stats.isFile() ? fileSource(file) : putAside(createReadStream(file), file, await aside());
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

function fileSource(path: string, name = path): Source {
  return { name, open: () => unpacked(path, name) };
}

async function putAside(stream: Readable, name: string, path: string): Promise<Source> {
  try {
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    throw unreadable(name, error);
  }
  return fileSource(path, name);
}

/** The file's bytes, through gunzip if they begin as gzip does (RFC 1952: 1f 8b). */
async function* unpacked(path: string, name: string): AsyncGenerator<Buffer> {
  const packed = await beginsAsGzip(path, name);
  const bytes: Readable = createReadStream(path);
  if (!packed) {
    yield* bytes as AsyncIterable<Buffer>;
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

async function beginsAsGzip(path: string, name: string): Promise<boolean> {
  try {
    for await (const chunk of createReadStream(path, { end: 1 }) as AsyncIterable<Buffer>) {
      return chunk[0] === 0x1f && chunk[1] === 0x8b;
    }
    return false;
  } catch (error) {
    throw unreadable(name, error);
  }
}
