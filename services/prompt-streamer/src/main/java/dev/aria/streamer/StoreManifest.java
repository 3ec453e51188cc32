package dev.aria.streamer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a page store reaches: what lies beyond it in the files was never finished.
 *
 * @param contents what the store holds; another value makes it worthless
 * @param runs entries of the index file
 * @param nextOffsets next offset of the tagged-prompts topic to read, by partition
 */
record StoreManifest(String contents, RunFile.Extent runs, Map<Integer, Long> nextOffsets) {
  private static final String NAME = "manifest.properties";
  private static final String OFFSET = "next-offset.";

  StoreManifest {
    nextOffsets = Map.copyOf(nextOffsets);
  }

  /** The manifest in {@code folder}; empty when there is none that can be read. */
  static Optional<StoreManifest> read(Path folder) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(NAME), StandardCharsets.UTF_8)) {
      properties.load(reader);
      return Optional.of(of(properties));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static StoreManifest of(Properties properties) {
    Map<Integer, Long> offsets =
        properties.stringPropertyNames().stream()
            .filter(key -> key.startsWith(OFFSET))
            .collect(
                Collectors.toMap(
                    key -> Integer.valueOf(key.substring(OFFSET.length())),
                    key -> Long.valueOf(properties.getProperty(key))));
    return new StoreManifest(
        properties.getProperty("contents", ""),
        new RunFile.Extent(
            Long.parseLong(properties.getProperty("runs", "")),
            Long.parseLong(properties.getProperty("runs.crc32c", ""))),
        offsets);
  }

  /** Replaces the manifest in {@code folder} at once, or not at all. */
  void write(Path folder) throws IOException {
    Path temporary = folder.resolve(NAME + ".tmp");
    try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
      properties().store(writer, null);
    }
    force(temporary);
    Files.move(
        temporary,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("contents", contents);
    properties.setProperty("runs", Long.toString(runs.runs()));
    properties.setProperty("runs.crc32c", Long.toString(runs.checksum()));
    new TreeMap<>(nextOffsets)
        .forEach(
            (partition, offset) ->
                properties.setProperty(OFFSET + partition, Long.toString(offset)));
    return properties;
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
