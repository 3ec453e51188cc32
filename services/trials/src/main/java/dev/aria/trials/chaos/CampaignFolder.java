package dev.aria.trials.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a campaign leaves in its folder. */
final class CampaignFolder {
  /** Every fault, in order. */
  static final String SCHEDULE = "schedule.txt";

  /** By kind of fault. */
  static final String TABLE = "trials.md";

  /** One by one. */
  static final String TRIALS = "trials.tsv";

  private final Path folder;

  CampaignFolder(Path folder) {
    this.folder = folder;
  }

  void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
