package dev.aria.data.source;

import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** All files below a folder by name; it holds the names of one folder of each depth at a time. */
final class SortedFiles implements Iterator<Path> {
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private Path next;
  private boolean ready;

  SortedFiles(Path folder) {
    this.next = folder;
    enter(folder);
  }

  private void enter(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> sorted = entries.filter(SortedFiles::isVisible).sorted().toList();
      open.push(sorted.iterator());
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the folder " + folder, failure);
    }
  }

  private static boolean isVisible(Path entry) {
    return !entry.getFileName().toString().startsWith(".");
  }

  @Override
  public boolean hasNext() {
    while (!ready && !open.isEmpty()) {
      Iterator<Path> entries = open.element();
      if (!entries.hasNext()) {
        open.pop();
        continue;
      }
      next = entries.next();
      if (Files.isDirectory(next)) {
        enter(next);
      } else {
        ready = Files.isRegularFile(next);
      }
    }
    return ready;
  }

  @Override
  public Path next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return next;
  }
}
