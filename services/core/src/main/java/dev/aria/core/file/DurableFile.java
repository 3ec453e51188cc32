package dev.aria.core.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Writes a file so that at any moment, power loss included, the old or the new one is whole. */
public final class DurableFile {
  private static final int BUFFER = 1 << 20;
  private static final String SUFFIX = ".tmp";

  private DurableFile() {}

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code file}: a temporary file beside it, fsync, rename, fsync of the folder. If
   * writing fails, what was there stays. What a killed process left half-written is removed. One
   * thread of a process may write a file at a time.
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder");
    }
    removeLeftovers(file, folder);
    Path temporary = folder.resolve(prefix(file) + ProcessHandle.current().pid() + SUFFIX);
    try {
      fill(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static String prefix(Path file) {
    return "." + file.getFileName() + ".";
  }

  private static void removeLeftovers(Path file, Path folder) throws IOException {
    String prefix = prefix(file);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path leftover : files.filter(path -> isLeftover(path, prefix)).toList()) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** Whether {@code path} is a temporary file of a process that is gone. */
  private static boolean isLeftover(Path path, String prefix) {
    String name = String.valueOf(path.getFileName());
    if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) {
      return false;
    }
    String pid =
        name.substring(prefix.length(), Math.max(prefix.length(), name.length() - SUFFIX.length()));
    return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private static void fill(Path file, Content content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }
}
