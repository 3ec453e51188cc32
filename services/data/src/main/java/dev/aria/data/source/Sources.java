package dev.aria.data.source;

import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds out what kind of data set a path holds. */
public final class Sources {
  private static final List<String> METADATA = List.of("metadata.jsonl", "metadata.csv");

  private Sources() {}

  /**
   * The sources at {@code path}: a tar, a parquet file, ready latents, or a folder of tars, parquet
   * files or pictures.
   *
   * @throws SourceUnreadable when it is missing or of no kind that is read
   */
  public static List<ItemSource> at(Path path, ColumnNames columns) {
    if (Files.isDirectory(path)) {
      return inFolder(path, columns);
    }
    if (!Files.isRegularFile(path)) {
      throw new SourceUnreadable("source %s does not exist".formatted(path), null);
    }
    if (METADATA.contains(String.valueOf(path.getFileName()))) {
      return List.of(new MetadataFolder(path, columns));
    }
    return switch (PictureFiles.ending(path.toString())) {
      case "tar" -> List.of(new TarFile(path, columns));
      case "parquet" -> List.of(new ParquetFile(path, columns));
      case "npy", "npz", "safetensors" -> List.of(new LatentFile(path, columns));
      default ->
          throw new SourceUnreadable(
              "source %s is none of: a folder, .tar, .parquet, .npy, .npz, .safetensors, metadata.jsonl or metadata.csv"
                  .formatted(path),
              null);
    };
  }

  private static List<ItemSource> inFolder(Path folder, ColumnNames columns) {
    for (String metadata : METADATA) {
      if (Files.exists(folder.resolve(metadata))) {
        return at(folder.resolve(metadata), columns);
      }
    }
    for (String ending : List.of("tar", "parquet")) {
      List<Path> files = files(folder, ending);
      if (!files.isEmpty()) {
        return files.stream().flatMap(file -> at(file, columns).stream()).toList();
      }
    }
    return List.of(new PictureFolder(folder));
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> PictureFiles.ending(file.toString()).equals(ending))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the folder " + folder, failure);
    }
  }
}
