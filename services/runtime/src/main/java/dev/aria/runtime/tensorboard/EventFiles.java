package dev.aria.runtime.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Event files of one folder, which TensorBoard shows as one run.
 *
 * <p>The same points make the same bytes under the same names, so a writer that begins anew goes
 * over what is there and appends what is missing. Where the files hold something else, as when a
 * setting was changed, a new file begins whose points take the place of the older ones. Only the
 * last file grows: TensorBoard does not go back to those before it. For one thread.
 */
final class EventFiles implements AutoCloseable {
  private static final int MOST = 1000;
  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\.aria\\.(\\d{3})");

  private final Path folder;
  private @Nullable EventFile current;

  /**
   * @throws EventsUnwritable when the folder is not there and cannot be made
   */
  EventFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Appends {@code point}, unless it is there. */
  void append(ScalarPoint point) {
    try {
      if (current == null || !current.put(EventRecords.scalars(point))) {
        close();
        current = begun(point);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The first file that begins with {@code first}, made where there is none. */
  private EventFile begun(ScalarPoint first) throws IOException {
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      EventFile file = EventFile.open(folder.resolve(names.get(i)), i == names.size() - 1);
      if (begins(file, first)) {
        return file;
      }
    }
    EventFile file = EventFile.open(folder.resolve(next(names, first)), true);
    return begins(file, first) ? file : begun(first); // else another writer has just made it
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    }
  }

  /**
   * TensorBoard knows event files by {@code tfevents} and reads them in order of their names. A new
   * one comes last, also where its first point is older than those of the others.
   */
  private String next(List<String> names, ScalarPoint first) {
    long time = first.time().getEpochSecond();
    int number = 0;
    Matcher last = NAME.matcher(names.isEmpty() ? "" : names.get(names.size() - 1));
    if (last.matches() && Long.parseLong(last.group(1)) >= time) {
      time = Long.parseLong(last.group(1));
      number = Integer.parseInt(last.group(2)) + 1;
    }
    if (number >= MOST) {
      throw new EventsUnwritable(
          "%s holds %d event files of other content; remove those that are not needed"
              .formatted(folder, names.size()));
    }
    return "events.out.tfevents.%010d.aria.%03d".formatted(time, number);
  }

  /** Whether {@code file} begins with {@code first}; closes it otherwise. */
  private static boolean begins(EventFile file, ScalarPoint first) throws IOException {
    boolean begins = false;
    try {
      begins =
          file.put(EventRecords.version(first))
              && file.put(EventRecords.start(first))
              && file.put(EventRecords.scalars(first));
      return begins;
    } finally {
      if (!begins) {
        file.close();
      }
    }
  }

  @Override
  public void close() {
    EventFile open = current;
    current = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  private EventsUnwritable unwritable(IOException e) {
    return new EventsUnwritable(
        "cannot write events for TensorBoard to %s: %s; name another folder with aria.tensorboard.folder"
            .formatted(folder, e),
        e);
  }
}
