package dev.aria.streamer.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a page store reaches: what lies beyond it in the files was never finished. The last line
 * of its file is a checksum of those before.
 *
 * @param contents what the store holds; another value makes it worthless
 * @param index valid part of the index file
 * @param nextOffsets next offset of the tagged-prompts topic to read, by partition
 */
record StoreManifest(String contents, PageIndexFile.Extent index, Map<Integer, Long> nextOffsets) {
  private static final Logger LOG = LoggerFactory.getLogger(StoreManifest.class);
  private static final String NAME = "manifest.properties";
  private static final String OFFSET = "next-offset.";
  private static final String CHECKSUM = "crc32c=";
  private static final int MOST_BYTES = 1 << 20;

  StoreManifest {
    nextOffsets = Map.copyOf(nextOffsets);
    nextOffsets.forEach(StoreManifest::check);
  }

  private static void check(int partition, long nextOffset) {
    if (partition < 0 || nextOffset < 0) {
      throw new IllegalArgumentException(
          "next offset of partition %d is %d, neither may be negative"
              .formatted(partition, nextOffset));
    }
  }

  /** The manifest in {@code folder}; empty when there is none that is whole. */
  static Optional<StoreManifest> read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("it has more than " + MOST_BYTES + " bytes");
      }
      return Optional.of(of(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} is damaged ({}): the store is filled again from the log", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static StoreManifest of(String text) throws IOException {
    int end = text.lastIndexOf(CHECKSUM);
    if (end < 0 || !text.substring(end).equals(checksum(text.substring(0, end)))) {
      throw new IllegalArgumentException("its checksum is missing or another");
    }
    Properties properties = new Properties();
    properties.load(new StringReader(text.substring(0, end)));
    return of(properties);
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
        new PageIndexFile.Extent(
            Long.parseLong(properties.getProperty("runs", "")),
            Long.parseLong(properties.getProperty("runs.crc32c", ""))),
        offsets);
  }

  /** Replaces the manifest in {@code folder} at once, or not at all. */
  void write(Path folder) throws IOException {
    Path temporary = folder.resolve(NAME + ".tmp");
    StringWriter text = new StringWriter();
    properties().store(text, null);
    Files.writeString(temporary, text + checksum(text.toString()));
    force(temporary);
    Files.move(
        temporary,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  private static String checksum(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return CHECKSUM + Long.toHexString(checksum.getValue()) + "\n";
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("contents", contents);
    properties.setProperty("runs", Long.toString(index.entries()));
    properties.setProperty("runs.crc32c", Long.toString(index.checksum()));
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
